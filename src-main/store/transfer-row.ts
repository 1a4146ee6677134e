import type { Decision, HoldReason, Transfer, TransferStatus } from '../../src-shared/domain/transfer.ts'

/** A row as SQLite gives it. */
export interface Row {
  id: number
  root: string
  folder: string
  file_name: string
  size_bytes: number
  sha256: string
  status: TransferStatus
  serial_number: string | null
  error_code: string | null
  error_message: string | null
  started_at: string
  finished_at: string | null
  attempts: number
  failures: number
  endpoint: string
  destination: 'PROCEED' | 'ERROR' | null
  filed_as: string | null
  filed_at: string | null
  moving_to: string | null
  hold: HoldReason | null
  changed: number
  decision: Decision | null
  decided_by: string | null
  decided_at: string | null
  decision_reason: string | null
  decided_state: string | null
  resend_of: number | null
  duplicate_of: number | null
}

export function toTransfer(row: Row): Transfer {
  return {
    id: row.id,
    root: row.root,
    folder: row.folder,
    fileName: row.file_name,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    status: row.status,
    serialNumber: row.serial_number,
    errorCode: row.error_code,
    errorMessage: row.error_message,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    attempts: row.attempts,
    failures: row.failures,
    endpoint: row.endpoint,
    destination: row.destination,
    filedAs: row.filed_as,
    filedAt: row.filed_at,
    movingTo: row.moving_to,
    hold: row.hold,
    changed: row.changed === 1,
    decision: row.decision,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    decisionReason: row.decision_reason,
    decidedState: row.decided_state,
    duplicateOf: row.duplicate_of,
    resendOf: row.resend_of,
  }
}

/** Every column of {@link Row}. */
export const COLUMNS = `id, root, folder, file_name, size_bytes, sha256, status, serial_number, error_code, error_message, started_at,
  finished_at, attempts, failures, endpoint, destination, filed_as, filed_at, moving_to, hold, changed, decision, decided_by,
  decided_at, decision_reason, decided_state, resend_of, duplicate_of`
