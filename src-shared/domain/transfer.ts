/**
 * A transfer (送信) is the journal row of one file: written before the network is touched, and again
 * before the file is moved, so that a crash at any instant leaves a readable state.
 */

/** What became of a file; `sending` is the only state in which a POST may be under way. */
export type TransferStatus = 'sending' | 'accepted' | 'rejected' | 'failed' | 'unknown'

/** The four results that a file can have (requirements section 2, table "Outcomes of one file"). */
export type TransferOutcome = Exclude<TransferStatus, 'sending'>

/** Where a finished file belongs. */
export type Destination = 'PROCEED' | 'ERROR'

/** Why a file that still lies in its scheme folder is not sent by itself. */
export type HoldReason = 'in_doubt' | 'changed' | 'cancelled' | 'duplicate' | 'order' | 'preflight'

export interface Transfer {
  readonly id: number
  /** PMHFilePath at the time: a row says nothing about files in another place. */
  readonly root: string
  readonly folder: string
  readonly fileName: string
  readonly sizeBytes: number
  /** Lower-case hex of the bytes that were read before the upload. */
  readonly sha256: string
  readonly status: TransferStatus
  /** 処理通番 */
  readonly serialNumber: string | null
  /** PMH's code, `HTTP{status}`, or one of our own R codes. */
  readonly errorCode: string | null
  readonly errorMessage: string | null
  /** ISO 8601 with offset: the moment reading began, before hashing. */
  readonly startedAt: string
  /** ISO 8601 with offset: the moment the result was durable; null while sending. */
  readonly finishedAt: string | null
  /** Number of POSTs. */
  readonly attempts: number
  /** Those that failed by themselves: what TransientRetryCount counts. */
  readonly failures: number
  readonly endpoint: string
  /** Decided together with the result; the move itself may still be pending. */
  readonly destination: Destination | null
  /** Path below PMHFilePath with `/`, once the file was moved. */
  readonly filedAs: string | null
  readonly filedAt: string | null
  /** Where it is about to be moved, below PMHFilePath with `/`; written only for moves that the bytes cannot prove later. */
  readonly movingTo: string | null
  readonly hold: HoldReason | null
  /** 変更あり: the file changed after its bytes had been sent. */
  readonly changed: boolean
  readonly decision: Decision | null
  /** Who decided; null while nobody has. */
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  readonly decisionReason: string | null
  /** Of a changed file: its state when staff decided about it, so that a later version is not taken for it. */
  readonly decidedState: string | null
  /** The row of the same folder under which the same bytes were accepted before. */
  readonly duplicateOf: number | null
  /** The row under which this file was sent before staff chose 再送する. */
  readonly resendOf: number | null
}

/** 送信済みとして処理 | 再送する */
export type Decision = 'treated_as_sent' | 'resend'

/**
 * Which decisions staff may take on a row. An accepted file is never sent again; what is in doubt may be called sent.
 * A file that changed after its upload may go away with the old version, or be sent in its new one.
 */
export function possibleDecisions(
  transfer: Pick<Transfer, 'status' | 'hold' | 'decision' | 'destination' | 'filedAs'>,
): readonly Decision[] {
  if (transfer.decision !== null || transfer.status === 'sending') return []
  if (transfer.hold === 'changed') return ['treated_as_sent', 'resend']
  const atRest = transfer.hold !== null || transfer.filedAs?.startsWith('ERROR/') === true
  if (!atRest || transfer.status === 'accepted') return []
  return transfer.status === 'unknown' ? ['treated_as_sent', 'resend'] : ['resend']
}

/** Everything that may change a status. `begin` starts a first or a further attempt. */
export type TransferEvent = 'begin' | TransferOutcome

const ALLOWED: Readonly<Record<TransferStatus | 'new', readonly TransferEvent[]>> = {
  new: ['begin'],
  sending: ['accepted', 'rejected', 'failed', 'unknown'],
  // A failed upload certainly was not processed, so the same row may try again.
  failed: ['begin'],
  // A result of PMH, and a doubt, are never overwritten: a resend is a new row that points to this one.
  accepted: [],
  rejected: [],
  unknown: [],
}

/**
 * The one transition function of a transfer's status.
 * @throws RangeError when the step is not allowed: a programming error, never a state of the outside world
 */
export function nextStatus(current: TransferStatus | 'new', event: TransferEvent): TransferStatus {
  if (!ALLOWED[current].includes(event)) {
    throw new RangeError(`transfer: ${event} is not allowed in ${current}`)
  }
  return event === 'begin' ? 'sending' : event
}

/** Words of the window: 成功 (accepted), 失敗 (rejected, failed), 結果不明 (unknown). */
export type ResultWord = 'success' | 'failure' | 'unknown' | 'sending'

/** Folds a status into the word that staff see (ui.md). */
export function resultWord(status: TransferStatus): ResultWord {
  if (status === 'accepted') return 'success'
  if (status === 'rejected' || status === 'failed') return 'failure'
  return status
}
