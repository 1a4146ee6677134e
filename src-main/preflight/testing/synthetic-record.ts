/** Made-up records of the published schema. No my-number here belongs to anybody: each is computed from a counter. */

/** A my-number with its check digit. @param digits eleven */
export function myNumber(digits: string): string {
  // P and Q of 総務省令第85号 (2014), article 5, written as there: n counts from the right.
  let sum = 0
  for (let n = 1; n <= 11; n += 1) sum += Number(digits.at(-n)) * (n <= 6 ? n + 1 : n - 5)
  const rest = sum % 11
  return `${digits}${rest <= 1 ? 0 : 11 - rest}`
}

/** The same digits with another last one. */
export function wrongNumber(digits: string): string {
  const right = myNumber(digits)
  return `${digits}${(Number(right.at(-1)) + 1) % 10}`
}

export const DIGITS = '12345678901'

export function sampleRecord(part: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    orgSpecificCertificateTypeId: 'KODOMO01',
    myNumber: myNumber(DIGITS),
    basicFiveInfo: { name: '検証 一郎', nameKana: 'ケンショウ イチロウ', address: '検証市一丁目', sex: '1' },
    isNotDisclosed: false,
    medicalSubsidyInsurerNumber: '81000001',
    certificationName: '子ども医療費受給者証',
    medicalSubsidyRecipientNumber: '0000001',
    isAlwaysReimbursement: '0',
    validFrom: '2026-04-01',
    validTo: '2027-03-31',
    historyKey: 'H1',
    isDeleted: false,
    certificationDetail: [{ kind: '1', tags: [[], {}] }],
    ...part,
  }
}

export const asJson = (...records: unknown[]) => JSON.stringify(records)
