import { describe, expect, it } from 'vitest'
import {
  countsByRule,
  gravest,
  hasFault,
  PREFLIGHT_RULES,
  type PreflightFinding,
  type PreflightRule,
  preflightLevel,
} from './preflight-rule.ts'

const finding = (rule: PreflightRule, count = 1): PreflightFinding => ({
  rule,
  field: null,
  count,
  places: [],
})

describe('what keeps a file back', () => {
  // PMH refuses these for certain or cannot read them; all others it may take (requirements, pre-flight).
  it.each([
    'P105',
    'P106',
    'P202',
    'P203',
    'P204',
    'P301',
    'P302',
    'P303',
    'P305',
    'P306',
    'P307',
    'P308',
    'P309',
    'P401',
  ])('is %s', (rule) => {
    expect(preflightLevel(rule as PreflightRule)).toBe('fault')
    expect(hasFault([finding(rule as PreflightRule)])).toBe(true)
  })

  it('is nothing else', () => {
    expect(PREFLIGHT_RULES.filter((rule) => preflightLevel(rule) === 'fault')).toHaveLength(14)
    const notes = PREFLIGHT_RULES.filter((rule) => preflightLevel(rule) === 'note')
    expect(hasFault(notes.map((rule) => finding(rule)))).toBe(false)
  })

  it('is one fault among many notes, wherever it stands', () => {
    const rules: readonly PreflightRule[] = ['P101', 'P202', 'P206']
    expect(gravest(rules)).toBe('fault')
    expect(gravest(rules.toReversed())).toBe('fault')
    expect(gravest(['P101', 'P206'])).toBe('note')
    expect(gravest([])).toBeNull()
    expect(hasFault([])).toBe(false)
  })
})

it('counts of one rule in several fields are one number, in the order in which they were met', () => {
  const findings = [
    finding('P306', 2),
    finding('P401'),
    { ...finding('P306', 3), field: 'myNumber' as const },
  ]
  expect(countsByRule(findings)).toBe('P306×5, P401×1')
  expect(countsByRule([])).toBe('')
})
