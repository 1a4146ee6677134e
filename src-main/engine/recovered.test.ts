import { existsSync, mkdirSync, renameSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type RelayFixture, relayFixture } from '../testing/relay-fixture.ts'

/** What the event table says, oldest first. */
const told = ({ relay }: RelayFixture) =>
  relay.events
    .newestFirst(20)
    // Start and stop of the service have no code.
    .filter(({ code }) => code !== '')
    .map(({ level, code }) => `${level} ${code}`)
    .reverse()

test('a file that waits is one event when the trouble begins and one when it is through', async () => {
  const fixture = await relayFixture({ kodomo: 'good' })
  const { relay, simulator, drop, log } = fixture
  simulator.behave({ kind: 'status', status: 429 }, { times: 3 })
  drop('kodomo', 'a.csv')
  for (let cycle = 0; cycle < 5; cycle += 1) await relay.engine.runOnce()
  expect(told(fixture)).toEqual(['warning R1008', 'information R1008'])
  expect(relay.events.newestFirst(1)).toMatchObject([{ folder: 'kodomo', transferId: 1 }])
  expect(log.join()).not.toContain('解消')
})

test('a folder that is missing is one event, and one when it is there again', async () => {
  const fixture = await relayFixture({ kodomo: 'good' })
  const folder = path.join(fixture.root, 'kodomo')
  rmdirSync(folder)
  for (let cycle = 0; cycle < 3; cycle += 1) await fixture.relay.engine.runOnce()
  mkdirSync(folder)
  for (let cycle = 0; cycle < 3; cycle += 1) await fixture.relay.engine.runOnce()
  expect(told(fixture)).toEqual(['error R3004', 'information R3004'])
})

test('a PMHFilePath that goes away and comes back is one event each', async () => {
  const fixture = await relayFixture({ kodomo: 'good' })
  const { root, relay } = fixture
  renameSync(root, `${root}-away`)
  for (let cycle = 0; cycle < 3; cycle += 1) await relay.engine.runOnce()
  expect(existsSync(root)).toBe(false)
  renameSync(`${root}-away`, root)
  for (let cycle = 0; cycle < 3; cycle += 1) await relay.engine.runOnce()
  expect(told(fixture)).toEqual(['error R3006', 'information R3006'])
})

test('a move that was pending is one event each, and nothing is sent again', async () => {
  const fixture = await relayFixture({ kodomo: 'good' })
  const { root, relay, drop, simulator } = fixture
  writeFileSync(path.join(root, 'PROCEED'), 'a file in the place of the folder')
  drop('kodomo', 'a.csv')
  for (let cycle = 0; cycle < 3; cycle += 1) await relay.engine.runOnce()
  unlinkSync(path.join(root, 'PROCEED'))
  for (let cycle = 0; cycle < 3; cycle += 1) await relay.engine.runOnce()
  expect(told(fixture)).toEqual(['warning R3005', 'information R3005'])
  expect(simulator.receivedCount).toBe(1)
})

test('a file that waits for staff is told once a run, with its code, and one that was told already is not', async () => {
  const fixture = await relayFixture({ kodomo: 'good' })
  const { relay, simulator, drop, reopen, log } = fixture
  simulator.behave('stall', { times: 1 })
  drop('kodomo', 'a.csv')
  void relay.engine.runOnce()
  await simulator.waitFor(({ underWay }) => underWay[0]?.state === 'stalled')
  await relay.close()
  const told = () => log.splice(0).filter((line) => line.includes('エラーコード'))
  told()
  const next = reopen()
  for (const lines of [1, 0]) {
    expect(await next.engine.runOnce()).toMatchObject({ failures: 1 })
    expect(told()).toHaveLength(lines)
  }
  await next.close()
  const later = reopen()
  await later.engine.runOnce()
  expect(log.slice(-3)).toEqual([
    '送信処理開始: kodomo',
    expect.stringContaining('エラーコード: R2009'),
    '送信処理終了: kodomo',
  ])
})
