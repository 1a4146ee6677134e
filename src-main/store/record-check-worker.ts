import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { errnoOf } from '../../src-shared/domain/relay-error.ts'
import { checkRecords } from './record-check.ts'
import type { RecordCheckReply, RecordCheckTask } from './record-check-thread.ts'

/** Told about as often as somebody may want to see it. */
const STEP_ROWS = 5000

/** The thread of `record-check-thread.ts`: one check, then it ends. */
function check({ file, key, anchor }: RecordCheckTask): void {
  const post = (reply: RecordCheckReply) => parentPort?.postMessage(reply)
  try {
    const db = new Database(file, { readonly: true })
    let rows = 0
    const onRow = () => {
      rows += 1
      if (rows % STEP_ROWS === 0) post({ kind: 'progress', rows })
    }
    try {
      post({ kind: 'checked', checked: checkRecords(db, Buffer.from(key), anchor, onRow) })
    } finally {
      db.close()
    }
  } catch (error) {
    // An error's class does not survive the way between threads.
    post({ kind: 'failed', errno: error instanceof TypeError ? 'SQLITE_CANTOPEN' : errnoOf(error) })
  }
}

check(workerData as RecordCheckTask)
