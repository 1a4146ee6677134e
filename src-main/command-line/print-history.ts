import { existsSync } from 'node:fs'
import path from 'node:path'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Transfer } from '../../src-shared/domain/transfer.ts'
import { argumentProblem } from '../../src-shared/text/ja/command-line.ts'
import { errorMessage as wording } from '../../src-shared/text/ja/errors.ts'
import { DATABASE_FILE, openDatabase } from '../store/database.ts'
import { TransferHistory } from '../store/transfer-history.ts'
import { type ExitCode, errorLine, type Output } from './output.ts'

/** `history --json`: every row of the journal, newest first, one JSON object a line. */
export async function printHistory(dataDir: string, output: Output): Promise<ExitCode> {
  if (!existsSync(path.join(dataDir, DATABASE_FILE))) {
    output.error(argumentProblem.historyMissing(dataDir))
    return 2
  }
  try {
    const db = openDatabase(dataDir)
    try {
      for (const transfer of new TransferHistory(db).newestFirst())
        await output.line(JSON.stringify(toRow(transfer)))
    } finally {
      db.close()
    }
  } catch (error) {
    if (!(error instanceof RelayError)) throw error
    output.error(errorLine(error))
    return 2
  }
  return 0
}

/** While an upload is under way nobody knows how it ends, which is what `unknown` says. */
function toRow(transfer: Transfer) {
  const { status, ...rest } = transfer
  const errorMessage =
    transfer.errorCode === null ? null : wording(transfer.errorCode, transfer.errorMessage ?? '')
  return { ...rest, errorMessage, outcome: status === 'sending' ? 'unknown' : status, status }
}
