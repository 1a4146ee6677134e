import { describe, expect, test } from 'vitest'
import type { Simulator } from '../simulator/simulator.ts'
import { relayFixture } from '../testing/relay-fixture.ts'

const staff = { by: 'suzuki@pc', reason: '', serialNumber: null }
const rejectOnce = (simulator: Simulator) =>
  simulator.behave({ kind: 'status', status: 400, code: 'E4000001', message: '形式' }, { times: 1 })

describe('the same bytes as an earlier accepted file of the same folder', () => {
  test('are sent by default, with an event and a mark in the history, and no line in the log', async () => {
    const { relay, simulator, log, drop } = await relayFixture({ kodomo: 'good' })
    drop('kodomo', 'a.csv', 'same\n')
    await relay.engine.runOnce()
    const linesOfOne = log.filter((line) => !line.includes('a.csv')).length
    drop('kodomo', 'b.csv', 'same\n')
    expect(await relay.engine.runOnce()).toMatchObject({ accepted: 1, failures: 0 })
    expect(simulator.received).toHaveLength(2)
    expect(relay.transfers.get(2)).toMatchObject({ status: 'accepted', duplicateOf: 1 })
    expect(relay.events.newestFirst(1)).toMatchObject([{ code: 'R3010', level: 'warning', transferId: 2 }])
    expect(log.some((line) => line.includes('R3010'))).toBe(false)
    expect(linesOfOne).toBeGreaterThan(0)
  })

  test('are held with DuplicatePolicy=hold until staff send them', async () => {
    const { relay, simulator, drop, tree } = await relayFixture(
      { kodomo: 'good' },
      { DuplicatePolicy: 'hold' },
    )
    drop('kodomo', 'a.csv', 'same\n')
    await relay.engine.runOnce()
    drop('kodomo', 'b.csv', 'same\n')
    drop('kodomo', 'c.csv', 'other\n')
    expect(await relay.engine.runOnce()).toMatchObject({ accepted: 1, failures: 1 })
    await relay.engine.runOnce()
    expect(tree()).toEqual(['PROCEED/kodomo/a.csv', 'PROCEED/kodomo/c.csv', 'kodomo/b.csv'])
    expect(relay.transfers.get(2)).toMatchObject({
      hold: 'duplicate',
      attempts: 0,
      duplicateOf: 1,
      errorCode: 'R3010',
    })
    await relay.engine.decide(2, { ...staff, decision: 'resend' })
    await relay.engine.runOnce()
    expect(tree()).toEqual(['PROCEED/kodomo/a.csv', 'PROCEED/kodomo/b.csv', 'PROCEED/kodomo/c.csv'])
    expect(simulator.received).toHaveLength(3)
  })

  test('in another folder are another scheme, so no duplicate', async () => {
    const { relay, drop } = await relayFixture({ kodomo: 'good', judo: 'good2' }, { DuplicatePolicy: 'hold' })
    drop('kodomo', 'a.csv', 'same\n')
    drop('judo', 'a.csv', 'same\n')
    expect(await relay.engine.runOnce()).toMatchObject({ accepted: 2, failures: 0 })
  })

  test('of a rejected file are no duplicate', async () => {
    const { relay, simulator, drop } = await relayFixture({ kodomo: 'good' }, { DuplicatePolicy: 'hold' })
    rejectOnce(simulator)
    drop('kodomo', 'a.csv', 'same\n')
    await relay.engine.runOnce()
    drop('kodomo', 'b.csv', 'same\n')
    expect(await relay.engine.runOnce()).toMatchObject({ accepted: 1 })
  })
})

describe('OrderProtection', () => {
  const on = { OrderProtection: 'true' }

  test('holds the folder after a rejected file, over a restart, until staff decide', async () => {
    const { relay, simulator, drop, tree, reopen } = await relayFixture({ kodomo: 'good', judo: 'good2' }, on)
    rejectOnce(simulator)
    drop('kodomo', 'a.csv')
    drop('kodomo', 'b.csv')
    drop('judo', 'c.csv')
    await relay.engine.runOnce()
    expect(tree()).toEqual(['ERROR/kodomo/a.csv', 'PROCEED/judo/c.csv', 'kodomo/b.csv'])
    expect(relay.engine.status().folderTroubles['kodomo']).toMatchObject({
      code: 'R3011',
      detail: 'E4000001',
    })
    await relay.close()
    const next = reopen()
    expect(await next.engine.runOnce()).toMatchObject({ accepted: 0, failures: 1 })
    await next.engine.decide(1, { ...staff, decision: 'resend' })
    await next.engine.runOnce()
    expect(tree()).toEqual(['PROCEED/judo/c.csv', 'PROCEED/kodomo/a.csv', 'PROCEED/kodomo/b.csv'])
    expect(simulator.received.map((upload) => upload.outcome)).toEqual([
      'refused',
      'accepted',
      'accepted',
      'accepted',
    ])
  })

  test('lets the folder go on when staff press 送信', async () => {
    const { relay, simulator, drop, tree } = await relayFixture({ kodomo: 'good' }, on)
    simulator.behave('no_serial', { times: 1 })
    drop('kodomo', 'a.csv')
    drop('kodomo', 'b.csv')
    await relay.engine.runOnce()
    await relay.engine.sendNow('kodomo')
    expect(tree()).toEqual(['ERROR/kodomo/a.csv', 'PROCEED/kodomo/b.csv'])
  })

  test('does not hold a folder for a file that only waits for its next try', async () => {
    const { relay, simulator, drop, tree } = await relayFixture({ kodomo: 'good' }, on)
    simulator.behave({ kind: 'reset_after_bytes', bytes: 10 }, { times: 1 })
    drop('kodomo', 'a.csv', 'x'.repeat(40_000_000))
    await relay.engine.runOnce()
    await relay.engine.runOnce()
    expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
  })

  test('is off by default: the next file goes on', async () => {
    const { relay, simulator, drop, tree } = await relayFixture({ kodomo: 'good' })
    rejectOnce(simulator)
    drop('kodomo', 'a.csv')
    drop('kodomo', 'b.csv')
    await relay.engine.runOnce()
    expect(tree()).toEqual(['ERROR/kodomo/a.csv', 'PROCEED/kodomo/b.csv'])
  })
})

describe('ParallelFolders', () => {
  const tokens = { a: 'good-a', b: 'good-b', c: 'good-c', d: 'good-d' }

  test('sends from so many folders at a time, and keeps the order inside each', async () => {
    const { relay, simulator, drop, tree } = await relayFixture(tokens, { ParallelFolders: '3' })
    simulator.behave({ kind: 'hold_body', afterBytes: 4 }, { times: 3 })
    for (const folder of Object.keys(tokens))
      for (const name of ['1.csv', '2.csv']) drop(folder, name, `${folder}${name}\n`)
    const cycle = relay.engine.runOnce()
    await simulator.waitFor(({ underWay }) => underWay.filter(({ state }) => state === 'held').length === 3)
    expect(simulator.underWay).toHaveLength(3)
    simulator.release()
    expect(await cycle).toMatchObject({ accepted: 8, failures: 0 })
    expect(tree()).toHaveLength(8)
    const rows = [...relay.history.newestFirst()].filter(({ folder }) => folder === 'a')
    expect(rows.map((row) => row.fileName)).toEqual(['2.csv', '1.csv'])
  })

  test('tells of each upload, and 中止 concerns the one that is named', async () => {
    const { relay, simulator, drop, tree } = await relayFixture(tokens, { ParallelFolders: '2' })
    simulator.behave({ kind: 'hold_body', afterBytes: 1000 }, { times: 2 })
    for (const folder of ['a', 'b']) drop(folder, '1.csv', folder.repeat(40_000_000))
    const cycle = relay.engine.runOnce()
    await simulator.waitFor(({ underWay }) => underWay.filter(({ state }) => state === 'held').length === 2)
    const named = relay.engine.status().uploads.map(({ folder, fileName }) => `${folder}/${fileName}`)
    expect(named.toSorted()).toEqual(['a/1.csv', 'b/1.csv'])
    expect(relay.engine.cancelUpload({ folder: 'b', fileName: '1.csv' })).toBe(true)
    simulator.release()
    expect(await cycle).toMatchObject({ accepted: 1 })
    expect(tree()).toEqual(['PROCEED/a/1.csv', 'b/1.csv'])
  })

  test('one at a time by default, in the order of the list', async () => {
    const { relay, simulator, drop } = await relayFixture(tokens)
    for (const folder of Object.keys(tokens)) drop(folder, '1.csv', `${folder}\n`)
    await relay.engine.runOnce()
    expect(simulator.received.map(({ token }) => token.index)).toEqual([1, 2, 3, 4])
  })

  test('a dead line ends all of them', async () => {
    const { relay, simulator, drop, tree } = await relayFixture(tokens, { ParallelFolders: '2' })
    for (const folder of Object.keys(tokens)) drop(folder, '1.csv', `${folder}\n`)
    await simulator.close()
    const report = await relay.engine.runOnce()
    expect(report.trouble).toMatchObject({ code: 'R1002' })
    expect(report.failures).toBeLessThanOrEqual(2)
    expect(tree()).toHaveLength(4)
  })

  test('終了 breaks all of them off', async () => {
    const { relay, simulator, drop } = await relayFixture(tokens, { ParallelFolders: '4' })
    simulator.behave('stall')
    for (const folder of Object.keys(tokens)) drop(folder, '1.csv', `${folder}\n`)
    void relay.engine.runOnce()
    await simulator.waitFor(
      ({ underWay }) => underWay.filter(({ state }) => state === 'stalled').length === 4,
    )
    await relay.engine.shutdown()
    const rows = [...relay.history.newestFirst()]
    expect(rows.map(({ status, hold }) => [status, hold])).toEqual(Array(4).fill(['unknown', 'in_doubt']))
  })
})
