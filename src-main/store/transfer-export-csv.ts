import { resultWord, type Transfer } from '../../src-shared/domain/transfer.ts'
import { errorText } from '../../src-shared/text/ja/errors.ts'
import { exportText } from '../../src-shared/text/ja/screens-history.ts'
import { resultWordText } from '../../src-shared/text/ja/words.ts'

/** Excel takes a file for UTF-8 by this mark alone. */
const BYTE_ORDER_MARK = '\u{FEFF}'

type Cell = string | number | null

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
  return BYTE_ORDER_MARK + line(CELLS.map(([title]) => title))
}

/** @param names 表示名 by folder */
export function csvLine(row: Transfer, names: ReadonlyMap<string, string>): string {
  const name = names.get(row.folder) ?? row.folder
  return line(CELLS.map(([, of]) => of(row, name)))
}

/** RFC 4180: every field quoted, CRLF. */
function line(cells: readonly Cell[]): string {
  return `${cells.map((cell) => `"${harmless(String(cell ?? '')).replaceAll('"', '""')}"`).join(',')}\r\n`
}

/** A cell that begins so is run as a formula, quoted or not (OWASP, CSV injection). Full width counts in Japanese Excel too. */
function harmless(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
}

/** 2026/11/20 13:50:26 of the office's clock, which Excel takes for a date. */
function plainTime(iso: string | null): string {
  return iso === null ? '' : iso.slice(0, 19).replaceAll('-', '/').replace('T', ' ')
}
