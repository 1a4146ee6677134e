import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PreflightFinding } from '../../src-shared/domain/preflight-rule.ts'
import { checkBytes } from './testing/check-bytes.ts'

/** The runtime's own decoders, which read a whole file at once. */
function decodes(encoding: 'utf-8' | 'shift_jis', bytes: Uint8Array): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

const ruleOf = (findings: readonly PreflightFinding[]) =>
  findings.map(({ rule }) => rule).find((rule) => rule.startsWith('P10') && rule !== 'P106') ?? null

/** Bytes near the borders of both encodings, more often than chance would; no NUL, which is a finding of its own. */
const border = fc.constantFrom(
  0x20,
  0x3f,
  0x40,
  0x7e,
  0x7f,
  0x80,
  0x8f,
  0x90,
  0x9f,
  0xa0,
  0xa1,
  0xbf,
  0xc0,
  0xc1,
  0xc2,
  0xdf,
  0xe0,
  0xe1,
  0xec,
  0xed,
  0xee,
  0xef,
  0xf0,
  0xf1,
  0xf3,
  0xf4,
  0xf5,
  0xfc,
  0xfd,
  0xff,
)
const bytes = fc
  .array(fc.oneof(border, fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 8 })
  // Two marks of UTF-16 at the beginning are judged before anything else.
  .map((list) => Uint8Array.from([0x61, 0x2c, ...list]))

describe('the encoding of any bytes', () => {
  it('is UTF-8 where the runtime reads it as UTF-8, and nowhere else', () => {
    fc.assert(
      fc.property(bytes, (content) => {
        expect(ruleOf(checkBytes('csv', content)) === null).toBe(decodes('utf-8', content))
      }),
      { numRuns: 5000 },
    )
  })

  it('is Shift_JIS at least where the runtime reads characters of JIS X 0208 in it', () => {
    const kanji = fc
      .tuple(fc.integer({ min: 0x81, max: 0x97 }), fc.integer({ min: 0x40, max: 0xfc }))
      .filter(([lead, trail]) => trail !== 0x7f && decodes('shift_jis', Uint8Array.from([lead, trail])))
    const kana = fc.integer({ min: 0xa1, max: 0xdf }).map((byte) => [byte])
    const ascii = fc.integer({ min: 0x20, max: 0x7e }).map((byte) => [byte])
    fc.assert(
      fc.property(fc.array(fc.oneof(kanji, kana, ascii), { minLength: 1, maxLength: 8 }), (characters) => {
        const content = Uint8Array.from(characters.flat())
        const expected = decodes('utf-8', content) ? null : 'P101'
        expect(ruleOf(checkBytes('csv', content))).toBe(expected)
      }),
      { numRuns: 2000 },
    )
  })

  it('breaks at the first byte that the better of the two cannot take', () => {
    // UTF-8 up to a lone second byte: Shift_JIS gave up at the third byte of 市.
    const content = Buffer.concat([Buffer.from('市,子\r\n1,'), Buffer.from([0x80])])
    expect(checkBytes('csv', content)[0]).toMatchObject({
      rule: 'P104',
      places: [{ line: 2, byte: content.length }],
    })
  })
})

describe('UTF-16 without a mark', () => {
  const wide = (text: string) => Buffer.from(text, 'utf16le')

  it.each<[string, Uint8Array, string | null]>([
    ['is known by ASCII in every other byte', wide('a,1\r\n'), 'P102'],
    ['also the other way round', wide('a,1\r\n').swap16(), 'P102'],
    ['with a quarter of ASCII', Buffer.concat([wide('市子'), wide('a,')]), 'P102'],
    ['is not with less of it', Buffer.concat([wide('市子道府県'), wide('a')]), 'P105'],
    ['is not with an odd number of bytes', Buffer.concat([wide('a,1'), Buffer.from('x')]), 'P105'],
    ['is not with NUL in both places', Buffer.from([0x61, 0, 0x61, 0, 0, 0x61, 0x61, 0]), 'P105'],
    ['nor is a file without any', Buffer.from('ab,1'), null],
  ])('%s', (_, content, rule) => expect(ruleOf(checkBytes('csv', content))).toBe(rule))
})

it.each<[string, number[], string | null]>([
  ['the mark alone, one way', [0xff, 0xfe], 'P102'],
  ['the mark alone, the other way', [0xfe, 0xff], 'P102'],
  ['half a mark', [0xff], 'P104'],
  // Which is a character of two bytes in Shift_JIS.
  ['a mark of UTF-8 cut after two bytes', [0xef, 0xbb], 'P101'],
  ['a mark in the midst', [0x61, 0xff, 0xfe], 'P104'],
])('a file of nothing but %s', (_, content, rule) => {
  for (const chunk of [1, 2, 10])
    expect(ruleOf(checkBytes('csv', Uint8Array.from(content), chunk))).toBe(rule)
})
