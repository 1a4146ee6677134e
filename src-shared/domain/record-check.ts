/** What is wrong with the records when they are looked at again (操作記録, 記録の検証). */
export const RECORD_FAULTS = [
  /** A link does not follow from the one before: it was changed, or the key is another one. */
  'link_broken',
  /** Links in between are missing. */
  'links_missing',
  /** Links that were there at the last check are missing at the end. */
  'cut_off',
  'row_changed',
  'row_missing',
  /** A row that the program did not write. */
  'row_foreign',
] as const

export type RecordFault = (typeof RECORD_FAULTS)[number]

export interface RecordFinding {
  readonly fault: RecordFault
  readonly kind: 'audit' | 'transfer' | null
  /** Of the row, or of the first link concerned. */
  readonly id: number
}

export interface RecordReport {
  /** Rows that were looked at. */
  readonly rows: number
  readonly faults: number
  /** The first ones. */
  readonly findings: readonly RecordFinding[]
  /** Names exactly these faults; '' when there are none. */
  readonly fingerprint: string
  /** Staff have seen exactly these faults and said so. */
  readonly accepted: boolean
}
