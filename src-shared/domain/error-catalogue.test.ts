import { describe, expect, it } from 'vitest'
import { ERROR_CODES, errorRule, isAuthenticationError, isErrorCode } from './error-catalogue.ts'

describe('the catalogue', () => {
  it('holds codes of one form, each once', () => {
    for (const code of ERROR_CODES) expect(code).toMatch(/^R[1-8]\d{3}$/)
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length)
  })

  it('lets every R1 be tried again: nothing was processed', () => {
    const codes = ERROR_CODES.filter((code) => code.startsWith('R1'))
    expect(codes.length).toBeGreaterThan(10)
    for (const code of codes) expect([code, errorRule(code).retry]).toEqual([code, 'safe'])
  })

  it('lets no R2 be tried again by itself: PMH may have the file', () => {
    const codes = ERROR_CODES.filter((code) => code.startsWith('R2'))
    expect(codes.length).toBeGreaterThan(5)
    // What nobody understands ends its cycle.
    const scopeOf = (code: string) => (code === 'R2011' ? 'engine' : 'file')
    for (const code of codes)
      expect([code, errorRule(code)]).toEqual([code, { scope: scopeOf(code), retry: 'in_doubt' }])
  })

  it('knows a doubt nowhere but among R2', () => {
    const doubts = ERROR_CODES.filter((code) => errorRule(code).retry === 'in_doubt')
    expect(doubts.every((code) => code.startsWith('R2'))).toBe(true)
  })

  it.each([
    'R1001',
    'R1002',
    'R1003',
    'R1004',
    'R1005',
    'R1006',
    'R1012',
    'R1013',
    'R1014',
    'R1015',
    'R3006',
    'R3013',
    'R4001',
  ] as const)('ends the whole cycle at %s', (code) => expect(errorRule(code).scope).toBe('engine'))

  it.each(['R3003', 'R3004', 'R3007', 'R3008', 'R3009'] as const)('keeps %s to its folder', (code) =>
    expect(errorRule(code).scope).toBe('folder'),
  )

  it.each(['R1007', 'R1008', 'R1009', 'R1010', 'R1011', 'R3001', 'R3002', 'R3005'] as const)(
    'keeps %s to its file',
    (code) => expect(errorRule(code).scope).toBe('file'),
  )

  it('never sends again because a move failed', () => expect(errorRule('R3005').retry).toBe('never'))
})

describe('isErrorCode', () => {
  it('knows every own code', () => expect(ERROR_CODES.every(isErrorCode)).toBe(true))

  it.each(['E4010003', 'HTTP503', 'R9999', 'r1001', 'R1001 ', '', '__proto__', 'constructor', 'toString'])(
    'does not take %j for one',
    (code) => expect(isErrorCode(code)).toBe(false),
  )
})

describe('isAuthenticationError', () => {
  it.each([
    [401, 'HTTP401'],
    [401, 'E5000001'],
    [400, 'E4010003'],
    [500, 'E4019999'],
  ])('is status 401 or a code E401…: %i %s', (status, code) =>
    expect(isAuthenticationError(status, code)).toBe(true),
  )

  it.each([
    [403, 'E4030001'],
    [400, 'E4000401'],
    [400, 'HTTP401'],
    [500, 'XE401'],
  ])('is nothing else: %i %s', (status, code) => expect(isAuthenticationError(status, code)).toBe(false))
})
