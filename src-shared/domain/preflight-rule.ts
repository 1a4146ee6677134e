/**
 * Pre-flight (送信前の点検): what a file can be found to be before it leaves, as data. The sentences are in
 * `text/ja/preflight.ts`. A finding says which rule and where, never what stands there.
 */

/** off: no look at all. warn: told, and sent. block: a fault keeps the file back until staff decide. */
export const PREFLIGHT_MODES = ['off', 'warn', 'block'] as const
export type PreflightMode = (typeof PREFLIGHT_MODES)[number]

/** fault (誤り): PMH can hardly take it. note (注意): the official expectation is not published, or nobody can be sure. */
export type PreflightLevel = 'fault' | 'note'

const RULES = {
  // P1: the bytes.
  P101: 'note', // Shift_JIS
  P102: 'note', // UTF-16
  P103: 'note', // JSON with a byte order mark (RFC 8259, section 8.1)
  P104: 'note', // neither UTF-8 nor Shift_JIS from here on
  P105: 'fault', // NUL bytes: no text
  P106: 'fault', // nothing in it
  // P2: CSV (RFC 4180).
  P201: 'note', // one record alone, and without a digit: probably a header
  P202: 'fault', // another number of fields than the first record
  P203: 'fault', // a quote that is never closed
  P204: 'fault', // a quote inside a field that does not begin with one, or text behind the closing one
  P205: 'note', // a line that ends with CR alone
  P206: 'note', // an empty line between records
  // P3: JSON, the published record schema (pmh-api.md).
  P301: 'fault', // no JSON (RFC 8259)
  P302: 'fault', // nested deeper than any record
  P303: 'fault', // no array at the top
  P304: 'note', // an array without a record
  P305: 'fault', // a record that is no object
  P306: 'fault', // a required field is missing or null
  P307: 'fault', // a field of another type
  P308: 'fault', // longer than the field may be
  P309: 'fault', // another form than the field has
  P310: 'note', // a field twice in one record
  // P4: the check digit of a my-number (個人番号).
  P401: 'fault', // in a field that holds a my-number
  P402: 'note', // in a CSV column of twelve digits each, which is probably one
  // P9: the look itself.
  P901: 'note', // it could not be brought to its end
} as const satisfies Record<string, PreflightLevel>

export type PreflightRule = keyof typeof RULES

export const PREFLIGHT_RULES = Object.keys(RULES) as readonly PreflightRule[]

/** The fields of the published record that have a rule: a finding may name these, and no word of the file. */
export const PREFLIGHT_FIELDS = [
  'orgSpecificCertificateTypeId',
  'myNumber',
  'basicFiveInfo',
  'isNotDisclosed',
  'medicalSubsidyInsurerNumber',
  'certificationName',
  'medicalSubsidyRecipientNumber',
  'isAlwaysReimbursement',
  'validFrom',
  'validTo',
  'historyKey',
  'isDeleted',
  'certificationDetail',
] as const
export type PreflightField = (typeof PREFLIGHT_FIELDS)[number]

/** Where something was found; all counts begin with 1. */
export interface PreflightPlace {
  /** A CSV header counts as the first. Null: no record is concerned. */
  readonly record: number | null
  readonly line: number
  /** Of a CSV file. */
  readonly column: number | null
  readonly byte: number
}

/** All that one rule found of one field. */
export interface PreflightFinding {
  readonly rule: PreflightRule
  readonly field: PreflightField | null
  readonly count: number
  /** The first {@link PLACES_KEPT}. */
  readonly places: readonly PreflightPlace[]
}

/** Enough to mend a file by; a file may have a million of one kind. */
export const PLACES_KEPT = 10

export function preflightLevel(rule: PreflightRule): PreflightLevel {
  return RULES[rule]
}

/** The gravest level of these; null for none. */
export function gravest(rules: readonly PreflightRule[]): PreflightLevel | null {
  if (rules.length === 0) return null
  return rules.some((rule) => RULES[rule] === 'fault') ? 'fault' : 'note'
}

/** Whether `block` keeps a file with these findings back. */
export function hasFault(findings: readonly PreflightFinding[]): boolean {
  return gravest(findings.map(({ rule }) => rule)) === 'fault'
}

/** The short fact beside a code in log and events: `P306×2, P401×1`. */
export function countsByRule(findings: readonly PreflightFinding[]): string {
  const counts = new Map<PreflightRule, number>()
  for (const { rule, count } of findings) counts.set(rule, (counts.get(rule) ?? 0) + count)
  return [...counts].map(([rule, count]) => `${rule}×${count}`).join(', ')
}
