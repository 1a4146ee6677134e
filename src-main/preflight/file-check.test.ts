import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  PLACES_KEPT,
  PREFLIGHT_FIELDS,
  PREFLIGHT_RULES,
  type PreflightFinding,
} from '../../src-shared/domain/preflight-rule.ts'
import { startCheck } from './file-check.ts'
import { checkBytes, type Kind } from './testing/check-bytes.ts'
import { myNumber, sampleRecord } from './testing/synthetic-record.ts'

const kind = fc.constantFrom<Kind>('csv', 'json')
const chunk = fc.integer({ min: 1, max: 64 })
/** Bytes of which the checks make something, more often than chance would. */
const telling = fc
  .array(fc.oneof(fc.constantFrom(...Buffer.from('[]{}":,\\u0"\r\n\0 truefalsn12.e-')), fc.nat(255)), {
    maxLength: 400,
  })
  .map((bytes) => Uint8Array.from(bytes))

function requireBounded(findings: readonly PreflightFinding[], size: number): void {
  expect(findings.length).toBeLessThanOrEqual(PREFLIGHT_RULES.length * (PREFLIGHT_FIELDS.length + 1))
  for (const { count, places, rule } of findings) {
    expect(rule).not.toBe('P901')
    expect(places.length).toBeLessThanOrEqual(PLACES_KEPT)
    expect(count).toBeGreaterThanOrEqual(places.length)
    for (const { byte, line } of places) {
      expect(byte).toBeGreaterThanOrEqual(1)
      expect(byte).toBeLessThanOrEqual(size + 1)
      expect(line).toBeLessThanOrEqual(size + 1)
    }
  }
}

test('any bytes: nothing is thrown, the findings are bounded, and chunks make no difference', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), telling), kind, chunk, (bytes, as, size) => {
      const findings = checkBytes(as, bytes, size)
      requireBounded(findings, bytes.length)
      expect(findings).toEqual(checkBytes(as, bytes, 1000))
    }),
    { numRuns: 2000 },
  )
})

test('any JSON value is read as JSON.parse reads it', () => {
  const isSyntax = (text: string) =>
    checkBytes('json', text).some(({ rule }) => rule === 'P301' || rule === 'P106' || rule === 'P302')
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(isSyntax(text)).toBe(false)
    }),
  )
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.constantFrom(...'[]{}",:0\\e-'), (text, at, letter) => {
      const place = at % (text.length + 1)
      const broken = `${text.slice(0, place)}${letter}${text.slice(place)}`
      expect(isSyntax(broken)).toBe(!parses(broken))
    }),
    { numRuns: 1000 },
  )
})

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const record = fc
  .record({
    myNumber: fc.bigInt({ min: 0n, max: 99_999_999_999n }).map((n) => myNumber(String(n).padStart(11, '0'))),
    orgSpecificCertificateTypeId: fc.stringMatching(/^[A-Za-z0-9]{1,50}$/),
    isNotDisclosed: fc.boolean(),
    certificationName: fc.string({ unit: 'binary', maxLength: 100 }),
    isAlwaysReimbursement: fc.constantFrom('0', '1'),
    validFrom: fc
      .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    basicFiveInfo: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })),
    certificationDetail: fc.array(fc.jsonValue({ maxDepth: 3 })),
  })
  .map(sampleRecord)

test('any array of valid records: no finding', () => {
  fc.assert(
    fc.property(
      fc.array(record, { minLength: 1, maxLength: 5 }),
      fc.nat(4),
      chunk,
      (records, indent, size) => {
        expect(checkBytes('json', JSON.stringify(records, null, indent), size)).toEqual([])
      },
    ),
  )
})

test('any table of quoted fields: no finding but for columns that look like my-numbers', () => {
  const field = fc
    .string({ unit: 'grapheme' })
    .map((text) => `"${text.replace(/[\0\ud800-\udfff]/g, '').replaceAll('"', '""')}"`)
  const rows = fc
    .integer({ min: 1, max: 5 })
    .chain((width) =>
      fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 5 }),
    )
  fc.assert(
    fc.property(rows, fc.constantFrom('\r\n', '\n'), (table, end) => {
      const text = table.map((row) => row.join(',') + end).join('')
      expect(checkBytes('csv', text).filter(({ rule }) => rule !== 'P402')).toEqual([])
    }),
  )
})

test('a check that fails by itself says so, and keeps no file back', () => {
  const check = startCheck({ kind: 'csv', isDifferential: false })
  check.push(null as unknown as Uint8Array)
  expect(check.finish()).toMatchObject([{ rule: 'P106' }, { rule: 'P901' }])
})
