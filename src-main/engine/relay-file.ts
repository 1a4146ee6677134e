import path from 'node:path'
import type { PreflightMode } from '../../src-shared/domain/preflight-rule.ts'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Transfer } from '../../src-shared/domain/transfer.ts'
import { fileAwayNow } from './filing.ts'
import { orderHold } from './folder-wait.ts'
import { inTime, LOOK_MS } from './in-time.ts'
import { hasChanged, inspectFile } from './inspect.ts'
import { isoLocal } from './local-time.ts'
import type { BeginTransfer, Configuration, EngineContext, FolderHold, Line } from './ports.ts'
import { checkingOf, endOfKept, keepBack, mustKeepBack, noticeFindings } from './preflight-hold.ts'
import type { Inspection } from './read-once.ts'
import type { Stand } from './settle.ts'
import { tellResult, tellTrouble } from './telling.ts'
import { type Consequence, type Ending, type Plan, planEnding, type StopReason } from './transfer-plan.ts'

/** One file of one folder, with what is needed to send it. */
export interface FileToRelay {
  readonly configuration: Configuration
  readonly folder: string
  readonly fileName: string
  /** The state in which it stood still; a file that has left it waits for the next cycle. */
  readonly stand: Stand
  readonly token: string
  readonly preflight: PreflightMode
  /** The row by which the pre-flight has kept back a file of this name. */
  readonly kept: Transfer | null
  readonly line: Line
  /** Aborted with a {@link StopReason} by 中止 or by the program's end. */
  readonly signal: AbortSignal
  onProgress(sentBytes: number, totalBytes: number): void
  /** The upload is over, well or not: there is nothing left to break off. */
  onSubmitted(): void
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
export async function relayFile(context: EngineContext, file: FileToRelay): Promise<FileRelayed> {
  const { settings } = file.configuration
  const source = path.join(settings.PMHFilePath, file.folder, file.fileName)
  const startedAt = isoLocal(context.clock.now())

  let inspection: Inspection
  try {
    const checking = checkingOf(context, file.configuration, file.preflight)
    inspection = await inspectFile(source, file.signal, checking)
  } catch (error) {
    return unreadable(context, file, source, toRelayError(error))
  }
  if (hasLeft(file.stand, inspection)) return { transfer: null, consequence: 'next_file' }

  context.emit({ type: 'file_found', folder: file.folder, path: source })
  const facts = {
    root: settings.PMHFilePath,
    folder: file.folder,
    fileName: file.fileName,
    sizeBytes: inspection.sizeBytes,
    sha256: inspection.sha256,
    endpoint: file.configuration.endpoint,
    startedAt,
    findings: inspection.findings,
  }
  if (mustKeepBack(context, file.preflight, facts)) {
    const transfer = keepBack(context, file, { ...facts, duplicateOf: null })
    // As for a file that waits for its next try: nothing overtakes it.
    return { transfer, consequence: 'stop_folder' }
  }
  const input = { ...facts, duplicateOf: context.journal.acceptedTwin(facts) }
  if (input.duplicateOf !== null && settings.DuplicatePolicy === 'hold') return holdDuplicate(context, input)
  const begun = context.journal.begin(input)
  if (begun.id !== file.kept?.id) endOfKept(context, file.kept)
  noticeFindings(context, begun, input)
  if (input.duplicateOf !== null) noticeDuplicate(context, begun)
  const ending = await submit(file, source, inspection)
  file.onSubmitted()
  const plan = planEnding(ending, begun.failures + 1, settings.TransientRetryCount)
  const { conclusion } = plan
  const finishedAt = isoLocal(context.clock.now())
  const folderHold = holdFor(context, file, plan, finishedAt)
  const consequence =
    folderHold !== null && plan.consequence === 'next_file' ? 'hold_folder' : plan.consequence
  // Told before it is written: a serial number that the journal cannot take now stands in the log at least.
  tellResult(context, begun, conclusion)
  const concluded = context.conclude(begun.id, { ...conclusion, finishedAt, folderHold })
  const transfer = await fileAwayNow(context, concluded, inspection.fingerprint, file.signal)
  return { transfer, consequence }
}

/** From the same write on as the result, the folder waits: for another token, or (OrderProtection) for a decision. */
function holdFor(context: EngineContext, file: FileToRelay, plan: Plan, since: string): FolderHold | null {
  const { conclusion } = plan
  const about = { code: conclusion.errorCode ?? '', detail: conclusion.errorMessage ?? '', since }
  if (plan.consequence === 'hold_folder') {
    return { kind: 'token', ...about, tokenMark: context.tokenMark(file.token) }
  }
  // A file that only waits for its next try has not ended; it keeps its place by itself.
  const hasEnded =
    conclusion.outcome !== 'accepted' && (conclusion.destination !== null || conclusion.hold !== null)
  const isProtected = file.configuration.settings.OrderProtection && hasEnded
  return isProtected ? orderHold(about.code, about.detail, since) : null
}

/** DuplicatePolicy=hold: staff decide whether the same bytes go a second time. */
function holdDuplicate(context: EngineContext, input: BeginTransfer): FileRelayed {
  const transfer = context.journal.holdBack(input, 'duplicate', 'R3010')
  const error = { code: 'R3010', detail: input.fileName } as const
  const { id, folder } = transfer
  tellTrouble(context, `transfer:${id}`, { level: 'warning', folder, transferId: id, error })
  return { transfer, consequence: 'next_file' }
}

function noticeDuplicate({ emit }: EngineContext, { id, folder, fileName }: Transfer): void {
  emit({ type: 'notice', level: 'warning', folder, transferId: id, code: 'R3010', message: fileName })
}

/** A file that was touched after it had stood still is being written again. */
function hasLeft(stand: Stand, { fingerprint }: Inspection): boolean {
  return stand.size !== fingerprint.size || stand.mtimeMs !== fingerprint.mtimeMs
}

/** A file that vanished before it was read was taken back by staff: no trouble at all. */
function unreadable(
  context: EngineContext,
  file: FileToRelay,
  source: string,
  error: RelayError,
): FileRelayed {
  if (error.cause instanceof Error && errnoOf(error.cause) === 'ENOENT') {
    return { transfer: null, consequence: 'next_file' }
  }
  if (error.code === 'R1011') return { transfer: null, consequence: 'stop_cycle' }
  context.emit({ type: 'file_found', folder: file.folder, path: source })
  tellTrouble(context, `file:${source}`, { level: 'warning', folder: file.folder, transferId: null, error })
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
    // What PMH has said is written down, whether the share still answers or not; the move looks at the file once more.
    const changed = await inTime(hasChanged(source, inspection.fingerprint), LOOK_MS)
    return { kind: 'answer', answer, changedAfter: changed ?? false }
  } catch (error) {
    // What nobody understands may have come after the last byte.
    const met =
      error instanceof RelayError ? error : new RelayError('R2011', errnoOf(error), { cause: error })
    return { kind: 'error', error: met, stop: stopReason(file.signal) }
  }
}

function stopReason(signal: AbortSignal): StopReason | null {
  if (!signal.aborted) return null
  return signal.reason === 'cancelled' ? 'cancelled' : 'shutdown'
}

/** Anything unexpected is one code too, and it ends the cycle: what is not understood must not send on. */
export function toRelayError(error: unknown): RelayError {
  return error instanceof RelayError ? error : new RelayError('R4006', errnoOf(error), { cause: error })
}
