import type { ErrorCode } from './error-catalogue.ts'
import type { Destination } from './transfer.ts'

/** 停止中 / 監視中 / 送信中 */
export type EngineState = 'stopped' | 'watching' | 'sending'

export interface UploadProgress {
  readonly folder: string
  readonly fileName: string
  readonly sentBytes: number
  readonly totalBytes: number
  /** ISO 8601: when the upload began. */
  readonly startedAt: string
}

/** Retention at work over many files. How many it will be is not known before it has been everywhere. */
export interface PurgeProgress {
  readonly destination: Destination
  readonly deleted: number
}

/** One thing that keeps a scheme folder, or everything, from being sent. */
export interface EngineTrouble {
  readonly code: ErrorCode
  readonly detail: string
  /** ISO 8601: when it was met first. */
  readonly since: string
}

export interface EngineStatus {
  readonly state: EngineState
  /** ISO 8601; null while stopped or sending. */
  readonly nextCycleAt: string | null
  readonly lastCycleAt: string | null
  /** Under way, the one that began first at first; at most ParallelFolders, and at most one a folder. */
  readonly uploads: readonly UploadProgress[]
  /** Null as well while it is not known whether there are many files to delete. */
  readonly purge: PurgeProgress | null
  /** Trouble of scope engine that ended the last cycle. */
  readonly trouble: EngineTrouble | null
  /** Trouble of scope folder, by folder name, as the last cycle found it. */
  readonly folderTroubles: Readonly<Record<string, EngineTrouble>>
}
