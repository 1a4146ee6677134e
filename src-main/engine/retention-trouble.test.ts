import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { filesBelow, relayFixture } from '../testing/relay-fixture.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { disposeOld } from './disposal.ts'
import type { Disposal, RetentionLedger } from './retention.ts'

/** A relay whose records of deletions may fail, with one old file in PROCEED; each of its cycles is a full one. */
async function relayWithOldFile() {
  const disk = { isFull: true, tries: 0 }
  const site = await relayFixture({ a: 'good' }, { ProceedFileRetentionDays: '0' }, undefined, (deps) => ({
    ...deps,
    // One date for the whole test, on which every file is old enough.
    clock: { ...deps.clock, now: () => new Date(2099, 0, 1, 12) },
    retention: {
      look: (root, filedAs) => deps.retention.look(root, filedAs),
      record(root, lot) {
        disk.tries += 1
        if (disk.isFull) throw new RelayError('R4001', 'SQLITE_FULL')
        return deps.retention.record(root, lot)
      },
      isRecorded: (disposal) => deps.retention.isRecorded(disposal),
      takeBack: (root, failed) => deps.retention.takeBack(root, failed),
    },
  }))
  const folder = path.join(site.root, 'PROCEED', 'a')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'x.csv'), 'old')
  return { ...site, disk }
}

test('a deletion that cannot be recorded does not happen, is told once, and is tried with each cycle', async () => {
  const { relay, disk, events, tree } = await relayWithOldFile()
  for (let cycle = 0; cycle < 3; cycle += 1)
    expect(await relay.engine.runOnce()).toMatchObject({ trouble: null })
  expect([disk.tries, tree()]).toEqual([3, ['PROCEED/a/x.csv']])
  const told = events.filter((event) => event.type === 'trouble')
  const about = { level: 'warning', folder: null, transferId: null, message: 'SQLITE_FULL' }
  expect(told).toEqual([{ type: 'trouble', code: 'R4001', ...about }])
  disk.isFull = false
  await relay.engine.runOnce()
  expect(tree()).toEqual([])
  expect(events).toContainEqual({
    type: 'disposed',
    destination: 'PROCEED',
    deleted: 1,
    keptOpen: 0,
    failed: 0,
  })
})

test('it is done once a day, not with each cycle', async () => {
  const { relay, disk, tree, root } = await relayWithOldFile()
  disk.isFull = false
  await relay.engine.runOnce()
  writeFileSync(path.join(root, 'PROCEED', 'a', 'y.csv'), 'put there later')
  await relay.engine.runOnce()
  expect([disk.tries, tree()]).toEqual([1, ['PROCEED/a/y.csv']])
})

test('an end that comes with the last look deletes nothing of the lot that is not recorded yet', async () => {
  const root = tempFolder()
  mkdirSync(path.join(root, 'PROCEED', 'a'), { recursive: true })
  for (const name of ['x.csv', 'y.csv']) writeFileSync(path.join(root, 'PROCEED', 'a', name), '')
  const controller = new AbortController()
  const recorded: Disposal[] = []
  let looks = 0
  const ledger: RetentionLedger = {
    look() {
      looks += 1
      if (looks === 2) controller.abort()
      return { fact: null, isOpen: false }
    },
    record(_root, lot) {
      recorded.push(...lot)
      return lot
    },
    isRecorded: () => true,
    takeBack: () => {},
  }
  const report = await disposeOld(root, 'PROCEED', '9999-12-31', ledger, controller.signal)
  expect([report.deleted, recorded, filesBelow(root)]).toEqual([
    0,
    [],
    ['PROCEED/a/x.csv', 'PROCEED/a/y.csv'],
  ])
})
