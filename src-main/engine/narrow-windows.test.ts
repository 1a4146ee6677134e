import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { EngineEvent } from '../../src-shared/domain/engine-event.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { relayFixture } from '../testing/relay-fixture.ts'

/** Each of these is a moment between two steps in which a file could be lost or sent twice. */

const isHeld = ({ underWay }: Simulator) => underWay[0]?.state === 'held'
const troubles = (events: readonly EngineEvent[]) => events.filter((event) => event.type === 'trouble')
const staff = { by: 'suzuki@pc', reason: '', serialNumber: null }

test('a new version that comes between the result and the move is not filed as sent', async () => {
  const { relay, simulator, root, drop, tree } = await relayFixture(
    { kodomo: 'good' },
    {},
    (event, { root: home }) => {
      if (event.type === 'accepted')
        writeFileSync(path.join(home, 'kodomo', 'a.csv'), 'new version, never sent\n')
    },
  )
  drop('kodomo', 'a.csv', 'old\n')
  expect(await relay.engine.runOnce()).toMatchObject({ failures: 1 })
  expect(tree()).toEqual(['kodomo/a.csv'])
  expect(readFileSync(path.join(root, 'kodomo', 'a.csv'), 'utf8')).toBe('new version, never sent\n')
  expect(relay.transfers.get(1)).toMatchObject({ status: 'accepted', hold: 'changed', changed: true })
  await relay.engine.runOnce()
  expect(simulator.received).toHaveLength(1)
})

test('a file that is rewritten while another one is sent is not sent half', async () => {
  const { relay, simulator, drop, tree } = await relayFixture({ kodomo: 'good' })
  simulator.behave({ kind: 'hold_body', afterBytes: 4 }, { times: 1 })
  drop('kodomo', 'a.csv')
  drop('kodomo', 'b.csv', 'the whole file\n')
  const cycle = relay.engine.runOnce()
  await simulator.waitFor(isHeld)
  drop('kodomo', 'b.csv', 'half')
  simulator.release()
  await cycle
  expect(tree()).toEqual(['PROCEED/kodomo/a.csv', 'kodomo/b.csv'])
  expect(simulator.received).toHaveLength(1)
  drop('kodomo', 'b.csv', 'the whole new file\n')
  await relay.engine.runOnce()
  expect(tree()).toEqual(['PROCEED/kodomo/a.csv', 'PROCEED/kodomo/b.csv'])
})

test('a share that goes away under an upload and comes back has not changed the file', async () => {
  const { relay, simulator, root, drop, tree } = await relayFixture({ kodomo: 'good' })
  simulator.behave({ kind: 'hold_body', afterBytes: 4 }, { times: 1 })
  drop('kodomo', 'a.csv')
  const cycle = relay.engine.runOnce()
  await simulator.waitFor(isHeld)
  renameSync(root, `${root}-away`)
  simulator.release()
  expect(await cycle).toMatchObject({ accepted: 1, failures: 1 })
  expect(relay.transfers.get(1)).toMatchObject({ status: 'accepted', hold: null, changed: false })
  renameSync(`${root}-away`, root)
  await relay.engine.runOnce()
  expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
  expect(simulator.received).toHaveLength(1)
})

test('送信済みとして処理 leaves a new file that lies under the old name, and it is sent', async () => {
  const { relay, simulator, drop, tree, reopen } = await relayFixture({ kodomo: 'good' })
  simulator.behave('stall', { times: 1 })
  drop('kodomo', 'a.csv', 'this month\n')
  void relay.engine.runOnce()
  await simulator.waitFor(({ underWay }) => underWay[0]?.state === 'stalled')
  await relay.close()
  drop('kodomo', 'a.csv', 'next month\n')
  const next = reopen()
  await next.engine.decide(1, { ...staff, decision: 'treated_as_sent' })
  expect(tree()).toEqual(['kodomo/a.csv'])
  await next.engine.runOnce()
  expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
  expect(next.transfers.get(2)).toMatchObject({ status: 'accepted' })
})

test('a file that changed under way is not given up, even with TransientRetryCount=0', async () => {
  const { relay, simulator, drop, tree } = await relayFixture(
    { kodomo: 'good' },
    { TransientRetryCount: '0' },
  )
  simulator.behave({ kind: 'hold_body', afterBytes: 1000 }, { times: 1 })
  drop('kodomo', 'a.csv', 'x'.repeat(40_000_000))
  const cycle = relay.engine.runOnce()
  await simulator.waitFor(isHeld)
  drop('kodomo', 'a.csv', 'y'.repeat(40_000_000))
  simulator.release()
  await cycle
  expect(tree()).toEqual(['kodomo/a.csv'])
  expect(relay.transfers.get(1)).toMatchObject({ status: 'failed', errorCode: 'R3002' })
})

test('a doubt holds its file also when the mapping spells the folder another way', async () => {
  const { relay, simulator, root, drop, reopen } = await relayFixture({ Kodomo: 'good' })
  simulator.behave('stall', { times: 1 })
  drop('Kodomo', 'a.csv')
  void relay.engine.runOnce()
  await simulator.waitFor(({ underWay }) => underWay[0]?.state === 'stalled')
  await relay.close()
  // On Windows both spellings are one folder; here it is renamed to the same effect.
  renameSync(path.join(root, 'Kodomo'), path.join(root, 'kodomo'))
  const next = reopen({}, { kodomo: 'good' })
  expect(await next.engine.runOnce()).toMatchObject({ accepted: 0 })
  expect(simulator.receivedCount).toBeLessThanOrEqual(1)
})

describe('a journal that cannot be written', () => {
  test('before the POST: nothing is sent', async () => {
    const { relay, simulator, dataDir, drop, tree } = await relayFixture({ kodomo: 'good' })
    const other = new Database(path.join(dataDir, 'relay.db'))
    other.exec('BEGIN EXCLUSIVE')
    drop('kodomo', 'a.csv')
    const report = await relay.engine.runOnce()
    other.exec('ROLLBACK')
    other.close()
    expect(report.trouble).toMatchObject({ code: 'R4001' })
    expect(simulator.received).toEqual([])
    expect(tree()).toEqual(['kodomo/a.csv'])
    expect(await relay.engine.runOnce()).toMatchObject({ trouble: null, accepted: 1 })
  }, 60_000)

  test('after the answer: the answer is kept, the serial number is in the log, and nothing is sent twice', async () => {
    const locks: Database.Database[] = []
    const { relay, simulator, dataDir, log, drop, tree } = await relayFixture(
      { kodomo: 'good' },
      { InDoubtPolicy: 'resend' },
      (event) => {
        if (event.type !== 'accepted' || locks.length > 0) return
        const lock = new Database(path.join(dataDir, 'relay.db'))
        lock.exec('BEGIN IMMEDIATE')
        locks.push(lock)
      },
    )
    drop('kodomo', 'a.csv')
    const report = await relay.engine.runOnce()
    expect(report.trouble).toMatchObject({ code: 'R4001' })
    expect(tree()).toEqual(['kodomo/a.csv'])
    locks[0]?.exec('ROLLBACK')
    locks[0]?.close()
    await relay.engine.runOnce()
    const serial = simulator.received[0]?.serialNumber
    expect(relay.transfers.get(1)).toMatchObject({ status: 'accepted', serialNumber: serial })
    expect(log).toContain(`処理通番: ${serial}`)
    expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
    expect(simulator.received).toHaveLength(1)
  }, 60_000)
})

test('a refused token holds its folder from the very write of the result on', async () => {
  const { relay, simulator, root, drop, reopen } = await relayFixture({ kodomo: 'bad' })
  // The move fails, as a crash there would end the story.
  writeFileSync(path.join(root, 'ERROR'), '')
  drop('kodomo', 'a.csv')
  await relay.engine.runOnce()
  await relay.close()
  rmSync(path.join(root, 'ERROR'))
  drop('kodomo', 'b.csv')
  const next = reopen()
  await next.engine.runOnce()
  expect(simulator.received).toHaveLength(1)
})

describe('the end of the program', () => {
  test('nothing begins after it', async () => {
    const { relay } = await relayFixture({ kodomo: 'good' })
    await relay.engine.shutdown()
    expect(() => relay.engine.start()).toThrow('R5007')
    expect(() => relay.engine.sendNow(null)).toThrow('R5007')
    await expect(relay.engine.runOnce()).rejects.toThrow('R5007')
    await expect(relay.engine.decide(1, { ...staff, decision: 'resend' })).rejects.toThrow('R5007')
  })

  test('an upload that is just about to begin does not', async () => {
    const { relay, simulator, drop } = await relayFixture(
      { kodomo: 'good' },
      {},
      (event, { relay: running }) => {
        if (event.type === 'folder_started') void running.engine.shutdown()
      },
    )
    drop('kodomo', 'a.csv')
    await relay.engine.runOnce()
    expect(simulator.received).toEqual([])
  })
})

describe('再送する', () => {
  test('of one file whose folder is missing does not stop the other folders, and is told once', async () => {
    const { relay, simulator, root, events, drop, tree } = await relayFixture({
      kodomo: 'good',
      judo: 'good2',
    })
    simulator.behave('no_serial', { times: 1 })
    drop('kodomo', 'a.csv')
    await relay.engine.runOnce()
    relay.transfers.decide(1, { ...staff, decision: 'resend', at: '2026-11-20T13:50:00.000+09:00' })
    rmSync(path.join(root, 'kodomo'), { recursive: true })
    drop('judo', 'b.csv')
    await relay.engine.runOnce()
    await relay.engine.runOnce()
    expect(tree()).toContain('PROCEED/judo/b.csv')
    const told = troubles(events).filter((event) => event.type === 'trouble' && event.code === 'R3005')
    expect(told.filter((event) => event.type === 'trouble' && event.repeated !== true)).toHaveLength(1)
    mkdirSync(path.join(root, 'kodomo'))
    await relay.engine.runOnce()
    expect(tree()).toContain('PROCEED/kodomo/a.csv')
  })

  test('of a file that staff corrected in ERROR sends the corrected one', async () => {
    const { relay, simulator, root, drop, tree } = await relayFixture({ kodomo: 'good' })
    simulator.behave({ kind: 'status', status: 400, code: 'E4000001' }, { times: 1 })
    drop('kodomo', 'a.csv', 'wrong\n')
    await relay.engine.runOnce()
    writeFileSync(path.join(root, 'ERROR', 'kodomo', 'a.csv'), 'corrected\n')
    await relay.engine.decide(1, { ...staff, decision: 'resend' })
    await relay.engine.runOnce()
    expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
    expect(relay.transfers.get(2)).toMatchObject({ status: 'accepted', resendOf: 1, sizeBytes: 10 })
  })
})

describe('what staff are told', () => {
  test('a missing PMHFilePath is one line when it goes and one when it is back', async () => {
    const { relay, root, log } = await relayFixture({ kodomo: 'good' })
    renameSync(root, `${root}-away`)
    for (let n = 0; n < 4; n += 1) await relay.engine.runOnce()
    renameSync(`${root}-away`, root)
    for (let n = 0; n < 2; n += 1) await relay.engine.runOnce()
    expect(log.filter((line) => line.includes('R3006'))).toHaveLength(1)
    expect(log.filter((line) => line.includes(root) && !line.includes('R3006'))).toHaveLength(1)
  })

  test('a dead line is one event, however often the file that waits is tried', async () => {
    const { relay, simulator, drop } = await relayFixture({ kodomo: 'good' })
    drop('kodomo', 'a.csv')
    await simulator.close()
    for (let n = 0; n < 4; n += 1) await relay.engine.runOnce()
    const codes = relay.events.newestFirst(10).map(({ code }) => code)
    expect(codes).toEqual(['R1002', ''])
    expect(relay.transfers.get(1).attempts).toBe(4)
  })

  test('an accepted file that cannot be moved is no clean end of the cycle', async () => {
    const { relay, root, drop } = await relayFixture({ kodomo: 'good' })
    writeFileSync(path.join(root, 'PROCEED'), '')
    drop('kodomo', 'a.csv')
    expect(await relay.engine.runOnce()).toMatchObject({ accepted: 1, failures: 1 })
  })

  test.runIf(process.platform === 'linux')(
    'a file whose name is no UTF-8 is named as unreadable',
    async () => {
      const { relay, root, events } = await relayFixture({ kodomo: 'good' })
      const folder = Buffer.from(path.join(root, 'kodomo/'))
      writeFileSync(Buffer.concat([folder, Buffer.from([0x8c, 0xa9, 0x96, 0x7b]), Buffer.from('.csv')]), 'x')
      expect(readdirSync(path.join(root, 'kodomo'))[0]).toContain('\ufffd')
      expect(await relay.engine.runOnce()).toMatchObject({ failures: 1 })
      expect(troubles(events)).toMatchObject([{ code: 'R3001' }])
    },
  )

  test('中止 is refused once the upload is over', async () => {
    const late: boolean[] = []
    const { relay, drop } = await relayFixture({ kodomo: 'good' }, {}, (event, { relay: running }) => {
      if (event.type === 'accepted')
        late.push(running.engine.cancelUpload({ folder: 'kodomo', fileName: 'a.csv' }))
    })
    drop('kodomo', 'a.csv')
    await relay.engine.runOnce()
    expect(late).toEqual([false])
    expect(relay.transfers.get(1)).toMatchObject({ status: 'accepted' })
  })
})
