import type { EngineEvent } from '../../src-shared/domain/engine-event.ts'
import type { PreflightFinding, PreflightMode } from '../../src-shared/domain/preflight-rule.ts'
import type { Settings } from '../../src-shared/domain/settings.ts'
import type {
  Decision,
  Destination,
  HoldReason,
  Transfer,
  TransferOutcome,
} from '../../src-shared/domain/transfer.ts'
import type { LeaseOwner } from './lease-card.ts'
import type { LeaseMemory } from './lease-sighting.ts'
import type { RetentionLedger } from './retention.ts'
import type { Stand } from './settle.ts'
import type { TroubleBook } from './trouble-book.ts'

/** What the engine needs from the other rooms. It knows none of them; `compose.ts` plugs them in. */

export interface Clock {
  now(): Date
  /** Milliseconds since the computer was started, that never jump, whatever happens to the wall clock. */
  monotonic(): number
}

export interface BeginTransfer {
  /** PMHFilePath. */
  readonly root: string
  readonly folder: string
  readonly fileName: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly endpoint: string
  readonly startedAt: string
  /** The row of the same folder under which these bytes were accepted before. */
  readonly duplicateOf: number | null
  /** Of the pre-flight; null or absent: there was none. */
  readonly findings?: readonly PreflightFinding[] | null
}

export interface Conclusion {
  readonly outcome: TransferOutcome
  readonly serialNumber: string | null
  readonly errorCode: string | null
  readonly errorMessage: string | null
  readonly httpStatus: number | null
  readonly finishedAt: string
  /** Null: the file stays in its scheme folder. */
  readonly destination: Destination | null
  readonly hold: HoldReason | null
  /** It failed by itself, for a reason that TransientRetryCount counts. */
  readonly countsAsFailure: boolean
  /** The folder waits from the same moment on. */
  readonly folderHold: FolderHold | null
  /** The file is sent anew under another row (InDoubtPolicy=resend); this one is at its end from the same write on. */
  readonly isClosed?: boolean
}

/** What staff decided about one file, and who. */
export interface Decided {
  readonly decision: Decision
  readonly by: string
  readonly at: string
  readonly reason: string
  /** 処理通番 that staff know from elsewhere; null with `resend`. */
  readonly serialNumber: string | null
  /** See {@link Transfer.decidedState}. */
  readonly fileState?: string | null
}

/** The durable record of every transfer. When a call returns, the disk has it. */
export interface Journal {
  /** Inserts a row `sending`, or begins a further attempt of the failed row for the same bytes. */
  begin(input: BeginTransfer): Transfer
  conclude(id: number, conclusion: Conclusion): Transfer
  /**
   * The accepted row of the same folder with the same bytes; null too when the file is tried again, or was sent back by
   * staff, who know.
   */
  acceptedTwin(input: Omit<BeginTransfer, 'duplicateOf'>): number | null
  /** Staff have let these very bytes go on in this folder, though the pre-flight had kept them back. */
  wasLetThrough(input: Pick<BeginTransfer, 'folder' | 'sha256'>): boolean
  /** A row without any POST whose file is held. */
  holdBack(input: BeginTransfer, hold: HoldReason, errorCode: string): Transfer
  /** The file is about to be moved to this path below PMHFilePath; see {@link Transfer.movingTo}. */
  aboutToMove(id: number, movingTo: string): void
  /** The file was moved. */
  filed(id: number, filedAs: string, at: string): Transfer
  /** The file is not where the row says, and nothing can be moved any more. */
  gone(id: number): void
  get(id: number): Transfer
  /** Writes a decision down before the file is touched. @throws RelayError R5007 when the row does not allow it */
  decide(id: number, decided: Decided): Transfer
  /** 変更あり: the file is not the one that was sent; it is held for staff and not moved. */
  markChanged(id: number): Transfer
  /** The file of a row with decision `resend` lies in its scheme folder again. */
  returned(id: number, returnedAs: string): Transfer
  /** Lifts a hold: the file is sent anew with the next cycle. */
  release(id: number): void
  /** Rows still `sending`: after a start, uploads that a crash interrupted. */
  interrupted(): Transfer[]
  /** Rows with a result whose file was not moved yet. */
  unmoved(): Transfer[]
  /** Rows with decision `resend` whose file was not put back yet. */
  unreturned(): Transfer[]
  /** Rows whose file lies in this folder and must not be sent by itself. */
  heldIn(folder: string): Transfer[]
}

/** Why a folder waits, and the mark of the token that was refused. */
export interface FolderHold {
  /** token: until another token, or staff. order: until staff decide (OrderProtection). */
  readonly kind: 'token' | 'order'
  readonly code: string
  readonly detail: string
  readonly since: string
  readonly tokenMark: string
}

export interface FolderHolds {
  get(folder: string): FolderHold | null
  put(folder: string, hold: FolderHold): void
  remove(folder: string): void
}

export interface Upload {
  readonly path: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly token: string
  readonly signal: AbortSignal
  onProgress(sentBytes: number): void
}

/** What PMH said; everything else is thrown as a RelayError. */
export type Answer =
  | { readonly kind: 'accepted'; readonly httpStatus: number; readonly serialNumber: string }
  | {
      readonly kind: 'rejected'
      readonly httpStatus: number
      readonly errorCode: string
      readonly message: string
    }

/** The connection to PMH for one cycle. */
export interface Line {
  /** @throws RelayError */
  submit(upload: Upload): Promise<Answer>
  close(): Promise<void>
}

export interface TargetFolder {
  readonly folder: string
  readonly paused: boolean
  /** Null or absent: as PreflightMode says. */
  readonly preflight?: PreflightMode | null
  /**
   * @returns null when there is none
   * @throws RelayError R6003 when there is one that cannot be opened now
   */
  token(): string | null
}

/** Everything that one cycle goes by; asked for anew at each cycle, so that changes apply from the next one on. */
export interface Configuration {
  readonly settings: Settings
  readonly folders: readonly TargetFolder[]
  readonly endpoint: string
  /** Lower case, with the dot. */
  readonly extension: string
}

/** What a file is held against. */
export interface CheckPlan {
  readonly kind: 'csv' | 'json'
  /** 差分連携, whose records have more fields. */
  readonly isDifferential: boolean
}

/** The pre-flight of one file, fed with its bytes in order. It never throws. */
export interface FileCheck {
  push(bytes: Uint8Array): void
  finish(): readonly PreflightFinding[]
}

export interface EngineDeps {
  /** Who this relay is towards others on the same PMHFilePath. */
  readonly owner: LeaseOwner
  readonly leaseMemory: LeaseMemory
  readonly clock: Clock
  readonly journal: Journal
  readonly holds: FolderHolds
  readonly retention: RetentionLedger
  configuration(): Configuration
  /** @throws RelayError of scope engine when the line cannot be set up */
  openLine(configuration: Configuration): Promise<Line>
  /** The order in which the files of one folder are sent. */
  sortNames(names: readonly string[]): string[]
  startCheck(plan: CheckPlan): FileCheck
  /** A keyed mark by which "the same token" is known without keeping it. */
  tokenMark(token: string): string
  emit(event: EngineEvent): void
}

/** What the pieces of the engine share besides their surroundings. */
export interface EngineContext extends EngineDeps {
  readonly troubles: TroubleBook
  /** Files that the pre-flight keeps back, by the state in which they were read: the row that holds them. */
  readonly keptBack: WeakMap<Stand, number>
  /**
   * Writes a result down. When the journal cannot take it now, it is kept in memory and written before anything else is
   * done: an answer of PMH that we hold is never called unknown.
   * @throws RelayError R4001
   */
  conclude(id: number, conclusion: Conclusion): Transfer
}
