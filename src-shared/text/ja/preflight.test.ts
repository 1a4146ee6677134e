import { describe, expect, it } from 'vitest'
import { PREFLIGHT_RULES } from '../../domain/preflight-rule.ts'
import { preflightText, ruleText } from './preflight.ts'

describe('the text of a rule', () => {
  it.each(PREFLIGHT_RULES)('is what and remedy in whole sentences, and its own: %s', (rule) => {
    const { what, remedy } = ruleText[rule]
    for (const part of [what, remedy]) expect(part).toMatch(/[ぁ-ん].*。$/u)
    expect(PREFLIGHT_RULES.filter((other) => ruleText[other].what === what)).toEqual([rule])
  })
})

describe('the places of a finding', () => {
  const place = { record: 3, line: 4, column: 2, byte: 57 }
  const finding = { rule: 'P402', field: null, count: 1, places: [place] } as const

  it('are named by record, line, column and byte', () => {
    expect(preflightText.places(finding)).toBe('3件目・4行目・2列目・57バイト目')
  })

  it('leave out what there is not', () => {
    const places = [{ record: null, line: 1, column: null, byte: 1 }]
    expect(preflightText.places({ ...finding, places })).toBe('1行目・1バイト目')
  })

  it.each([
    [1, 1, 1, false],
    [9, 9, 5, true],
    [2, 1, 1, true],
  ])('of %i findings with %i places name %i', (count, known, named, more) => {
    const text = preflightText.places({ ...finding, count, places: Array(known).fill(place) })
    expect(text.split('、')).toHaveLength(named)
    expect(text.endsWith('など')).toBe(more)
  })
})
