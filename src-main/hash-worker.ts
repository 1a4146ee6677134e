import { parentPort, workerData } from 'node:worker_threads'
import { errnoOf, RelayError } from '../src-shared/domain/relay-error.ts'
import type { HashReply, HashTask } from './engine/hash-thread.ts'
import { readOnce } from './engine/read-once.ts'
import { startCheck } from './preflight/file-check.ts'

/** The thread of `engine/hash-thread.ts`: reads one file and tells what it found. It is stopped by being ended. */
function tell(reply: HashReply): void {
  parentPort?.postMessage(reply)
}

const { path, plan }: HashTask = workerData

readOnce(path, () => false, plan === null ? null : startCheck(plan)).then(
  (inspection) => tell({ ok: true, inspection }),
  (error: unknown) => {
    // An error's class does not survive the way between threads.
    const { code, detail } = error instanceof RelayError ? error : new RelayError('R4006', errnoOf(error))
    const { cause } = error instanceof Error ? error : {}
    tell({ ok: false, code, detail, errno: cause === undefined ? null : errnoOf(cause) })
  },
)
