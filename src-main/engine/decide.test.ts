import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { relayFixture } from '../testing/relay-fixture.ts'

const staff = { by: 'suzuki@pc', reason: 'PMHのメールで確認', serialNumber: null }
const asSent = { ...staff, decision: 'treated_as_sent' } as const
const resend = { ...staff, decision: 'resend' } as const

/** A file whose answer had no serial number: unknown, and filed into ERROR. */
async function unknownInError() {
  const fixture = await relayFixture({ kodomo: 'good' })
  fixture.simulator.behave('no_serial', { times: 1 })
  fixture.drop('kodomo', 'a.csv')
  await fixture.relay.engine.runOnce()
  return fixture
}

describe('送信済みとして処理', () => {
  test('moves an unknown file from ERROR to PROCEED; the row keeps unknown, with who, when, why and the serial number', async () => {
    const { relay, tree } = await unknownInError()
    await relay.engine.decide(1, { ...asSent, serialNumber: 'S0020261120000000000009' })
    expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
    expect(relay.transfers.get(1)).toMatchObject({
      status: 'unknown',
      decision: 'treated_as_sent',
      decidedBy: 'suzuki@pc',
      decisionReason: 'PMHのメールで確認',
      serialNumber: 'S0020261120000000000009',
      filedAs: 'PROCEED/kodomo/a.csv',
    })
    expect(relay.history.undecided()).toEqual([])
  })

  test('moves a file that was held in its folder after the program had ended', async () => {
    const { relay, simulator, drop, tree, reopen } = await relayFixture({ kodomo: 'good' })
    simulator.behave('stall', { times: 1 })
    drop('kodomo', 'a.csv')
    void relay.engine.runOnce()
    await simulator.waitFor(({ underWay }) => underWay[0]?.state === 'stalled')
    await relay.close()
    const next = reopen()
    await next.engine.decide(1, asSent)
    expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
    expect(await next.engine.runOnce()).toMatchObject({ failures: 0, accepted: 0 })
    expect(simulator.receivedCount).toBe(1)
  })

  test('is not possible for a rejected file', async () => {
    const { relay, drop, tree } = await relayFixture({ kodomo: 'bad' })
    drop('kodomo', 'a.csv')
    await relay.engine.runOnce()
    await expect(relay.engine.decide(1, asSent)).rejects.toMatchObject({ code: 'R5007' })
    expect(tree()).toEqual(['ERROR/kodomo/a.csv'])
  })
})

describe('再送する', () => {
  test('puts an unknown file back, from where it is sent as a new row that points to the old one', async () => {
    const { relay, simulator, tree } = await unknownInError()
    await relay.engine.decide(1, resend)
    expect(tree()).toEqual(['kodomo/a.csv'])
    await relay.engine.runOnce()
    expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
    expect(relay.transfers.get(1)).toMatchObject({ status: 'unknown', decision: 'resend' })
    expect(relay.transfers.get(2)).toMatchObject({ status: 'accepted', resendOf: 1 })
    expect(simulator.receivedCount).toBe(2)
  })

  test('works for a rejected file', async () => {
    const { relay, simulator, drop, tree } = await relayFixture({ kodomo: 'good' })
    simulator.behave({ kind: 'status', status: 400, code: 'E4000001', message: '形式' }, { times: 1 })
    drop('kodomo', 'a.csv')
    await relay.engine.runOnce()
    await relay.engine.decide(1, resend)
    await relay.engine.runOnce()
    expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
  })

  test('never overwrites a file that came meanwhile under the same name', async () => {
    const { relay, drop, tree } = await unknownInError()
    drop('kodomo', 'a.csv', 'newer\n')
    await relay.engine.decide(1, resend)
    expect(tree()).toHaveLength(2)
    expect(tree()).toContain('kodomo/a.csv')
  })

  test('of a file that was broken off sends it again from where it lies', async () => {
    const { relay, simulator, drop, tree } = await relayFixture({ kodomo: 'good' })
    simulator.behave({ kind: 'hold_body', afterBytes: 1000 }, { times: 1 })
    drop('kodomo', 'a.csv', 'x'.repeat(40_000_000))
    const cycle = relay.engine.runOnce()
    await simulator.waitFor(({ underWay }) => underWay[0]?.state === 'held')
    relay.engine.cancelUpload({ folder: 'kodomo', fileName: 'a.csv' })
    await cycle
    await relay.engine.decide(1, resend)
    await relay.engine.runOnce()
    expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
    expect(relay.transfers.get(2)).toMatchObject({ status: 'accepted', resendOf: 1 })
  })

  test('says so when the file is no longer in ERROR', async () => {
    const { relay, root } = await unknownInError()
    rmSync(path.join(root, 'ERROR', 'kodomo', 'a.csv'))
    await expect(relay.engine.decide(1, resend)).rejects.toMatchObject({ code: 'R3005' })
  })

  test('is not possible for an accepted file', async () => {
    const { relay, drop } = await relayFixture({ kodomo: 'good' })
    drop('kodomo', 'a.csv')
    await relay.engine.runOnce()
    await expect(relay.engine.decide(1, resend)).rejects.toMatchObject({ code: 'R5007' })
  })
})

test('a second decision on the same row is refused', async () => {
  const { relay, tree } = await unknownInError()
  await relay.engine.decide(1, asSent)
  await expect(relay.engine.decide(1, resend)).rejects.toMatchObject({ code: 'R5007' })
  expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
})

test('a crash between a decision and its move is finished by the next cycle', async () => {
  const { relay, tree } = await unknownInError()
  relay.transfers.decide(1, { ...resend, at: '2026-11-20T13:50:00.000+09:00' })
  expect(tree()).toEqual(['ERROR/kodomo/a.csv'])
  await relay.engine.runOnce()
  expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
  expect(relay.transfers.get(2)).toMatchObject({ resendOf: 1 })
})

test('a decision that a crash left before its move to PROCEED is finished too, without a resend', async () => {
  const { relay, simulator, tree } = await unknownInError()
  relay.transfers.decide(1, { ...asSent, at: '2026-11-20T13:50:00.000+09:00' })
  await relay.engine.runOnce()
  expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
  expect(simulator.receivedCount).toBe(1)
})

test('送信 by staff also lets go on what they had broken off, on the same row', async () => {
  const { relay, simulator, drop, tree } = await relayFixture({ kodomo: 'good' })
  simulator.behave({ kind: 'hold_body', afterBytes: 1000 }, { times: 1 })
  drop('kodomo', 'a.csv', 'x'.repeat(40_000_000))
  const cycle = relay.engine.runOnce()
  await simulator.waitFor(({ underWay }) => underWay[0]?.state === 'held')
  relay.engine.cancelUpload({ folder: 'kodomo', fileName: 'a.csv' })
  await cycle
  await relay.engine.sendNow('kodomo')
  expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
  expect(relay.transfers.get(1)).toMatchObject({ status: 'accepted', attempts: 2, hold: null })
})

describe('a crash between a move that staff decided and its record', () => {
  const at = '2026-11-20T13:50:00.000+09:00'

  test('of a file that changed after its upload: it is found where it was going, and nothing is pending', async () => {
    const { relay, drop, root, tree, simulator } = await relayFixture({ kodomo: 'good' }, {}, (event) => {
      if (event.type === 'accepted')
        writeFileSync(path.join(root, 'kodomo', 'a.csv'), 'edited while PMH answered')
    })
    drop('kodomo', 'a.csv')
    await relay.engine.runOnce()
    const { id } = relay.transfers.markChanged(1)
    relay.transfers.decide(id, { ...asSent, at })
    relay.transfers.aboutToMove(id, 'PROCEED/kodomo/a_2.csv')
    mkdirSync(path.join(root, 'PROCEED', 'kodomo'), { recursive: true })
    renameSync(path.join(root, 'kodomo', 'a.csv'), path.join(root, 'PROCEED', 'kodomo', 'a_2.csv'))
    expect(await relay.engine.runOnce()).toMatchObject({ failures: 0 })
    expect(relay.transfers.get(id)).toMatchObject({ filedAs: 'PROCEED/kodomo/a_2.csv', movingTo: null })
    expect(tree()).toEqual(['PROCEED/kodomo/a_2.csv'])
    expect(simulator.receivedCount).toBe(1)
  })

  test('of a file that staff corrected in ERROR: it is sent once, as the row that points to the old one', async () => {
    const { relay, root, tree, simulator } = await unknownInError()
    relay.transfers.decide(1, { ...resend, at })
    relay.transfers.aboutToMove(1, 'kodomo/a.csv')
    const [from, to] = [path.join(root, 'ERROR', 'kodomo', 'a.csv'), path.join(root, 'kodomo', 'a.csv')]
    renameSync(from, to)
    writeFileSync(to, 'corrected')
    expect(await relay.engine.runOnce()).toMatchObject({ failures: 0, accepted: 1 })
    expect(relay.transfers.get(2)).toMatchObject({ status: 'accepted', resendOf: 1 })
    expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
    expect(simulator.receivedCount).toBe(2)
  })

  test('before the move: the file is still where it was, and is moved', async () => {
    const { relay, tree } = await unknownInError()
    relay.transfers.decide(1, { ...asSent, at })
    relay.transfers.aboutToMove(1, 'PROCEED/kodomo/a.csv')
    await relay.engine.runOnce()
    expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
    expect(relay.transfers.get(1)).toMatchObject({ filedAs: 'PROCEED/kodomo/a.csv', movingTo: null })
  })
})

describe('送信済みとして処理 of a file that changed after its upload and cannot be moved now', () => {
  async function decidedWhileBlocked() {
    const fixture = await relayFixture({ kodomo: 'good' }, {}, (event, { root }) => {
      const file = path.join(root, 'kodomo', 'a.csv')
      if (event.type === 'accepted' && fixture.simulator.receivedCount === 1)
        writeFileSync(file, 'edited while PMH answered')
    })
    writeFileSync(path.join(fixture.root, 'PROCEED'), 'a file in the place of the folder')
    const file = fixture.drop('kodomo', 'a.csv')
    for (let cycle = 0; cycle < 2; cycle += 1) await fixture.relay.engine.runOnce()
    await fixture.relay.engine.decide(1, asSent)
    expect(fixture.relay.transfers.get(1)).toMatchObject({
      changed: true,
      filedAs: null,
      decision: 'treated_as_sent',
    })
    rmSync(path.join(fixture.root, 'PROCEED'))
    return { ...fixture, file }
  }

  test('moves it later, as it was when they decided', async () => {
    const { relay, tree, simulator } = await decidedWhileBlocked()
    expect(await relay.engine.runOnce()).toMatchObject({ failures: 0 })
    expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
    expect(simulator.receivedCount).toBe(1)
  })

  test('does not take a version that came after the decision for it: that one is sent', async () => {
    const { relay, tree, file, simulator } = await decidedWhileBlocked()
    writeFileSync(file, 'a new version, which nobody has decided about')
    expect(await relay.engine.runOnce()).toMatchObject({ failures: 0, accepted: 1 })
    expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
    expect(simulator.receivedCount).toBe(2)
    expect(relay.transfers.get(2)).toMatchObject({ status: 'accepted', resendOf: null })
  })
})
