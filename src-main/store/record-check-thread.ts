import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { DATABASE_FILE, relayErrorOf } from './database.ts'
import type { ChainAnchor, CheckedRecords } from './record-check.ts'
import { threadProgram } from './thread-program.ts'

export interface RecordCheckTask {
  readonly file: string
  readonly key: Uint8Array
  readonly anchor: ChainAnchor | null
}

export type RecordCheckReply =
  | { readonly kind: 'progress'; readonly rows: number }
  | { readonly kind: 'checked'; readonly checked: CheckedRecords }
  | { readonly kind: 'failed'; readonly errno: string }

/**
 * `checkRecords` in a thread of its own: years of records take longer than a window may stand still.
 * @param onRows links and rows that were looked at so far
 * @returns null when the signal ended it
 * @throws RelayError R4001, R4004; R4006 when the thread cannot begin or ended without an answer
 */
export async function checkRecordsInThread(
  dataDir: string,
  key: Uint8Array,
  anchor: ChainAnchor | null,
  signal: AbortSignal,
  onRows: (rows: number) => void,
): Promise<CheckedRecords | null> {
  if (signal.aborted) return null
  const task: RecordCheckTask = { file: path.join(dataDir, DATABASE_FILE), key, anchor }
  // A thread inherits the flags of its process, and not every flag of a process is one of a thread.
  const worker = new Worker(threadProgram(import.meta.url, 'record-check-worker'), {
    workerData: task,
    execArgv: [],
  })
  const stop = () => void worker.terminate()
  signal.addEventListener('abort', stop, { once: true })
  try {
    const reply = await new Promise<RecordCheckReply | null>((resolve) => {
      worker.on('message', (said: RecordCheckReply) => {
        if (said.kind === 'progress') onRows(said.rows)
        else resolve(said)
      })
      worker.once('error', () => resolve(null))
      worker.once('exit', () => resolve(null))
    })
    if (signal.aborted) return null
    if (reply?.kind === 'checked') return reply.checked
    throw reply?.kind === 'failed'
      ? relayErrorOf(reply.errno)
      : new RelayError('R4006', 'record-check-worker')
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
