import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../../domain/error-catalogue.ts'
import { errorText } from './errors.ts'

/** Names that staff meet in other places under just this spelling. */
const NAMES = /PMH_Relay\.exe\.config|APCAR2-Root|PMH|URL|TLS|NTLM|Basic|PROCEED|ERROR|--help|\.cer|\.pem/g

const PMH_CODES = [
  'E4010003',
  'E4010001',
  'E4030001',
  'E4040001',
  'E4130001',
  'E4000001',
  'E4220001',
  'E5000001',
]
const HTTP_CODES = ['HTTP400', 'HTTP401', 'HTTP403', 'HTTP404', 'HTTP413', 'HTTP415', 'HTTP500', 'HTTP503']
const UNKNOWN_CODES = [
  'X1',
  'E9990000',
  'HTTP',
  '',
  '?',
  'INVALID',
  '__proto__',
  'constructor',
  'R9999',
  'E',
  '処理エラー',
]

describe('the text of a code', () => {
  it.each([...ERROR_CODES, ...PMH_CODES, ...HTTP_CODES, ...UNKNOWN_CODES])(
    'is what, why and remedy in whole Japanese sentences: %s',
    (code) => {
      const { what, why, remedy } = errorText(code)
      for (const part of [what, why, remedy]) {
        expect(part).toMatch(/^[^。].*。$/u)
        expect(part).toMatch(/[ぁ-ん]/)
        expect(part.replace(NAMES, '')).not.toMatch(/[A-Za-z]/)
        expect(part).not.toMatch(/undefined|null|NaN|\s$|^\s/)
      }
    },
  )

  it('says for each own code something of its own', () => {
    const sentences = ERROR_CODES.map((code) => errorText(code).what)
    expect(new Set(sentences).size).toBe(sentences.length)
  })

  it('says for each code of the way to PMH what to do about it, and not about another one', () => {
    const remedies = ERROR_CODES.filter((code) => code.startsWith('R1')).map((code) => errorText(code).remedy)
    // Both may pass by themselves, and there is nothing to do.
    const own = remedies.filter((remedy) => !remedy.startsWith('操作は不要です。'))
    expect(new Set(own).size).toBe(own.length)
  })

  it('asks for a decision at every doubt, and promises no resend', () => {
    for (const code of ERROR_CODES.filter((known) => known.startsWith('R2'))) {
      const { remedy } = errorText(code)
      expect([code, remedy]).toEqual([
        code,
        expect.stringContaining('送信済みとするか再送するかを決めてください'),
      ])
      expect(remedy).not.toContain('自動で')
    }
  })

  it.each(ERROR_CODES)('promises to send by itself only while monitoring goes on: %s', (code) => {
    for (const sentence of errorText(code).remedy.split('。'))
      if (/自動で(?:送信|再開)/.test(sentence)) expect(sentence).toMatch(/^監視中は、/)
  })

  it('never says 登録済', () => {
    for (const code of ERROR_CODES) expect(Object.values(errorText(code)).join('')).not.toContain('登録済')
  })

  it('knows PMH’s code for a wrong token by name', () => {
    expect(errorText('E4010003').what).toContain('認証トークン')
    expect(errorText('E4010003')).not.toEqual(errorText('E4010001'))
  })
})

describe('a code of PMH that is not known', () => {
  it.each([
    ['E4019999', 'HTTP401', '認証に失敗し'],
    ['E4030001', 'HTTP403', '許可されず'],
    ['E4040001', 'HTTP404', 'URLが見つからず'],
    ['E4130001', 'HTTP413', '大きすぎて'],
    ['E4000012', 'HTTP422', '内容が受け付けられず'],
    ['E5000001', 'HTTP502', 'PMHの側で'],
  ])('is explained from its first three digits: %s like %s', (code, status, words) => {
    expect(errorText(code)).toEqual(errorText(status))
    expect(errorText(code).what).toContain(words)
  })

  it.each(UNKNOWN_CODES)('is explained as an unknown one: %j', (code) => {
    expect(errorText(code).why).toContain('知らないエラーコード')
  })
})
