import { existsSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesBelow, relayFixture } from '../testing/relay-fixture.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import {
  type Disposal,
  disposeOld,
  type FiledFact,
  lastDisposedDate,
  type RetentionLedger,
} from './retention.ts'

const never = new AbortController().signal

/** A ledger in memory: what it knows is given, what is disposed is kept for the test to see. */
function ledgerOf(facts: Readonly<Record<string, Partial<FiledFact>>>) {
  const disposed: Disposal[] = []
  const ledger: RetentionLedger = {
    find(_root, filedAs) {
      const fact = facts[filedAs]
      if (fact === undefined) return null
      return { transferId: 1, uploadDate: '2025-08-01', sha256: 'x', isOpen: false, ...fact }
    },
    dispose: (_root, lot) => disposed.push(...lot),
  }
  return { ledger, disposed }
}

function tree(files: readonly string[]): string {
  const root = tempFolder()
  for (const file of files) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), '')
  }
  return root
}

describe('the last date that is deleted', () => {
  const today = new Date(2025, 7, 15, 23, 59)

  test("the manual's examples (No 15): N=7 deletes 8/8, N=0 deletes 8/15 itself", () => {
    expect(lastDisposedDate(today, 7)).toBe('2025-08-08')
    expect(lastDisposedDate(today, 0)).toBe('2025-08-15')
  })

  test.each([9999, 999_999_999_999_999, 10_000_000, 800_000])('%i means never', (days) => {
    expect(lastDisposedDate(today, days)).toBeNull()
  })

  test('9998 and 10000 are days like any other', () => {
    expect(lastDisposedDate(today, 9998)).toBe('1998-04-01')
    expect(lastDisposedDate(today, 10_000)).toBe('1998-03-30')
  })

  test('months, leap years and the last second of a day do not shift it', () => {
    expect(lastDisposedDate(new Date(2024, 2, 1, 0, 0, 0), 1)).toBe('2024-02-29')
    expect(lastDisposedDate(new Date(2026, 0, 1, 23, 59, 59), 1)).toBe('2025-12-31')
  })
})

test('what was uploaded on the last date goes, what was uploaded later stays', async () => {
  const root = tree(['PROCEED/kodomo/8.csv', 'PROCEED/kodomo/9.csv'])
  const { ledger, disposed } = ledgerOf({
    'PROCEED/kodomo/8.csv': { uploadDate: '2025-08-08' },
    'PROCEED/kodomo/9.csv': { uploadDate: '2025-08-09' },
  })
  expect(await disposeOld(root, 'PROCEED', '2025-08-08', ledger, never)).toEqual({
    deleted: 1,
    keptOpen: 0,
    failed: 0,
  })
  expect(filesBelow(root)).toEqual(['PROCEED/kodomo/9.csv'])
  expect(disposed).toMatchObject([{ filedAs: 'PROCEED/kodomo/8.csv', uploadDate: '2025-08-08' }])
})

test('PROCEED and ERROR are apart, and scheme folders are never touched', async () => {
  const files = ['ERROR/kodomo/a.csv', 'PROCEED/kodomo/a.csv', 'kodomo/a.csv']
  const root = tree(files)
  const { ledger } = ledgerOf(Object.fromEntries(files.map((file) => [file, {}])))
  await disposeOld(root, 'ERROR', '2025-08-08', ledger, never)
  expect(filesBelow(root)).toEqual(['PROCEED/kodomo/a.csv', 'kodomo/a.csv'])
})

test('a file with an open decision is kept and counted', async () => {
  const root = tree(['ERROR/kodomo/a.csv'])
  const { ledger, disposed } = ledgerOf({ 'ERROR/kodomo/a.csv': { isOpen: true } })
  expect(await disposeOld(root, 'ERROR', '2025-08-08', ledger, never)).toEqual({
    deleted: 0,
    keptOpen: 1,
    failed: 0,
  })
  expect(filesBelow(root)).toEqual(['ERROR/kodomo/a.csv'])
  expect(disposed).toEqual([])
})

test('a file that the journal does not know goes by the latest of its own times', async () => {
  const root = tree(['PROCEED/kodomo/old-by-mtime.csv'])
  // Its birth and change are today, whatever its modification says.
  utimesSync(path.join(root, 'PROCEED/kodomo/old-by-mtime.csv'), 1000, 1000)
  const { ledger } = ledgerOf({})
  expect((await disposeOld(root, 'PROCEED', '2025-08-08', ledger, never)).deleted).toBe(0)
  expect((await disposeOld(root, 'PROCEED', '9999-12-31', ledger, never)).deleted).toBe(1)
})

test('links are not followed, neither to files nor to folders, and stay', async () => {
  const outside = tree(['precious.csv', 'folder/precious.csv'])
  const root = tree(['PROCEED/kodomo/a.csv'])
  symlinkSync(path.join(outside, 'precious.csv'), path.join(root, 'PROCEED/kodomo/link.csv'))
  symlinkSync(path.join(outside, 'folder'), path.join(root, 'PROCEED/linked'))
  await disposeOld(root, 'PROCEED', '9999-12-31', ledgerOf({}).ledger, never)
  expect(filesBelow(outside)).toEqual(['folder/precious.csv', 'precious.csv'])
  expect(existsSync(path.join(root, 'PROCEED/kodomo/a.csv'))).toBe(false)
})

test('a PROCEED that is itself a link is left alone', async () => {
  const outside = tree(['kodomo/precious.csv'])
  const root = tempFolder()
  symlinkSync(outside, path.join(root, 'PROCEED'))
  expect((await disposeOld(root, 'PROCEED', '9999-12-31', ledgerOf({}).ledger, never)).deleted).toBe(0)
  expect(filesBelow(outside)).toEqual(['kodomo/precious.csv'])
})

test('no PROCEED yet is nothing to do', async () => {
  expect(await disposeOld(tempFolder(), 'PROCEED', '9999-12-31', ledgerOf({}).ledger, never)).toEqual({
    deleted: 0,
    keptOpen: 0,
    failed: 0,
  })
})

test('every deletion is recorded first, in lots, and an abort ends between two lots', async () => {
  const files = Array.from({ length: 450 }, (_, index) => `PROCEED/kodomo/${index}.csv`)
  const root = tree(files)
  const controller = new AbortController()
  const recorded: number[] = []
  const ledger: RetentionLedger = {
    find: () => null,
    dispose(_root, lot) {
      for (const { filedAs } of lot) expect(existsSync(path.join(root, filedAs))).toBe(true)
      recorded.push(lot.length)
      controller.abort()
    },
  }
  const report = await disposeOld(root, 'PROCEED', '9999-12-31', ledger, controller.signal)
  expect(recorded).toEqual([200])
  expect(report.deleted).toBe(200)
  expect(filesBelow(root)).toHaveLength(250)
})

describe('in a running relay', () => {
  test('files go by the date of their result, an unknown one stays, and each deletion is in the audit trail', async () => {
    const settings = { ProceedFileRetentionDays: '0', ErrorFileRetentionDays: '0' }
    const { relay, simulator, log, drop, tree, reopen } = await relayFixture({ kodomo: 'good' }, settings)
    drop('kodomo', 'a.csv')
    await relay.engine.runOnce()
    simulator.behave('no_serial', { times: 1 })
    drop('kodomo', 'b.csv')
    await relay.engine.runOnce()
    // What this start has filed goes with the next start, or when the local date changes.
    expect(tree()).toEqual(['ERROR/kodomo/b.csv', 'PROCEED/kodomo/a.csv'])
    await relay.close()
    const next = reopen()
    await next.engine.runOnce()
    expect(tree()).toEqual(['ERROR/kodomo/b.csv'])
    const sha256 = next.transfers.get(1).sha256
    expect(next.audit.newestFirst(1)).toMatchObject([
      { action: 'retention.deleted', subject: expect.stringContaining('PROCEED/kodomo/a.csv') },
    ])
    expect(next.audit.newestFirst(1)[0]?.before).toContain(sha256)
    expect(log.filter((line) => line.startsWith('保持期間'))).toEqual([
      '保持期間を過ぎたファイルの削除: PROCEED, 削除 1 件, 結果不明のため残したもの 0 件, 削除できなかったもの 0 件',
      '保持期間を過ぎたファイルの削除: ERROR, 削除 0 件, 結果不明のため残したもの 1 件, 削除できなかったもの 0 件',
    ])
  })

  test('by default nothing is ever deleted', async () => {
    const { relay, drop, tree, reopen } = await relayFixture({ kodomo: 'good' })
    drop('kodomo', 'a.csv')
    await relay.engine.runOnce()
    await relay.close()
    await reopen().engine.runOnce()
    expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
  })
})
