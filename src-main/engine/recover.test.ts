import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Relay } from '../compose.ts'
import { relayFixture } from '../testing/relay-fixture.ts'
import { inspectFile } from './inspect.ts'

const at = '2026-11-20T13:50:00.000+09:00'

/** A result that is written, with the move still to come. */
const ACCEPTED = {
  outcome: 'accepted',
  serialNumber: 'S0020261120000000000001',
  errorCode: null,
  errorMessage: null,
  httpStatus: 200,
  finishedAt: at,
  destination: 'PROCEED',
  hold: null,
  countsAsFailure: false,
  folderHold: null,
} as const

/** The journal as a crash between the begin and the result of an upload leaves it. */
async function interrupt(relay: Relay, file: string): Promise<number> {
  const { sizeBytes, sha256 } = await inspectFile(file, new AbortController().signal)
  const folder = path.basename(path.dirname(file))
  return relay.transfers.begin({
    root: path.dirname(path.dirname(file)),
    folder,
    fileName: path.basename(file),
    sizeBytes,
    sha256,
    endpoint: 'http://x',
    startedAt: at,
    duplicateOf: null,
  }).id
}

/** As a crash between the result and the move leaves it. */
async function concludeAccepted(relay: Relay, file: string): Promise<number> {
  const id = await interrupt(relay, file)
  relay.transfers.conclude(id, ACCEPTED)
  return id
}

test('an interrupted upload becomes a doubt, and its file is held and not sent', async () => {
  const { relay, simulator, drop, tree } = await relayFixture({ kodomo: 'good' })
  const id = await interrupt(relay, drop('kodomo', 'a.csv'))
  expect(await relay.engine.runOnce()).toMatchObject({ accepted: 0 })
  await relay.engine.runOnce()
  expect(relay.transfers.get(id)).toMatchObject({ status: 'unknown', errorCode: 'R2008', hold: 'in_doubt' })
  expect(simulator.received).toEqual([])
  expect(tree()).toEqual(['kodomo/a.csv'])
})

test('InDoubtPolicy=resend sends it anew, with a row of its own', async () => {
  const { relay, simulator, drop } = await relayFixture({ kodomo: 'good' }, { InDoubtPolicy: 'resend' })
  const id = await interrupt(relay, drop('kodomo', 'a.csv'))
  await relay.engine.runOnce()
  expect(relay.transfers.get(id)).toMatchObject({ status: 'unknown' })
  expect(relay.transfers.get(id + 1)).toMatchObject({ status: 'accepted' })
  expect(relay.transfers.open()).toEqual([])
  expect(simulator.received).toHaveLength(1)
})

test('InDoubtPolicy=error puts it into ERROR', async () => {
  const { relay, simulator, drop, tree } = await relayFixture({ kodomo: 'good' }, { InDoubtPolicy: 'error' })
  await interrupt(relay, drop('kodomo', 'a.csv'))
  await relay.engine.runOnce()
  expect(tree()).toEqual(['ERROR/kodomo/a.csv'])
  expect(simulator.received).toEqual([])
})

test('an accepted file that was not moved yet is moved, not sent again', async () => {
  const { relay, simulator, drop, tree } = await relayFixture({ kodomo: 'good' })
  const id = await concludeAccepted(relay, drop('kodomo', 'a.csv'))
  await relay.engine.runOnce()
  expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
  expect(relay.transfers.get(id)).toMatchObject({ status: 'accepted', filedAs: 'PROCEED/kodomo/a.csv' })
  expect(simulator.received).toEqual([])
})

test('a move whose record is missing is recognised by its bytes', async () => {
  const { relay, root, drop, tree } = await relayFixture({ kodomo: 'good' })
  const file = drop('kodomo', 'a.csv')
  const id = await concludeAccepted(relay, file)
  mkdirSync(path.join(root, 'PROCEED', 'kodomo'), { recursive: true })
  renameSync(file, path.join(root, 'PROCEED', 'kodomo', 'a_20261120135000.csv'))
  await relay.engine.runOnce()
  expect(relay.transfers.get(id)).toMatchObject({ filedAs: 'PROCEED/kodomo/a_20261120135000.csv' })
  expect(tree()).toEqual(['PROCEED/kodomo/a_20261120135000.csv'])
})

test('other bytes under the name of a pending move may be the old file edited: held as 変更あり, said, not sent', async () => {
  const { relay, simulator, events, drop, tree } = await relayFixture({ kodomo: 'good' })
  const id = await concludeAccepted(relay, drop('kodomo', 'a.csv'))
  drop('kodomo', 'a.csv', 'other bytes\n')
  expect(await relay.engine.runOnce()).toMatchObject({ accepted: 0 })
  await relay.engine.runOnce()
  expect(relay.transfers.get(id)).toMatchObject({
    status: 'accepted',
    hold: 'changed',
    changed: true,
    filedAs: null,
  })
  expect(tree()).toEqual(['kodomo/a.csv'])
  expect(simulator.received).toEqual([])
  expect(events.filter((event) => event.type === 'trouble')).toMatchObject([
    { code: 'R3002', transferId: id },
  ])
})

test('a file of another PMHFilePath is never taken for one of this', async () => {
  const { relay, simulator, root, drop } = await relayFixture({ kodomo: 'good' })
  const file = drop('kodomo', 'a.csv')
  const { sizeBytes, sha256 } = await inspectFile(file, new AbortController().signal)
  const row = relay.transfers.begin({
    root: `${root}-of-the-test-system`,
    folder: 'kodomo',
    fileName: 'a.csv',
    sizeBytes,
    sha256,
    endpoint: 'http://test',
    startedAt: at,
    duplicateOf: null,
  })
  relay.transfers.conclude(row.id, ACCEPTED)
  await relay.engine.runOnce()
  expect(simulator.received).toHaveLength(1)
  expect(relay.transfers.get(row.id)).toMatchObject({ filedAs: null })
})

test('an accepted file on a share that goes away and comes back is not sent a second time', async () => {
  const { relay, simulator, root, drop, tree } = await relayFixture({ kodomo: 'good' })
  const file = drop('kodomo', 'a.csv')
  const id = await concludeAccepted(relay, file)
  // The mount point stays as an empty folder while the share is away.
  renameSync(path.join(root, 'kodomo'), path.join(root, '.away'))
  mkdirSync(path.join(root, 'kodomo'))
  await relay.engine.runOnce()
  rmSync(path.join(root, 'kodomo'), { recursive: true })
  renameSync(path.join(root, '.away'), path.join(root, 'kodomo'))
  await relay.engine.runOnce()
  expect(simulator.received).toEqual([])
  expect(relay.transfers.get(id)).toMatchObject({ filedAs: 'PROCEED/kodomo/a.csv' })
  expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
})

test('a move that cannot be made stays pending, and is made later without a resend', async () => {
  const { relay, simulator, root, drop, tree } = await relayFixture({ kodomo: 'good' })
  writeFileSync(path.join(root, 'PROCEED'), '')
  drop('kodomo', 'a.csv')
  await relay.engine.runOnce()
  expect(relay.transfers.get(1)).toMatchObject({ status: 'accepted', filedAs: null, destination: 'PROCEED' })
  const waiting = await relay.engine.runOnce()
  expect(waiting.accepted).toBe(0)
  expect(waiting.failures).toBeGreaterThan(0)
  rmSync(path.join(root, 'PROCEED'))
  await relay.engine.runOnce()
  expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
  expect(simulator.received).toHaveLength(1)
})

test.each(['hold', 'error'])(
  'OrderProtection holds the folder of an interrupted upload too (InDoubtPolicy=%s)',
  async (policy) => {
    const settings = { OrderProtection: 'true', InDoubtPolicy: policy }
    const { relay, simulator, drop } = await relayFixture({ kodomo: 'good', judo: 'good2' }, settings)
    const id = await interrupt(relay, drop('kodomo', 'a.csv'))
    drop('kodomo', 'b.csv')
    drop('judo', 'c.csv')
    await relay.engine.runOnce()
    await relay.engine.runOnce()
    expect(simulator.received).toHaveLength(1)
    expect(relay.engine.status().folderTroubles).toMatchObject({ kodomo: { code: 'R3011', detail: 'R2008' } })
    await relay.engine.decide(id, {
      by: 'suzuki@pc',
      reason: '',
      serialNumber: null,
      decision: 'treated_as_sent',
    })
    await relay.engine.runOnce()
    expect(simulator.received).toHaveLength(2)
  },
)

test('OrderProtection lets a file that is sent anew by itself go first', async () => {
  const settings = { OrderProtection: 'true', InDoubtPolicy: 'resend' }
  const { relay, drop } = await relayFixture({ kodomo: 'good' }, settings)
  await interrupt(relay, drop('kodomo', 'a.csv'))
  drop('kodomo', 'b.csv')
  await relay.engine.runOnce()
  expect([...relay.history.newestFirst()].map(({ fileName, status }) => `${fileName} ${status}`)).toEqual([
    'b.csv accepted',
    'a.csv accepted',
    'a.csv unknown',
  ])
})
