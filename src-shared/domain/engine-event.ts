import type { Destination } from './transfer.ts'

/**
 * What the engine tells while it works, in the order in which it happens. The log, the event table and the window
 * are all fed from these; the wording is theirs.
 */
export type EngineEvent =
  | { readonly type: 'service_started' }
  | { readonly type: 'targets'; readonly folders: readonly string[]; readonly endpoint: string }
  | { readonly type: 'folder_started'; readonly folder: string }
  | { readonly type: 'file_found'; readonly folder: string; readonly path: string }
  | {
      readonly type: 'accepted'
      readonly folder: string
      readonly transferId: number
      readonly serialNumber: string
    }
  | {
      readonly type: 'trouble'
      readonly level: 'warning' | 'error'
      /** Null when every folder is concerned. */
      readonly folder: string | null
      readonly transferId: number | null
      readonly code: string
      /** PMH's message, or the detail of one of our own codes. */
      readonly message: string
      /** Told already today: for the log alone, not for the event table, mail or a notification. */
      readonly repeated?: boolean
    }
  | {
      /** A trouble that was told has ended: it goes into the event table, not into log.txt. */
      readonly type: 'recovered'
      readonly folder: string | null
      readonly transferId: number | null
      readonly code: string
    }
  | {
      /** Worth a look, and no trouble: it goes into the event table, not into log.txt. */
      readonly type: 'notice'
      readonly level: 'information' | 'warning'
      readonly folder: string
      /** Null: the folder as a whole. */
      readonly transferId: number | null
      readonly code: string
      readonly message: string
    }
  | {
      readonly type: 'filed'
      readonly folder: string
      readonly transferId: number
      readonly destination: Destination
    }
  | { readonly type: 'folder_finished'; readonly folder: string }
  | {
      /** Retention deleted files, kept some with an open decision, or could not delete some. */
      readonly type: 'disposed'
      readonly destination: Destination
      readonly deleted: number
      readonly keptOpen: number
      readonly failed: number
    }
  | { readonly type: 'root_returned'; readonly path: string }
  | { readonly type: 'service_stopped' }
  | { readonly type: 'status' }
