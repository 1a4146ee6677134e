import { describe, expect, it } from 'vitest'
import { decodeEntities, encodeAttribute, isXmlText } from './xml-text.ts'

describe('decodeEntities', () => {
  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['&amp;&lt;&gt;&quot;&apos;', '&<>"\''],
    ['&amp;lt;', '&lt;'],
    ['&#65;&#x41;&#x1F600;&#x9;', 'AA😀\t'],
    ['a;b', 'a;b'],
  ])('%s -> %s', (text, decoded) => {
    expect(decodeEntities(text)).toBe(decoded)
  })

  it.each([
    'a & b',
    '&',
    '&amp',
    '&;',
    '&#;',
    '&#x;',
    '&nbsp;',
    '&xxe;',
    '&AMP;',
    '&constructor;',
    '&#0;',
    '&#x1b;',
    '&#xD800;',
    '&#xFFFE;',
    '&#x110000;',
    '&#99999999;',
    `&${'a'.repeat(1000)};`,
  ])('refuses %.30s', (text) => {
    expect(decodeEntities(text)).toBeNull()
  })

  it('is done with a mebibyte of ampersands', () => {
    expect(decodeEntities('&'.repeat(1_000_000))).toBeNull()
    expect(decodeEntities('&amp;'.repeat(200_000))).toBe('&'.repeat(200_000))
  })
})

describe('encodeAttribute', () => {
  it.each(['', 'plain', '<a b="c">&amp;\'', 'tab\tline\r\nend', '医療費助成😀', ' blanks ', '&#65;', ']]>'])(
    'writes %j so that it is read again',
    (text) => {
      const written = encodeAttribute(text)
      expect(written).not.toMatch(/[<>"\t\n\r]/)
      expect(decodeEntities(written)).toBe(text)
    },
  )

  it.each(['\u0000', '\u001b', '\ud800', '\uffff'])('throws for what XML cannot hold: %j', (text) => {
    expect(isXmlText(text)).toBe(false)
    expect(() => encodeAttribute(text)).toThrow(RangeError)
  })
})
