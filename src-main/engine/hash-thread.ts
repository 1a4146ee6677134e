import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { ErrorCode } from '../../src-shared/domain/error-catalogue.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { CheckPlan } from './ports.ts'
import type { Inspection } from './read-once.ts'

/** What the thread is to do. */
export interface HashTask {
  readonly path: string
  /** Null: no pre-flight. */
  readonly plan: CheckPlan | null
}

/** What the thread answers. */
export type HashReply =
  | { readonly ok: true; readonly inspection: Inspection }
  | { readonly ok: false; readonly code: ErrorCode; readonly detail: string; readonly errno: string | null }

/** Above this room, since it joins it with the pre-flight; in the built program beside this file, or above a chunk of it. */
const PLACES = ['../hash-worker.ts', './hash-worker.cjs', '../hash-worker.cjs']

/**
 * Reads a file in a thread of its own, so that a large one does not hold up the window.
 * @returns null when no thread can be had here
 * @throws RelayError as `readOnce`; R1011 when the signal ends it
 */
export async function readInThread(
  path: string,
  signal: AbortSignal,
  plan: CheckPlan | null = null,
): Promise<Inspection | null> {
  const program = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find(existsSync)
  if (program === undefined) return null
  // A thread inherits the flags of its process, and not every flag of a process is one of a thread.
  const worker = new Worker(program, { workerData: { path, plan } satisfies HashTask, execArgv: [] })
  const stop = () => void worker.terminate()
  signal.addEventListener('abort', stop, { once: true })
  try {
    const reply = await replyOf(worker)
    if (signal.aborted) throw new RelayError('R1011', path)
    if (reply === null) return null
    if (reply.ok) return reply.inspection
    const cause =
      reply.errno === null ? undefined : Object.assign(new Error(reply.errno), { code: reply.errno })
    throw new RelayError(reply.code, reply.detail, { cause })
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}

/** Null when the thread ended, or could not begin, without an answer (memory, threads). */
function replyOf(worker: Worker): Promise<HashReply | null> {
  return new Promise((resolve) => {
    worker.once('message', resolve)
    worker.once('error', () => resolve(null))
    worker.once('exit', () => resolve(null))
  })
}
