/** The words of 結果 by which the history is filtered (ui.md): 成功, 失敗, 結果不明, 保留中. */
export const RESULT_FILTERS = ['success', 'failure', 'unknown', 'held'] as const

export type ResultFilter = (typeof RESULT_FILTERS)[number]

/** What of the history is asked for; null and '' ask for everything. */
export interface HistoryFilter {
  readonly folder: string | null
  readonly status: ResultFilter | null
  /** First and last local date, `yyyy-MM-dd`. */
  readonly from: string | null
  readonly to: string | null
  /** Part of a file name, serial number or code, as staff typed it. */
  readonly text: string
}

/** Full and half width, upper and lower case, and the two widths of kana are one when staff search (NFKC, UAX #15). */
export function foldForSearch(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim()
}
