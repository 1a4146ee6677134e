import type { Dirent, Stats } from 'node:fs'
import { lstat, opendir, unlink } from 'node:fs/promises'
import path from 'node:path'
import type { Destination } from '../../src-shared/domain/transfer.ts'
import { localDate } from './local-time.ts'

/** The documented "never" (manual 4.2), besides every number that the calendar cannot hold. */
const NEVER_DAYS = 9999

/** Records are written, and files deleted, in lots: few disk flushes, and the loop stays free in between. */
const LOT = 200

/** What the journal knows of one filed file. */
export interface FiledFact {
  readonly transferId: number
  /** Local date of the result, `yyyy-MM-dd`. */
  readonly uploadDate: string
  readonly sha256: string
  /** Nobody has decided yet whether this file arrived. */
  readonly isOpen: boolean
}

export interface Disposal {
  /** Below PMHFilePath, with `/`. */
  readonly filedAs: string
  readonly uploadDate: string
  readonly fact: FiledFact | null
}

/** The durable side of retention. */
export interface RetentionLedger {
  find(root: string, filedAs: string): FiledFact | null
  /** Writes the disposal records of a lot, before its files are deleted. */
  dispose(root: string, lot: readonly Disposal[]): void
}

export interface RetentionReport {
  readonly deleted: number
  /** Old enough, but with an open decision. */
  readonly keptOpen: number
  readonly failed: number
}

/**
 * The last upload date that is deleted on local date `today`: today minus N days (manual 2.1, No 15: on 2025-08-15 with
 * N=7 what was uploaded on 8/8 goes, what was uploaded on 8/9 stays).
 * @returns null for never
 */
export function lastDisposedDate(today: Date, days: number): string | null {
  if (days === NEVER_DAYS) return null
  // Noon, so that no change of daylight saving time moves it to another date.
  const date = new Date(today.getFullYear(), today.getMonth(), today.getDate() - days, 12)
  if (Number.isNaN(date.getTime()) || date.getFullYear() < 1 || days > 3_700_000) return null
  return localDate(date)
}

/**
 * Deletes what is old enough under PROCEED or ERROR: regular files only, links not followed, nothing with an open decision. Each
 * deletion is recorded before it is done.
 * @param signal ends the work between two lots
 */
export async function disposeOld(
  root: string,
  destination: Destination,
  lastDate: string,
  ledger: RetentionLedger,
  signal: AbortSignal,
): Promise<RetentionReport> {
  const report = { deleted: 0, keptOpen: 0, failed: 0 }
  let lot: Disposal[] = []
  const flush = async () => {
    ledger.dispose(root, lot)
    for (const { filedAs } of lot) {
      if (await remove(path.join(root, ...filedAs.split('/')))) report.deleted += 1
      else report.failed += 1
    }
    lot = []
  }
  for await (const filedAs of filesBelow(root, destination)) {
    if (signal.aborted) break
    const fact = ledger.find(root, filedAs)
    const uploadDate = fact?.uploadDate ?? (await latestDate(path.join(root, ...filedAs.split('/'))))
    if (uploadDate === null || uploadDate > lastDate) continue
    if (fact?.isOpen === true) report.keptOpen += 1
    else lot.push({ filedAs, uploadDate, fact })
    if (lot.length >= LOT) await flush()
  }
  if (lot.length > 0 && !signal.aborted) await flush()
  return report
}

/** Regular files below `{root}/{folder}`, as paths below the root with `/`. */
async function* filesBelow(root: string, folder: string): AsyncGenerator<string> {
  const directory = path.join(root, ...folder.split('/'))
  if (!(await isPlainDirectory(directory))) return
  let entries: AsyncIterable<Dirent>
  try {
    entries = await opendir(directory, { bufferSize: 256 })
  } catch {
    return
  }
  for await (const entry of entries) {
    const below = `${folder}/${entry.name}`
    if (entry.isFile()) yield below
    else if (entry.isDirectory()) yield* filesBelow(root, below)
  }
}

async function isPlainDirectory(directory: string): Promise<boolean> {
  try {
    return (await lstat(directory)).isDirectory()
  } catch {
    return false
  }
}

/** Of a file that the journal does not know: the latest of birth, modification and change. */
async function latestDate(file: string): Promise<string | null> {
  let stats: Stats
  try {
    stats = await lstat(file)
  } catch {
    return null
  }
  return localDate(new Date(Math.max(stats.birthtimeMs, stats.mtimeMs, stats.ctimeMs)))
}

async function remove(file: string): Promise<boolean> {
  try {
    await unlink(file)
    return true
  } catch {
    return false
  }
}
