import { describe, expect, it } from 'vitest'
import { decodePlainText, decodeXml } from './text-encoding.ts'

/** 制度 in Shift_JIS. */
const SEIDO_SJIS = Buffer.from([0x90, 0xa7, 0x93, 0x78])
const utf16le = (text: string) => Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(text, 'utf16le')])
const utf16be = (text: string) =>
  Buffer.concat([Buffer.of(0xfe, 0xff), Buffer.from(text, 'utf16le').swap16()])

function declared(encoding: string, body: Buffer = SEIDO_SJIS): Buffer {
  return Buffer.concat([Buffer.from(`<?xml version="1.0" encoding="${encoding}"?>`), body])
}

describe('decodeXml', () => {
  it('takes UTF-8 with and without a mark, declared or not', () => {
    expect(decodeXml(Buffer.from('<a>制度</a>'))).toBe('<a>制度</a>')
    expect(decodeXml(Buffer.from('\ufeff<a>制度</a>'))).toBe('<a>制度</a>')
    expect(decodeXml(declared('UTF-8', Buffer.from('制度')))).toContain('制度')
  })

  it.each(['Shift_JIS', 'shift-jis', 'SJIS', 'x-sjis', 'Windows-31J', 'cp932', 'MS932'])(
    'takes %s',
    (name) => {
      expect(decodeXml(declared(name))).toContain('制度')
    },
  )

  it('takes the declaration in single quotes and after other attributes', () => {
    const head = Buffer.from("<?xml version='1.0' standalone = 'yes' encoding = 'Shift_JIS' ?>")
    expect(decodeXml(Buffer.concat([head, SEIDO_SJIS]))).toContain('制度')
  })

  it('takes UTF-16 with a mark, whatever is declared', () => {
    const text = '<?xml version="1.0" encoding="utf-8"?><a>制度</a>'
    expect(decodeXml(utf16le(text))).toBe(text)
    expect(decodeXml(utf16be(text))).toBe(text)
  })

  it('believes the mark more than the declaration', () => {
    expect(decodeXml(Buffer.from('\ufeff<?xml version="1.0" encoding="Shift_JIS"?>制度'))).toContain('制度')
  })

  it.each([
    ['bytes that are not UTF-8', SEIDO_SJIS],
    ['bytes that are not the declared Shift_JIS', declared('Shift_JIS', Buffer.of(0x90))],
    ['bytes that are not UTF-8 in spite of a mark', Buffer.concat([Buffer.from('\ufeff'), SEIDO_SJIS])],
    ['half a character of UTF-16', Buffer.concat([utf16le('<a/>'), Buffer.of(0x41)])],
    ['a lone surrogate', Buffer.of(0xff, 0xfe, 0x00, 0xd8)],
    ['an unknown encoding', declared('EUC-JP')],
    ['UTF-16 that is only declared', declared('utf-16', Buffer.from('a'))],
    ['a name of the language as encoding', declared('constructor', Buffer.from('a'))],
  ])('refuses %s', (_, bytes) => {
    expect(decodeXml(bytes)).toBeNull()
  })
})

describe('decodePlainText', () => {
  it('takes what Windows programs write', () => {
    expect(decodePlainText(Buffer.from('T1|制度'))).toBe('T1|制度')
    expect(decodePlainText(Buffer.from('\ufeffT1|制度'))).toBe('T1|制度')
    expect(decodePlainText(utf16le('T1|制度'))).toBe('T1|制度')
    expect(decodePlainText(Buffer.concat([Buffer.from('T1|'), SEIDO_SJIS]))).toBe('T1|制度')
    expect(decodePlainText(Buffer.alloc(0))).toBe('')
  })

  it('refuses what fits nothing', () => {
    expect(decodePlainText(Buffer.of(0x41, 0xff, 0xff))).toBeNull()
    expect(decodePlainText(Buffer.of(0xff, 0xfe, 0x41))).toBeNull()
  })
})
