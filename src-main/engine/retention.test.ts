import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesBelow, relayFixture } from '../testing/relay-fixture.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { disposeOld } from './disposal.ts'
import {
  type Disposal,
  type FailedDisposal,
  type FiledFact,
  lastDisposedDate,
  type RetentionLedger,
} from './retention.ts'

const never = new AbortController().signal

interface Known extends Partial<FiledFact> {
  readonly isOpen?: boolean
}

/** A ledger in memory: what it knows is given, what it is told is kept for the test to see. */
function ledgerOf(known: Readonly<Record<string, Known>>, changes: Partial<RetentionLedger> = {}) {
  const recorded: Disposal[] = []
  const takenBack: FailedDisposal[] = []
  const ledger: RetentionLedger = {
    look(_root, filedAs) {
      const found = known[filedAs]
      if (found === undefined) return { fact: null, isOpen: false }
      const { isOpen = false, ...fact } = found
      return { fact: { transferId: 1, uploadDate: '2025-08-01', sizeBytes: 0, sha256: 'x', ...fact }, isOpen }
    },
    record(_root, lot) {
      recorded.push(...lot)
      return lot
    },
    isRecorded: () => true,
    takeBack: (_root, failed) => takenBack.push(...failed),
    ...changes,
  }
  return { ledger, recorded, takenBack }
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
  const { ledger, recorded } = ledgerOf({
    'PROCEED/kodomo/8.csv': { uploadDate: '2025-08-08' },
    'PROCEED/kodomo/9.csv': { uploadDate: '2025-08-09' },
  })
  expect(await disposeOld(root, 'PROCEED', '2025-08-08', ledger, never)).toEqual({
    deleted: 1,
    keptOpen: 0,
    failed: 0,
  })
  expect(filesBelow(root)).toEqual(['PROCEED/kodomo/9.csv'])
  expect(recorded).toMatchObject([{ filedAs: 'PROCEED/kodomo/8.csv', uploadDate: '2025-08-08' }])
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
  const { ledger, recorded } = ledgerOf({ 'ERROR/kodomo/a.csv': { isOpen: true } })
  expect(await disposeOld(root, 'ERROR', '2025-08-08', ledger, never)).toEqual({
    deleted: 0,
    keptOpen: 1,
    failed: 0,
  })
  expect(filesBelow(root)).toEqual(['ERROR/kodomo/a.csv'])
  expect(recorded).toEqual([])
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
  const files = Array.from({ length: 120 }, (_, index) => `PROCEED/kodomo/${index}.csv`)
  const root = tree(files)
  const controller = new AbortController()
  const lots: number[] = []
  const { ledger } = ledgerOf(
    {},
    {
      record(_root, lot) {
        for (const { filedAs } of lot) expect(existsSync(path.join(root, filedAs))).toBe(true)
        lots.push(lot.length)
        controller.abort()
        return lot
      },
    },
  )
  const report = await disposeOld(root, 'PROCEED', '9999-12-31', ledger, controller.signal)
  expect(lots).toEqual([100])
  expect(report.deleted).toBe(100)
  expect(filesBelow(root)).toHaveLength(20)
})

test('bytes that are not those of the upload go by their own times, and with no checksum', async () => {
  const root = tree(['ERROR/kodomo/a.csv'])
  const { ledger, recorded } = ledgerOf({ 'ERROR/kodomo/a.csv': { sizeBytes: 7 } })
  expect((await disposeOld(root, 'ERROR', '2025-08-08', ledger, never)).deleted).toBe(0)
  expect((await disposeOld(root, 'ERROR', '9999-12-31', ledger, never)).deleted).toBe(1)
  expect(recorded).toMatchObject([{ transferId: 1, sha256: null }])
})

describe('between its record and its deletion', () => {
  const FILE = 'PROCEED/kodomo/a.csv'

  /** Something happens just after the record was written. */
  async function disposing(happens: (file: string) => void, changes: Partial<RetentionLedger> = {}) {
    const root = tree([FILE])
    const record: RetentionLedger['record'] = (_root, lot) => {
      happens(path.join(root, FILE))
      return lot
    }
    const { ledger, takenBack } = ledgerOf({ [FILE]: {} }, { record, ...changes })
    const report = await disposeOld(root, 'PROCEED', '2025-08-08', ledger, never)
    return { root, report, reasons: takenBack.map(({ reason }) => reason) }
  }

  const replaced = (file: string) => {
    writeFileSync(`${file}.new`, '')
    renameSync(`${file}.new`, file)
  }

  test.each([
    ['another file came under its name', replaced],
    ['it was written to', (file: string) => writeFileSync(file, 'more')],
  ])('%s: that one stays, and the audit trail is told', async (_, happens) => {
    const { root, report, reasons } = await disposing(happens)
    expect(report).toEqual({ deleted: 0, keptOpen: 0, failed: 1 })
    expect(reasons).toEqual(['changed'])
    expect(filesBelow(root)).toEqual([FILE])
  })

  test('staff decided that it is needed: it stays, and the audit trail is told', async () => {
    const { root, report, reasons } = await disposing(() => {}, { isRecorded: () => false })
    expect([report.failed, reasons, filesBelow(root)]).toEqual([1, ['changed'], [FILE]])
  })

  test('it went away: the audit trail says that this was not done here', async () => {
    const { report, reasons } = await disposing(rmSync)
    expect([report.failed, reasons]).toEqual([1, ['ENOENT']])
  })

  test('its folder became a link: what lies behind it stays', async () => {
    const outside = tree(['a.csv'])
    const { report } = await disposing((file) => {
      rmSync(path.dirname(file), { recursive: true })
      symlinkSync(outside, path.dirname(file))
    })
    expect([report.failed, filesBelow(outside)]).toEqual([1, ['a.csv']])
  })
})

test('what the journal calls open at the time of the record stays, and the rest of the lot goes', async () => {
  const root = tree(['ERROR/kodomo/a.csv', 'ERROR/kodomo/b.csv'])
  const { ledger } = ledgerOf(
    {},
    { record: (_root, lot) => lot.filter(({ filedAs }) => filedAs.endsWith('a.csv')) },
  )
  expect(await disposeOld(root, 'ERROR', '9999-12-31', ledger, never)).toEqual({
    deleted: 1,
    keptOpen: 1,
    failed: 0,
  })
  expect(filesBelow(root)).toEqual(['ERROR/kodomo/b.csv'])
})

test.skipIf(process.platform === 'win32')(
  'names may hold line ends; one that is no UTF-8 is counted',
  async () => {
    const root = tree(['PROCEED/a\nb.csv', 'PROCEED/\u{1f600}.csv', 'PROCEED/\u202e.csv'])
    writeFileSync(
      Buffer.concat([Buffer.from(`${root}/PROCEED/`), Buffer.of(0x83, 0x65), Buffer.from('.csv')]),
      '',
    )
    const { ledger, recorded } = ledgerOf({})
    const report = await disposeOld(root, 'PROCEED', '9999-12-31', ledger, never)
    expect(report).toEqual({ deleted: 3, keptOpen: 0, failed: 1 })
    expect(recorded.map(({ filedAs }) => filedAs)).toContain('PROCEED/a\nb.csv')
  },
)

test('a folder that vanishes under way is no trouble, and empty folders stay', async () => {
  const root = tree(['PROCEED/a/1.csv', 'PROCEED/b/1.csv', 'PROCEED/c/1.csv'])
  const { ledger } = ledgerOf(
    {},
    {
      look(_root, filedAs) {
        for (const folder of ['a', 'b', 'c']) {
          if (filedAs !== `PROCEED/${folder}/1.csv`)
            rmSync(path.join(root, 'PROCEED', folder), { recursive: true, force: true })
        }
        return { fact: null, isOpen: false }
      },
    },
  )
  const report = await disposeOld(root, 'PROCEED', '9999-12-31', ledger, never)
  expect(report).toEqual({ deleted: 1, keptOpen: 0, failed: 0 })
  expect(readdirSync(path.join(root, 'PROCEED'))).toHaveLength(1)
})

test.skipIf(process.platform === 'win32')(
  'a folder that cannot be listed is counted; one that gives nothing up is left after a lot; the others go on',
  async () => {
    const root = tree([
      'PROCEED/1-hidden/a.csv',
      ...Array.from({ length: 110 }, (_, index) => `PROCEED/2-kept/${index}.csv`),
      'PROCEED/3-open/a.csv',
    ])
    for (const folder of [root, path.join(root, 'PROCEED')]) chmodSync(folder, 0o755)
    chmodSync(path.join(root, 'PROCEED/1-hidden'), 0)
    chmodSync(path.join(root, 'PROCEED/2-kept'), 0o555)
    chmodSync(path.join(root, 'PROCEED/3-open'), 0o777)
    const { ledger, takenBack } = ledgerOf({})
    const report = await asPlainUserLater(() => disposeOld(root, 'PROCEED', '9999-12-31', ledger, never))
    for (const folder of ['1-hidden', '2-kept']) chmodSync(path.join(root, 'PROCEED', folder), 0o755)
    expect(report).toEqual({ deleted: 1, keptOpen: 0, failed: 101 })
    expect(new Set(takenBack.map(({ reason }) => reason))).toEqual(new Set(['EACCES']))
    expect(filesBelow(root)).toHaveLength(111)
  },
)

/** Root may do everything, everywhere. */
async function asPlainUserLater<T>(work: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(65534)
  try {
    return await work()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

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

  test('an undecided file stays when PMHFilePath is the same folder by another name', async () => {
    const { relay, simulator, root, drop, tree, reopen } = await relayFixture({ kodomo: 'good' })
    simulator.behave('no_serial', { times: 1 })
    drop('kodomo', 'a.csv')
    await relay.engine.runOnce()
    await relay.close()
    symlinkSync(root, `${root}-too`)
    await reopen({ PMHFilePath: `${root}-too`, ErrorFileRetentionDays: '0' }).engine.runOnce()
    expect(tree()).toEqual(['ERROR/kodomo/a.csv'])
  })

  test('what a stop left over goes with the next start on the same day', async () => {
    const { relay, root, tree } = await relayFixture({ kodomo: 'good' }, { ProceedFileRetentionDays: '0' })
    mkdirSync(path.join(root, 'PROCEED'))
    for (let n = 0; n < 400; n += 1) writeFileSync(path.join(root, 'PROCEED', `${n}.csv`), '')
    relay.engine.start()
    await relay.engine.stop()
    const left = tree().length
    await relay.engine.runOnce()
    expect(left).toBeGreaterThan(0)
    expect(tree()).toEqual([])
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
