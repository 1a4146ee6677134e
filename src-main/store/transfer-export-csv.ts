import { resultWord, type Transfer } from '../../src-shared/domain/transfer.ts'
import { errorText } from '../../src-shared/text/ja/errors.ts'
import { exportText } from '../../src-shared/text/ja/screens-history.ts'
import { resultWordText } from '../../src-shared/text/ja/words.ts'
import { BYTE_ORDER_MARK, type Cell, csvLine, csvTime } from './csv.ts'

const CELLS: readonly (readonly [title: string, of: (row: Transfer, name: string) => Cell])[] = [
  [exportText.number, ({ id }) => id],
  [exportText.startedAt, ({ startedAt }) => plainTime(startedAt)],
  [exportText.finishedAt, ({ finishedAt }) => plainTime(finishedAt)],
  [exportText.scheme, (_, name) => name],
  [exportText.folder, ({ folder }) => folder],
  [exportText.file, ({ fileName }) => fileName],
  [exportText.size, ({ sizeBytes }) => sizeBytes],
  [exportText.result, ({ status }) => resultWordText[resultWord(status)]],
  [exportText.held, ({ hold }) => (hold === null ? '' : exportText.isHeld)],
  [exportText.serial, ({ serialNumber }) => serialNumber],
  [exportText.code, ({ errorCode }) => errorCode],
  [exportText.what, ({ errorCode }) => (errorCode === null ? '' : errorText(errorCode).what)],
  [exportText.message, ({ errorMessage }) => errorMessage],
  [exportText.attempts, ({ attempts }) => attempts],
  [exportText.place, ({ filedAs }) => filedAs],
  [exportText.decision, ({ decision }) => (decision === null ? '' : exportText.decisions[decision])],
  [exportText.decidedBy, ({ decidedBy }) => decidedBy],
  [exportText.decidedAt, ({ decidedAt }) => plainTime(decidedAt)],
  [exportText.reason, ({ decisionReason }) => decisionReason],
  [exportText.resendOf, ({ resendOf }) => resendOf],
  [exportText.duplicateOf, ({ duplicateOf }) => duplicateOf],
  [exportText.sha, ({ sha256 }) => sha256],
]

/** The first line, with the byte order mark before it. */
export function csvHead(): string {
  return BYTE_ORDER_MARK + csvLine(CELLS.map(([title]) => title))
}

/** @param names 表示名 by folder */
export function transferLine(row: Transfer, names: ReadonlyMap<string, string>): string {
  const name = names.get(row.folder) ?? row.folder
  return csvLine(CELLS.map(([, of]) => of(row, name)))
}

function plainTime(iso: string | null): string {
  return iso === null ? '' : csvTime(iso)
}
