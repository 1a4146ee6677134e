/** Excel takes a file for UTF-8 by this mark alone. */
export const BYTE_ORDER_MARK = '\u{FEFF}'

export type Cell = string | number | null

/** One line for Excel, by RFC 4180: every field quoted, CRLF. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map((cell) => `"${harmless(String(cell ?? '')).replaceAll('"', '""')}"`).join(',')}\r\n`
}

/** 2026/11/20 13:50:26 of the office's clock, which Excel takes for a date. */
export function csvTime(iso: string): string {
  return iso.slice(0, 19).replaceAll('-', '/').replace('T', ' ')
}

/** A cell that begins so is run as a formula, quoted or not (OWASP, CSV injection). Full width counts in Japanese Excel too. */
function harmless(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
}
