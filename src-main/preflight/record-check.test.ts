import { describe, expect, it, test } from 'vitest'
import { checkBytes, told } from './testing/check-bytes.ts'
import { asJson, DIGITS, sampleRecord, wrongNumber } from './testing/synthetic-record.ts'

const check = (text: string, isDifferential = true) => told(checkBytes('json', text, 7, isDifferential))

/** A record without one of its fields. */
function without(field: string): Record<string, unknown> {
  const { [field]: _, ...rest } = sampleRecord()
  return rest
}

describe('a file of records', () => {
  it.each<[string, string]>([
    ['one', asJson(sampleRecord())],
    ['several, indented', JSON.stringify([sampleRecord(), sampleRecord()], null, 2)],
    ['optional fields that are null', asJson(sampleRecord({ medicalSubsidyInsurerNumber: null }))],
    ['fields that the published page does not have', asJson(sampleRecord({ other: [1, { myNumber: 1 }] }))],
    ['the longest texts', asJson(sampleRecord({ certificationName: '𠮷'.repeat(100) }))],
    ['texts written with escapes', `[${JSON.stringify(sampleRecord()).replace('KODOMO', '\\u004bODOMO')}]`],
    [
      'pairs written with escapes',
      `[${JSON.stringify(sampleRecord()).replace('子ども医療費受給者証', '\\ud842\\udfb7'.repeat(100))}]`,
    ],
    ['a leap day', asJson(sampleRecord({ validFrom: '2028-02-29' }))],
  ])('is well: %s', (_, text) => expect(check(text)).toEqual([]))

  it('needs historyKey and isDeleted in 差分連携 alone', () => {
    const text = asJson(without('historyKey'), without('isDeleted'))
    expect(check(text, false)).toEqual([])
    expect(check(text)).toEqual(['P306 historyKey 1:1', 'P306 isDeleted 2:1'])
  })

  it.each([
    'orgSpecificCertificateTypeId',
    'myNumber',
    'basicFiveInfo',
    'isNotDisclosed',
    'certificationName',
    'isAlwaysReimbursement',
    'validFrom',
    'validTo',
    'certificationDetail',
  ])('needs %s, which null does not fill', (field) => {
    expect(check(asJson(sampleRecord(), without(field)))).toEqual([`P306 ${field} 2:1`])
    expect(check(asJson(sampleRecord({ [field]: null })))).toEqual([`P306 ${field} 1:1`])
  })

  it.each<[string, unknown, string]>([
    ['myNumber', 123456789012, 'P307'],
    ['myNumber', '12345678901', 'P309'],
    ['myNumber', '１２３４５６７８９０１２', 'P309'],
    ['myNumber', wrongNumber(DIGITS), 'P401'],
    ['orgSpecificCertificateTypeId', 'A'.repeat(51), 'P308'],
    ['orgSpecificCertificateTypeId', 'A-1', 'P309'],
    ['orgSpecificCertificateTypeId', '', 'P309'],
    ['basicFiveInfo', '検証', 'P307'],
    ['basicFiveInfo', [], 'P307'],
    ['isNotDisclosed', 'false', 'P307'],
    ['medicalSubsidyInsurerNumber', '8100000', 'P309'],
    ['certificationName', '証'.repeat(101), 'P308'],
    ['certificationName', '証'.repeat(100_000), 'P308'],
    ['medicalSubsidyRecipientNumber', '1'.repeat(31), 'P308'],
    ['medicalSubsidyRecipientNumber', 1, 'P307'],
    ['isAlwaysReimbursement', '2', 'P309'],
    ['isAlwaysReimbursement', true, 'P307'],
    ['validFrom', '2026/04/01', 'P309'],
    ['validFrom', '2026-02-29', 'P309'],
    ['validTo', '2026-13-01', 'P309'],
    ['validTo', '2026-04-31', 'P309'],
    ['validTo', '', 'P309'],
    ['certificationDetail', {}, 'P307'],
  ])('%s cannot be %j', (field, value, rule) => {
    expect(check(asJson(sampleRecord(), sampleRecord({ [field]: value })))).toEqual([`${rule} ${field} 2:1`])
  })

  it.each<[string, string, string[]]>([
    ['nothing', '', ['P106 -:1']],
    ['blanks', ' \r\n', ['P106 -:1']],
    ['an empty array', '[]', ['P304 -:1']],
    ['one record without its array', JSON.stringify(sampleRecord()), ['P303 -:1']],
    ['a text', '"[]"', ['P303 -:1']],
    ['records that are none', '[1,"x",[],null,true]', ['P305 ×5 1:1']],
    ['a field twice', asJson(sampleRecord()).replace('{', '{"validTo":"2026-04-01",'), ['P310 validTo 1:1']],
    ['a comma too many', '[1,]', ['P301 1:1', 'P305 1:1']],
    ['no end', '[\n', ['P301 -:2']],
    ['two values', '[] []', ['P301 -:1', 'P304 -:1']],
    ['a bracket of the other kind', '[}', ['P301 -:1']],
    ['a name without quotes', '[{a:1}]', ['P301 1:1']],
    ['a bad escape', '["\\x"]', ['P301 -:1']],
    ['a bad code', '["\\u12g4"]', ['P301 -:1']],
    ['a line end in a text', '["a\nb"]', ['P301 -:1']],
    ['a bad number', '[01]', ['P301 1:1', 'P305 1:1']],
    ['a number without an end', '[1.]', ['P301 -:1']],
    ['a bad word', '[nul]', ['P301 -:1']],
    ['lines of records', '{}\n{}\n', ['P301 -:2', 'P303 -:1']],
  ])('is told: %s', (_, text, rules) => {
    for (const chunk of [1, 3, 1000]) expect(told(checkBytes('json', text, chunk))).toEqual(rules)
  })

  it.each(['0', '-0', '-1.5e+10', '1E5', '0.1', '12e-3'])('knows the number %s', (number) => {
    expect(check(`[${number}]`)).toEqual(['P305 1:1'])
  })
})

describe('a hostile file', () => {
  it('of a million levels ends at the sixty-fifth', () => {
    const [finding] = checkBytes('json', '['.repeat(1_000_000), 65_536)
    expect(finding).toMatchObject({ rule: 'P302', places: [{ byte: 65 }] })
  })

  it('of one string of 50 MB is read in the memory of its first bytes', () => {
    const check = ['["', 'x'.repeat(50_000_000), '"]'].join('')
    expect(told(checkBytes('json', check, 262_144))).toEqual(['P305 1:1'])
  })
})

test('no finding holds a word of the file', () => {
  const text = asJson({ ...sampleRecord({ myNumber: wrongNumber(DIGITS) }), 山田: '太郎', validTo: 'SECRET' })
  expect(JSON.stringify(checkBytes('json', text))).not.toMatch(/山田|太郎|SECRET|1234/)
})
