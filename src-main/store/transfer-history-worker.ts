import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { errnoOf } from '../../src-shared/domain/relay-error.ts'
import { TransferHistorySearch } from './transfer-history-search.ts'
import type { HistoryQuestion, HistoryReply } from './transfer-history-thread.ts'

/** The thread of `transfer-history-thread.ts`: answers one question after the other over a connection that only reads. */
function listen(file: string): void {
  let search: TransferHistorySearch | null = null
  const answer = ({ id, ask, input }: HistoryQuestion): HistoryReply => {
    try {
      search ??= new TransferHistorySearch(new Database(file, { readonly: true }))
      const method: (...input: never[]) => unknown = search[ask]
      return { id, ok: true, value: method.apply(search, input as never[]) }
    } catch (error) {
      // An error's class does not survive the way between threads.
      // A folder that cannot be looked at is told as a plain TypeError, without a code.
      return { id, ok: false, errno: error instanceof TypeError ? 'SQLITE_CANTOPEN' : errnoOf(error) }
    }
  }
  parentPort?.on('message', (question: HistoryQuestion) => parentPort?.postMessage(answer(question)))
}

listen(String(workerData))
