import { describe, expect, it, test } from 'vitest'
import { checkBytes, told } from './testing/check-bytes.ts'

/** 「市,子」 as CP932 writes it, a half-width kana among it. */
const SHIFT_JIS = Buffer.from([
  0x8e, 0x73, 0x2c, 0x8e, 0x71, 0xb1, 0x0d, 0x0a, 0x83, 0x5c, 0x2c, 0x31, 0x0d, 0x0a,
])
const csv = (text: string) => Buffer.from(text)
const utf16 = (text: string, mark = true) => Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le')

describe('the encoding of a CSV file', () => {
  it.each<[string, Uint8Array, string[]]>([
    ['UTF-8', csv('市,子\r\n1,2\r\n'), []],
    ['UTF-8 with a mark, as Excel writes it', csv('\ufeff"市",子\r\n1,2\r\n'), []],
    ['UTF-8 with characters of four bytes', csv('𠮷,𩸽\r\n1,2\r\n'), []],
    ['a first character that begins like the mark', csv('ｱ,子\r\n1,2\r\n'), []],
    ['Shift_JIS', SHIFT_JIS, ['P101 -:1']],
    ['UTF-16 with a mark', utf16('市,子\r\n1,2\r\n'), ['P102 -:1']],
    ['UTF-16, the other byte first', utf16('市,子\r\n1,2\r\n').swap16(), ['P102 -:1']],
    ['UTF-16 without a mark', utf16('ab,c\r\n1,2\r\n', false), ['P102 -:1']],
    ['UTF-8 that breaks off in a character', csv('市,子\r\n1,子').subarray(0, -1), ['P104 -:2']],
    ['Shift_JIS behind UTF-8', Buffer.concat([csv('市,子\r\n'), SHIFT_JIS]), ['P104 -:2']],
    ['an overlong form', Buffer.from([0x61, 0x2c, 0xc0, 0x80, 0x0a, 0x61, 0x2c, 0xfd, 0x0a]), ['P104 -:1']],
    ['a NUL byte', csv('a,b\r\n1,\0\r\n2,3\r\n'), ['P105 -:2']],
    ['nothing but NUL bytes', Buffer.alloc(1000), ['P105 -:1']],
  ])('%s', (_, bytes, rules) => {
    for (const chunk of [1, 2, 3, 1000]) expect(told(checkBytes('csv', bytes, chunk))).toEqual(rules)
  })
})

test('the place of a broken byte is its number in the file', () => {
  const [finding] = checkBytes('csv', Buffer.concat([csv('市,子\r\n'), Buffer.from([0xff])]))
  expect(finding).toMatchObject({ rule: 'P104', places: [{ line: 2, byte: 10 }] })
})

describe('JSON', () => {
  it('with a mark is noticed, and read behind it', () => {
    expect(told(checkBytes('json', '\ufeff[]'))).toEqual(['P103 -:1', 'P304 -:1'])
  })

  it('in Shift_JIS is noticed as that alone: its backslashes are not to be trusted', () => {
    expect(told(checkBytes('json', Buffer.from([0x5b, 0x22, 0x83, 0x5c, 0x22, 0x5d])))).toEqual(['P101 -:1'])
  })
})
