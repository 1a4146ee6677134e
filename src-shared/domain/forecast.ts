import type { ErrorCode } from './error-catalogue.ts'

/** Why a file that lies in a scheme folder is not sent by itself. held: staff must decide. preflight: kept back by the pre-flight, until staff decide or replace it. behind: it would overtake such a file. sending: an upload is under way, or was when the program ended. moving: sent already, its move is pending. */
export type LeftOutReason =
  | 'other_type'
  | 'hidden'
  | 'temporary'
  | 'not_a_file'
  | 'held'
  | 'sending'
  | 'moving'
  | 'preflight'
  | 'behind'

/** What the next cycle would do with one scheme folder, files that are still being written included. */
export interface FolderForecast {
  readonly folder: string
  readonly paused: boolean
  /** Why the folder as a whole would send nothing; null when its files go. */
  readonly blockedBy: { readonly code: ErrorCode; readonly detail: string } | null
  /** In the order in which they will be sent; the first {@link FORECAST_LIMIT}. */
  readonly files: readonly { readonly fileName: string; readonly sizeBytes: number }[]
  readonly fileCount: number
  /** The first {@link FORECAST_LIMIT}. */
  readonly leftOut: readonly { readonly fileName: string; readonly reason: LeftOutReason }[]
  readonly leftOutCount: number
}

/** Names that a forecast lists for one folder; the counts are of all. */
export const FORECAST_LIMIT = 200
