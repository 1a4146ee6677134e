import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Simulator } from '../simulator/simulator.ts'
import { relayFixture } from '../testing/relay-fixture.ts'

const isHeld = ({ underWay }: Simulator) => underWay[0]?.state === 'held'

test("the manual's sample: a refused token for subsidy1, two files for subsidy2 (3.1)", async () => {
  const { relay, simulator, root, log, drop, tree } = await relayFixture({
    subsidy1: 'bad',
    subsidy2: 'good',
  })
  drop('subsidy1', 'subsidy1_csv1.csv')
  drop('subsidy2', 'subsidy2_csv2.csv')
  drop('subsidy2', 'subsidy2_csv1.csv')
  const report = await relay.engine.runOnce()
  await relay.engine.stop()
  const [first, second] = simulator.received.filter((upload) => upload.serialNumber !== null)
  expect(log).toEqual([
    'サービス開始',
    '監視対象: 2 フォルダ(subsidy1, subsidy2)',
    `送信先 URL: ${simulator.url}/medicalSubsidy/api/v1/csv/differentialHistoryRegistrationTasks`,
    '送信処理開始: subsidy1',
    `送信対象ファイル: ${path.join(root, 'subsidy1', 'subsidy1_csv1.csv')}`,
    'ＰＭＨ連携に失敗しました。エラーコード: E4010003, メッセージ: 認証に失敗しました。',
    `送信対象フォルダから退避: ERROR${path.sep}subsidy1`,
    '送信処理終了: subsidy1',
    '送信処理開始: subsidy2',
    `送信対象ファイル: ${path.join(root, 'subsidy2', 'subsidy2_csv1.csv')}`,
    `処理通番: ${first?.serialNumber}`,
    `送信対象フォルダから退避: PROCEED${path.sep}subsidy2`,
    `送信対象ファイル: ${path.join(root, 'subsidy2', 'subsidy2_csv2.csv')}`,
    `処理通番: ${second?.serialNumber}`,
    `送信対象フォルダから退避: PROCEED${path.sep}subsidy2`,
    '送信処理終了: subsidy2',
    'サービス停止',
  ])
  expect(tree()).toEqual([
    'ERROR/subsidy1/subsidy1_csv1.csv',
    'PROCEED/subsidy2/subsidy2_csv1.csv',
    'PROCEED/subsidy2/subsidy2_csv2.csv',
  ])
  expect(report).toMatchObject({ failures: 1, accepted: 2 })
})

test('the journal row is durable before the POST: while the upload hangs, the row says sending', async () => {
  const { relay, simulator, drop } = await relayFixture({ kodomo: 'good' })
  simulator.behave({ kind: 'hold_body', afterBytes: 4 })
  drop('kodomo', 'a.csv')
  const cycle = relay.engine.runOnce()
  await simulator.waitFor(isHeld)
  expect(relay.transfers.interrupted()).toMatchObject([{ status: 'sending', fileName: 'a.csv', attempts: 1 }])
  simulator.release()
  await cycle
  expect(relay.transfers.get(1)).toMatchObject({ status: 'accepted', filedAs: 'PROCEED/kodomo/a.csv' })
})

test('the bytes that PMH received are the bytes of the file', async () => {
  const { relay, simulator, drop } = await relayFixture({ kodomo: 'good' })
  drop('kodomo', 'a.csv', 'x'.repeat(300_000))
  await relay.engine.runOnce()
  const row = relay.transfers.get(1)
  expect(simulator.received).toMatchObject([{ sha256: row.sha256, bytes: 300_000, contentLength: 300_000 }])
})

test('a folder without candidates writes nothing and is no failure', async () => {
  const { relay, log, drop } = await relayFixture({ kodomo: 'good' })
  drop('kodomo', 'readme.txt')
  drop('kodomo', 'data.json')
  expect(await relay.engine.runOnce()).toMatchObject({ failures: 0, accepted: 0, trouble: null })
  expect(log).toHaveLength(3)
})

describe('AllowMultipleFilePerFolder=false', () => {
  test('two files are an error of the folder: nothing is sent, nothing is moved', async () => {
    const settings = { AllowMultipleFilePerFolder: 'false' }
    const { relay, simulator, log, drop, tree } = await relayFixture(
      { kodomo: 'good', judo: 'good2' },
      settings,
    )
    drop('kodomo', 'a.csv')
    drop('kodomo', 'b.csv')
    drop('judo', 'c.csv')
    expect(await relay.engine.runOnce()).toMatchObject({ failures: 1, accepted: 1 })
    expect(tree()).toEqual(['PROCEED/judo/c.csv', 'kodomo/a.csv', 'kodomo/b.csv'])
    expect(simulator.received).toHaveLength(1)
    expect(log.slice(3, 6)).toEqual([
      '送信処理開始: kodomo',
      expect.stringContaining('エラーコード: R3003'),
      '送信処理終了: kodomo',
    ])
    expect(relay.engine.status().folderTroubles['kodomo']).toMatchObject({ code: 'R3003' })
  })

  test('one file is sent', async () => {
    const { relay, drop } = await relayFixture({ kodomo: 'good' }, { AllowMultipleFilePerFolder: 'false' })
    drop('kodomo', 'a.csv')
    drop('kodomo', 'note.txt')
    expect(await relay.engine.runOnce()).toMatchObject({ failures: 0, accepted: 1 })
  })
})

describe('authentication', () => {
  test('a refused token holds its folder; the other files stay where they are', async () => {
    const { relay, simulator, drop, tree } = await relayFixture({ kodomo: 'bad' })
    drop('kodomo', 'a.csv')
    drop('kodomo', 'b.csv')
    await relay.engine.runOnce()
    await relay.engine.runOnce()
    expect(tree()).toEqual(['ERROR/kodomo/a.csv', 'kodomo/b.csv'])
    expect(simulator.received).toHaveLength(1)
    expect(relay.engine.status().folderTroubles['kodomo']).toMatchObject({ code: 'R3008' })
  })

  test('the hold outlives a restart and ends with another token', async () => {
    const { relay, drop, tree, reopen } = await relayFixture({ kodomo: 'bad' })
    drop('kodomo', 'a.csv')
    await relay.engine.runOnce()
    await relay.close()
    drop('kodomo', 'b.csv')
    const same = reopen()
    expect(await same.engine.runOnce()).toMatchObject({ failures: 1, accepted: 0 })
    await same.close()
    const other = reopen({}, { kodomo: 'good' })
    expect(await other.engine.runOnce()).toMatchObject({ failures: 0, accepted: 1 })
    expect(tree()).toEqual(['ERROR/kodomo/a.csv', 'PROCEED/kodomo/b.csv'])
  })

  test('送信 by staff tries the folder again', async () => {
    const { relay, simulator, drop } = await relayFixture({ kodomo: 'bad' })
    drop('kodomo', 'a.csv')
    drop('kodomo', 'b.csv')
    await relay.engine.runOnce()
    await relay.engine.sendNow('kodomo')
    expect(simulator.received).toHaveLength(2)
  })

  test('the token is not in the database', async () => {
    const { relay, dataDir, drop } = await relayFixture({ kodomo: 'bad-token-of-kodomo' })
    drop('kodomo', 'a.csv')
    await relay.engine.runOnce()
    await relay.close()
    expect(readFileSync(path.join(dataDir, 'relay.db')).includes('bad-token-of-kodomo')).toBe(false)
  })
})

describe('a dead line', () => {
  test('ends the cycle: one file counts an attempt, the others are not tried', async () => {
    const { relay, simulator, drop, tree } = await relayFixture({ kodomo: 'good', judo: 'good2' })
    drop('kodomo', 'a.csv')
    drop('kodomo', 'b.csv')
    drop('judo', 'c.csv')
    await simulator.close()
    const report = await relay.engine.runOnce()
    expect(report).toMatchObject({ failures: 1, trouble: { code: 'R1002' } })
    expect(tree()).toEqual(['judo/c.csv', 'kodomo/a.csv', 'kodomo/b.csv'])
    expect([...relay.history.newestFirst()]).toMatchObject([
      { fileName: 'a.csv', status: 'failed', attempts: 1, errorCode: 'R1002' },
    ])
  })

  test('each further cycle counts on the same row, and the trouble keeps the time of its beginning', async () => {
    const { relay, simulator, drop } = await relayFixture({ kodomo: 'good' })
    drop('kodomo', 'a.csv')
    await simulator.close()
    const first = await relay.engine.runOnce()
    await relay.engine.runOnce()
    expect([...relay.history.newestFirst()]).toMatchObject([{ attempts: 2 }])
    expect(relay.engine.status().trouble?.since).toBe(first.trouble?.since)
  })

  test('TransientRetryCount=0 sends the file to ERROR at once, as the official batch', async () => {
    const { relay, simulator, drop, tree } = await relayFixture(
      { kodomo: 'good' },
      { TransientRetryCount: '0' },
    )
    drop('kodomo', 'a.csv')
    await simulator.close()
    await relay.engine.runOnce()
    expect(tree()).toEqual(['ERROR/kodomo/a.csv'])
  })
})

describe('an upload without a usable answer', () => {
  test('is unknown, goes to ERROR and is not sent again; the next file goes on', async () => {
    const { relay, simulator, drop, tree } = await relayFixture({ kodomo: 'good' })
    simulator.behave('no_serial', { times: 1 })
    drop('kodomo', 'a.csv')
    drop('kodomo', 'b.csv')
    await relay.engine.runOnce()
    await relay.engine.runOnce()
    expect(tree()).toEqual(['ERROR/kodomo/a.csv', 'PROCEED/kodomo/b.csv'])
    expect(simulator.received).toHaveLength(2)
    expect(relay.history.undecided()).toMatchObject([
      { fileName: 'a.csv', status: 'unknown', errorCode: 'R2003' },
    ])
  })

  test('before its last byte it failed, stays, and stops its folder so that order is kept', async () => {
    const { relay, simulator, drop, tree } = await relayFixture({ kodomo: 'good' })
    simulator.behave({ kind: 'reset_after_bytes', bytes: 1000 }, { times: 1 })
    drop('kodomo', 'a.csv', 'x'.repeat(40_000_000))
    drop('kodomo', 'b.csv')
    await relay.engine.runOnce()
    expect(tree()).toEqual(['kodomo/a.csv', 'kodomo/b.csv'])
    expect(relay.transfers.get(1)).toMatchObject({ status: 'failed', errorCode: 'R1007' })
    await relay.engine.runOnce()
    expect(tree()).toEqual(['PROCEED/kodomo/a.csv', 'PROCEED/kodomo/b.csv'])
    expect(relay.transfers.get(1)).toMatchObject({ status: 'accepted', attempts: 2 })
  })
})

describe('stopping', () => {
  test('中止 in mid-body: the file failed, is held, and later cycles leave it alone', async () => {
    const { relay, simulator, drop, tree } = await relayFixture({ kodomo: 'good' })
    simulator.behave({ kind: 'hold_body', afterBytes: 1000 }, { times: 1 })
    drop('kodomo', 'a.csv', 'x'.repeat(40_000_000))
    const cycle = relay.engine.runOnce()
    await simulator.waitFor(isHeld)
    expect(relay.engine.cancelUpload({ folder: 'kodomo', fileName: 'b.csv' })).toBe(false)
    expect(relay.engine.cancelUpload({ folder: 'kodomo', fileName: 'a.csv' })).toBe(true)
    await cycle
    expect(relay.transfers.get(1)).toMatchObject({ status: 'failed', errorCode: 'R1011', hold: 'cancelled' })
    expect(await relay.engine.runOnce()).toMatchObject({ failures: 1, accepted: 0 })
    expect(tree()).toEqual(['kodomo/a.csv'])
    expect(simulator.received.filter((upload) => upload.complete)).toEqual([])
  })

  test('the end of the program after the last byte leaves a doubt, held where it is', async () => {
    const { relay, simulator, drop, tree } = await relayFixture({ kodomo: 'good' })
    simulator.behave('stall')
    drop('kodomo', 'a.csv')
    void relay.engine.runOnce()
    await simulator.waitFor(({ underWay }) => underWay[0]?.state === 'stalled')
    await relay.engine.shutdown()
    expect(relay.transfers.get(1)).toMatchObject({ status: 'unknown', errorCode: 'R2009', hold: 'in_doubt' })
    expect(tree()).toEqual(['kodomo/a.csv'])
  })

  test('監視を停止 lets the upload under way come to its end and begins no further file', async () => {
    const { relay, simulator, drop, tree } = await relayFixture({ kodomo: 'good' })
    simulator.behave({ kind: 'hold_body', afterBytes: 4 }, { times: 1 })
    drop('kodomo', 'a.csv')
    drop('kodomo', 'b.csv')
    relay.engine.start()
    await simulator.waitFor(isHeld)
    const stopped = relay.engine.stop()
    simulator.release()
    await stopped
    expect(tree()).toEqual(['PROCEED/kodomo/a.csv', 'kodomo/b.csv'])
    expect(relay.engine.status()).toMatchObject({ state: 'stopped', nextCycleAt: null })
  })

  test('監視を開始 while the stopped cycle still ends begins a new cycle after it, never beside it', async () => {
    const { relay, simulator, drop, tree } = await relayFixture({ kodomo: 'good' })
    simulator.behave({ kind: 'hold_body', afterBytes: 4 }, { times: 1 })
    drop('kodomo', 'a.csv')
    drop('kodomo', 'b.csv')
    relay.engine.start()
    await simulator.waitFor(isHeld)
    const stopped = relay.engine.stop()
    relay.engine.start()
    expect(simulator.underWay).toHaveLength(1)
    simulator.release()
    await stopped
    await simulator.waitFor(({ receivedCount }) => receivedCount === 2)
    await relay.engine.stop()
    expect(tree()).toEqual(['PROCEED/kodomo/a.csv', 'PROCEED/kodomo/b.csv'])
    expect(simulator.received.map((upload) => upload.outcome)).toEqual(['accepted', 'accepted'])
  })

  test('中止 without an upload does nothing', async () => {
    const { relay } = await relayFixture({ kodomo: 'good' })
    expect(relay.engine.cancelUpload({ folder: 'kodomo', fileName: 'a.csv' })).toBe(false)
  })
})

describe('cycles', () => {
  test('never overlap: a second request while one runs is refused', async () => {
    const { relay, simulator, drop } = await relayFixture({ kodomo: 'good' })
    simulator.behave({ kind: 'hold_body', afterBytes: 4 })
    drop('kodomo', 'a.csv')
    const cycle = relay.engine.runOnce()
    await simulator.waitFor(isHeld)
    expect(relay.engine.status()).toMatchObject({ state: 'sending', uploads: [{ fileName: 'a.csv' }] })
    expect(relay.engine.sendNow(null)).toBeNull()
    simulator.release()
    await cycle
    expect(simulator.received).toHaveLength(1)
  })

  test('follow the timer, and the time of the next one is told', async () => {
    const { relay, simulator, drop } = await relayFixture({ kodomo: 'good' }, { MonitoringTimer: '20' })
    relay.engine.start()
    drop('kodomo', 'a.csv')
    await simulator.waitFor(({ receivedCount }) => receivedCount === 1)
    drop('kodomo', 'b.csv')
    await simulator.waitFor(({ receivedCount }) => receivedCount === 2)
    await relay.engine.stop()
    expect(relay.engine.status().lastCycleAt).not.toBeNull()
  })

  test('after a sleep of the computer one begins at once, if staff want monitoring at all', async () => {
    const { relay, simulator, drop } = await relayFixture(
      { kodomo: 'good' },
      { MonitoringTimer: '999999999999999' },
    )
    relay.engine.wake()
    expect(relay.engine.status().state).toBe('stopped')
    relay.engine.start()
    await relay.engine.watched()
    drop('kodomo', 'a.csv')
    relay.engine.wake()
    await simulator.waitFor(({ receivedCount }) => receivedCount === 1)
  })

  test('今すぐ送信 of one folder leaves the others alone', async () => {
    const { relay, drop, tree } = await relayFixture({ kodomo: 'good', judo: 'good2' })
    drop('kodomo', 'a.csv')
    drop('judo', 'b.csv')
    await relay.engine.sendNow('judo')
    expect(tree()).toEqual(['PROCEED/judo/b.csv', 'kodomo/a.csv'])
  })
})

describe('folders that go away', () => {
  test('a missing scheme folder is an error of that folder alone', async () => {
    const { relay, root, drop } = await relayFixture({ kodomo: 'good', judo: 'good2' })
    rmSync(path.join(root, 'kodomo'), { recursive: true })
    drop('judo', 'a.csv')
    expect(await relay.engine.runOnce()).toMatchObject({ failures: 1, accepted: 1 })
    expect(relay.engine.status().folderTroubles['kodomo']).toMatchObject({ code: 'R3004' })
    expect(existsSync(path.join(root, 'kodomo'))).toBe(false)
    mkdirSync(path.join(root, 'kodomo'))
    await relay.engine.runOnce()
    expect(relay.engine.status().folderTroubles).toEqual({})
  })

  test('a missing PMHFilePath is a state that ends when it is back', async () => {
    const { relay, root, drop } = await relayFixture({ kodomo: 'good' })
    drop('kodomo', 'a.csv')
    renameSync(root, `${root}-away`)
    expect(await relay.engine.runOnce()).toMatchObject({ trouble: { code: 'R3006' }, accepted: 0 })
    renameSync(`${root}-away`, root)
    expect(await relay.engine.runOnce()).toMatchObject({ trouble: null, accepted: 1 })
    expect(relay.engine.status().trouble).toBeNull()
  })

  test('a file that changes while it is sent never arrives whole, and its new version is sent next', async () => {
    const { relay, simulator, drop } = await relayFixture({ kodomo: 'good' })
    simulator.behave({ kind: 'hold_body', afterBytes: 1000 }, { times: 1 })
    const file = drop('kodomo', 'a.csv', 'x'.repeat(40_000_000))
    const cycle = relay.engine.runOnce()
    await simulator.waitFor(isHeld)
    writeFileSync(file, 'y'.repeat(40_000_000))
    simulator.release()
    await cycle
    await simulator.waitFor(({ receivedCount }) => receivedCount === 1)
    expect(simulator.received).toMatchObject([{ complete: false }])
    expect(relay.transfers.get(1)).toMatchObject({ status: 'failed', errorCode: 'R3002' })
    await relay.engine.runOnce()
    expect(relay.transfers.get(2)).toMatchObject({ status: 'accepted', fileName: 'a.csv' })
  })
})

describe('one relay per PMHFilePath', () => {
  /** The card of a relay on another computer, whose heart beats on or stands still. */
  const foreignCard = (beat: number) => JSON.stringify({ id: 'other', host: 'another-pc', pid: 1, beat })

  test('while another computer holds it nothing is sent, and it is said who does', async () => {
    const { relay, simulator, root, drop, tree } = await relayFixture({ kodomo: 'good' })
    writeFileSync(path.join(root, '.pmh-relay.lease'), foreignCard(1))
    drop('kodomo', 'a.csv')
    const report = await relay.engine.runOnce()
    expect(report.trouble).toMatchObject({ code: 'R4007', detail: 'another-pc (PID 1)' })
    expect(tree()).toEqual(['kodomo/a.csv'])
    expect(simulator.received).toEqual([])
    rmSync(path.join(root, '.pmh-relay.lease'))
    expect(await relay.engine.runOnce()).toMatchObject({ trouble: null, accepted: 1 })
  })

  test('the lease is there while the relay works, and removed at a clean stop', async () => {
    const { relay, root } = await relayFixture({ kodomo: 'good' })
    await relay.engine.runOnce()
    expect(existsSync(path.join(root, '.pmh-relay.lease'))).toBe(true)
    await relay.close()
    expect(existsSync(path.join(root, '.pmh-relay.lease'))).toBe(false)
  })
})
