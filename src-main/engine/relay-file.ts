import path from 'node:path'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Transfer } from '../../src-shared/domain/transfer.ts'
import { fileAway } from './file-away.ts'
import { type Inspection, inspectFile, isUnchanged } from './inspect.ts'
import { isoLocal } from './local-time.ts'
import type { Configuration, EngineDeps, Line } from './ports.ts'
import { type Consequence, type Ending, planEnding, type StopReason } from './transfer-plan.ts'

/** One file of one folder, with what is needed to send it. */
export interface FileToRelay {
  readonly configuration: Configuration
  readonly folder: string
  readonly fileName: string
  readonly token: string
  readonly line: Line
  /** Aborted with a {@link StopReason} by 中止 or by the program's end. */
  readonly signal: AbortSignal
  onProgress(sentBytes: number, totalBytes: number): void
}

export interface FileRelayed {
  /** Null when the file never got as far as a journal row. */
  readonly transfer: Transfer | null
  readonly consequence: Consequence
}

/**
 * The whole story of one file, and the only caller of the steps below, which never call each other. The journal is
 * written before the network is touched, and the result before the file is moved.
 * @throws RelayError R4001 when the journal cannot be written: then nothing more may be sent
 */
export async function relayFile(deps: EngineDeps, file: FileToRelay): Promise<FileRelayed> {
  const source = path.join(file.configuration.settings.PMHFilePath, file.folder, file.fileName)
  const startedAt = isoLocal(deps.clock.now())

  let inspection: Inspection
  try {
    inspection = await inspectFile(source, file.signal)
  } catch (error) {
    return unreadable(deps, file, source, toRelayError(error))
  }

  deps.emit({ type: 'file_found', folder: file.folder, path: source })
  const begun = deps.journal.begin({
    folder: file.folder,
    fileName: file.fileName,
    sizeBytes: inspection.sizeBytes,
    sha256: inspection.sha256,
    endpoint: file.configuration.endpoint,
    startedAt,
  })
  const ending = await submit(file, source, inspection)
  const plan = planEnding(ending, begun.attempts, file.configuration.settings.TransientRetryCount)
  const concluded = deps.journal.conclude(begun.id, {
    ...plan.conclusion,
    finishedAt: isoLocal(deps.clock.now()),
  })
  tell(deps, concluded)

  const transfer = await moveAway(deps, file.configuration.settings.PMHFilePath, concluded)
  return { transfer, consequence: plan.consequence }
}

/** A file that vanished before it was read was taken back by staff: no trouble at all. */
function unreadable(deps: EngineDeps, file: FileToRelay, source: string, error: RelayError): FileRelayed {
  if (error.cause instanceof Error && errnoOf(error.cause) === 'ENOENT') {
    return { transfer: null, consequence: 'next_file' }
  }
  if (error.code === 'R1011') return { transfer: null, consequence: 'stop_cycle' }
  deps.emit({ type: 'file_found', folder: file.folder, path: source })
  deps.emit({
    type: 'trouble',
    level: 'warning',
    folder: file.folder,
    transferId: null,
    code: error.code,
    message: error.detail,
  })
  return { transfer: null, consequence: 'stop_folder' }
}

async function submit(file: FileToRelay, source: string, inspection: Inspection): Promise<Ending> {
  try {
    const answer = await file.line.submit({
      path: source,
      sizeBytes: inspection.sizeBytes,
      sha256: inspection.sha256,
      token: file.token,
      signal: file.signal,
      onProgress: (sent) => file.onProgress(sent, inspection.sizeBytes),
    })
    return { kind: 'answer', answer, changedAfter: !(await isUnchanged(source, inspection.fingerprint)) }
  } catch (error) {
    return { kind: 'error', error: toRelayError(error), stop: stopReason(file.signal) }
  }
}

function stopReason(signal: AbortSignal): StopReason | null {
  if (!signal.aborted) return null
  return signal.reason === 'cancelled' ? 'cancelled' : 'shutdown'
}

/**
 * Moves a concluded file where it belongs; shared by the story of a file, by recovery and by later tries.
 * A move that does not succeed stays pending in the journal: never a resend.
 */
export async function moveAway(deps: EngineDeps, root: string, transfer: Transfer): Promise<Transfer> {
  if (transfer.destination === null) return transfer
  const { id, folder, fileName, destination } = transfer
  try {
    const from = transfer.filedAs === null ? {} : { from: transfer.filedAs }
    const filedAs = await fileAway({ root, folder, fileName, destination, now: deps.clock.now(), ...from })
    const filed = deps.journal.filed(id, filedAs, isoLocal(deps.clock.now()))
    deps.emit({ type: 'filed', folder, transferId: id, destination })
    return filed
  } catch (error) {
    const { code, detail, scope } = toRelayError(error)
    deps.emit({ type: 'trouble', level: 'warning', folder, transferId: id, code, message: detail })
    if (scope === 'engine') throw error
    return transfer
  }
}

function tell(deps: EngineDeps, transfer: Transfer): void {
  const { id, folder, status, serialNumber, errorCode, errorMessage, hold } = transfer
  if (status === 'accepted') {
    deps.emit({ type: 'accepted', folder, transferId: id, serialNumber: serialNumber ?? '' })
    if (hold !== null) {
      deps.emit({
        type: 'trouble',
        level: 'warning',
        folder,
        transferId: id,
        code: 'R3002',
        message: transfer.fileName,
      })
    }
    return
  }
  const level = status === 'failed' ? 'warning' : 'error'
  deps.emit({
    type: 'trouble',
    level,
    folder,
    transferId: id,
    code: errorCode ?? '',
    message: errorMessage ?? '',
  })
}

/** Anything unexpected is one code too, and it ends the cycle: what is not understood must not send on. */
export function toRelayError(error: unknown): RelayError {
  return error instanceof RelayError ? error : new RelayError('R4006', errnoOf(error), { cause: error })
}
