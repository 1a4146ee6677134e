import type { Dirent, Stats } from 'node:fs'
import { lstat, opendir, unlink } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Destination } from '../../src-shared/domain/transfer.ts'
import { localDate } from './local-time.ts'
import type { Disposal, FailedDisposal, RetentionLedger, RetentionReport } from './retention.ts'

/** Records are written in lots, each with one flush of the disk, for which everything else waits. */
const LOT = 100

/** Between two lots, in milliseconds: on a slow disk, too, the loop is free for most of the time. Nothing here is urgent. */
const PAUSE_MS = 100

/**
 * Deletes what is old enough under PROCEED or ERROR: regular files only, links not followed, nothing that is open. Each deletion is recorded
 * before it is done, and one that then fails is told apart by a second record.
 * @param signal ends the work between two lots
 * @param onLot told after each full lot, at most every tenth of a second, how many are deleted
 * @throws RelayError R4001, R4004
 */
export async function disposeOld(
  root: string,
  destination: Destination,
  lastDate: string,
  ledger: RetentionLedger,
  signal: AbortSignal,
  onLot: (deleted: number) => void = () => {},
): Promise<RetentionReport> {
  const walk = new DisposalWalk(root, lastDate, ledger, signal, onLot)
  await walk.folder(destination)
  return walk.report
}

/** A file as it was looked at: what is deleted must be that one. */
interface Due extends Disposal {
  readonly seen: Stats
}

class DisposalWalk {
  readonly report = { deleted: 0, keptOpen: 0, failed: 0 }
  readonly #root: string
  readonly #lastDate: string
  readonly #ledger: RetentionLedger
  readonly #signal: AbortSignal
  readonly #onLot: (deleted: number) => void

  constructor(
    root: string,
    lastDate: string,
    ledger: RetentionLedger,
    signal: AbortSignal,
    onLot: (deleted: number) => void,
  ) {
    this.#root = root
    this.#lastDate = lastDate
    this.#ledger = ledger
    this.#signal = signal
    this.#onLot = onLot
  }

  /** @param folder below the root, with `/` */
  async folder(folder: string): Promise<void> {
    const folders: string[] = []
    let lot: Due[] = []
    for await (const entry of this.#entries(folder)) {
      if (this.#signal.aborted) return
      const below = `${folder}/${entry.name}`
      if (entry.isDirectory()) folders.push(below)
      const due = entry.isFile() ? await this.#due(below) : null
      if (due !== null) lot.push(due)
      if (lot.length < LOT) continue
      const goesOn = await this.#dispose(lot)
      this.#onLot(this.report.deleted)
      await wait(PAUSE_MS, undefined, { signal: this.#signal }).catch(() => {})
      lot = []
      // In a folder that refuses a whole lot, each further try would only write two more audit rows a file, day by day.
      if (!goesOn) break
    }
    if (lot.length > 0 && !this.#signal.aborted) await this.#dispose(lot)
    for (const below of folders) await this.folder(below)
  }

  /** A folder that vanishes under way is nobody's trouble; one that cannot be listed is counted. */
  async *#entries(folder: string): AsyncGenerator<Dirent> {
    const directory = this.#pathOf(folder)
    try {
      if ((await lstat(directory)).isDirectory()) yield* await opendir(directory)
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') this.report.failed += 1
    }
  }

  /** @returns null when the file stays */
  async #due(filedAs: string): Promise<Due | null> {
    const { fact, isOpen } = this.#ledger.look(this.#root, filedAs)
    if (fact !== null && fact.uploadDate > this.#lastDate) return null
    const seen = await this.#seen(filedAs)
    if (seen === null) return null
    // Bytes that are not those of the upload were put there by somebody else, later.
    const isKnown = fact !== null && fact.sizeBytes === seen.size
    const uploadDate = isKnown ? fact.uploadDate : latestDate(seen)
    if (uploadDate > this.#lastDate) return null
    if (!isOpen) {
      const sha256 = isKnown ? fact.sha256 : null
      return { filedAs, uploadDate, transferId: fact?.transferId ?? null, sha256, seen }
    }
    this.report.keptOpen += 1
    return null
  }

  async #seen(filedAs: string): Promise<Stats | null> {
    try {
      const stats = await lstat(this.#pathOf(filedAs))
      return stats.isFile() ? stats : null
    } catch (error) {
      // A name that is no UTF-8 is listed with U+FFFD in it, and cannot be found by that name.
      if (errnoOf(error) !== 'ENOENT' || filedAs.includes('\ufffd')) this.report.failed += 1
      return null
    }
  }

  /** @returns false when nothing of the lot could be deleted */
  async #dispose(lot: readonly Due[]): Promise<boolean> {
    const recorded = new Set<Disposal>(this.#ledger.record(this.#root, lot))
    const failed: FailedDisposal[] = []
    for (const due of lot) {
      const reason = recorded.has(due) ? await this.#remove(due) : null
      if (reason !== null) failed.push({ disposal: due, reason })
    }
    if (failed.length > 0) this.#ledger.takeBack(this.#root, failed)
    this.report.keptOpen += lot.length - recorded.size
    this.report.deleted += recorded.size - failed.length
    this.report.failed += failed.length
    return failed.length < lot.length
  }

  /** @returns why it could not be deleted, or null */
  async #remove(due: Due): Promise<string | null> {
    const file = this.#pathOf(due.filedAs)
    try {
      if (!isSame(await lstat(file), due.seen) || !this.#ledger.isRecorded(due)) return 'changed'
      await unlink(file)
      return null
    } catch (error) {
      if (error instanceof RelayError) throw error
      return errnoOf(error)
    }
  }

  #pathOf(below: string): string {
    return path.join(this.#root, ...below.split('/'))
  }
}

/** Of a file that the journal does not know: the latest of birth, modification and change. */
function latestDate({ birthtimeMs, mtimeMs, ctimeMs }: Stats): string {
  return localDate(new Date(Math.max(birthtimeMs, mtimeMs, ctimeMs)))
}

function isSame(now: Stats, seen: Stats): boolean {
  return (
    now.dev === seen.dev && now.ino === seen.ino && now.size === seen.size && now.mtimeMs === seen.mtimeMs
  )
}
