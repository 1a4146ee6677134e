import { localDate } from './local-time.ts'

/** The documented "never" (manual 4.2), besides every number that the calendar cannot hold. */
const NEVER_DAYS = 9999

/** What the journal knows of one filed file. */
export interface FiledFact {
  readonly transferId: number
  /** Local date of the result, `yyyy-MM-dd`. */
  readonly uploadDate: string
  readonly sizeBytes: number
  readonly sha256: string
}

/** How a filed file stands in the journal. */
export interface Standing {
  readonly fact: FiledFact | null
  /** Staff, or a move that is pending, still have to do with it: it stays. */
  readonly isOpen: boolean
}

export interface Disposal {
  /** Below PMHFilePath, with `/`. */
  readonly filedAs: string
  readonly uploadDate: string
  /** Null when the journal does not know the file. */
  readonly transferId: number | null
  /** Null when these are not the bytes of an upload. */
  readonly sha256: string | null
}

export interface FailedDisposal {
  readonly disposal: Disposal
  /** An errno, or `changed`: another file by now, or decided upon. */
  readonly reason: string
}

/** The durable side of retention. @throws RelayError R4001, R4004 from every method */
export interface RetentionLedger {
  look(root: string, filedAs: string): Standing
  /**
   * Writes the records of a lot, before its files are deleted.
   * @returns those that are recorded; the others are open by now
   */
  record(root: string, lot: readonly Disposal[]): readonly Disposal[]
  /** Whether a record still holds: staff may have decided since that the file is needed. */
  isRecorded(disposal: Disposal): boolean
  /** Says of recorded files that they could not be deleted after all. */
  takeBack(root: string, failed: readonly FailedDisposal[]): void
}

export interface RetentionReport {
  readonly deleted: number
  /** Old enough, but open. */
  readonly keptOpen: number
  /** Files that could not be deleted, and folders that could not be listed. */
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
