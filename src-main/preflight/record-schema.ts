import type { PreflightField } from '../../src-shared/domain/preflight-rule.ts'

export type JsonType = 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array'

export interface FieldRule {
  readonly required: 'always' | 'differential' | 'never'
  /** Null: the published page names none. */
  readonly type: JsonType | null
  /** In characters. */
  readonly maxLength: number | null
  /** What the text must be besides; null: anything. */
  readonly hasForm: ((text: string) => boolean) | null
}

const matches = (pattern: RegExp) => (text: string) => pattern.test(text)

/** The record of 医療費助成対象者情報登録API(自治体) 0.1.1 as far as its rules are published (pmh-api.md, "JSON record"). */
export const RECORD_SCHEMA: Readonly<Record<PreflightField, FieldRule>> = {
  orgSpecificCertificateTypeId: text('always', 50, matches(/^[A-Za-z0-9]+$/)),
  myNumber: text('always', null, matches(/^\d{12}$/)),
  basicFiveInfo: of('always', 'object'),
  isNotDisclosed: of('always', 'boolean'),
  medicalSubsidyInsurerNumber: text('never', null, matches(/^\d{8}$/)),
  certificationName: text('always', 100, null),
  medicalSubsidyRecipientNumber: text('never', 30, null),
  isAlwaysReimbursement: text('always', null, matches(/^[01]$/)),
  validFrom: text('always', null, isDate),
  validTo: text('always', null, isDate),
  // Their types are not published.
  historyKey: of('differential', null),
  isDeleted: of('differential', null),
  certificationDetail: of('always', 'array'),
}

function text(
  required: FieldRule['required'],
  maxLength: number | null,
  hasForm: FieldRule['hasForm'],
): FieldRule {
  return { required, type: 'string', maxLength, hasForm }
}

function of(required: FieldRule['required'], type: JsonType | null): FieldRule {
  return { required, type, maxLength: null, hasForm: null }
}

/** `date` of OpenAPI: yyyy-MM-dd (RFC 3339, full-date), a day that the calendar has. */
function isDate(value: string): boolean {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return false
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
}
