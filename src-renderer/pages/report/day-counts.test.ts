import { describe, expect, it } from 'vitest'
import { eraDate } from '../../../src-shared/text/ja/screens-report.ts'
import { sampleRow } from '../../testing/samples.ts'
import { needsAnswer, schemeCounts, totalOf } from './day-counts.ts'
import { neighbourDay, reportDay } from './report-day.ts'

const count = (
  folder: string,
  status: Parameters<typeof schemeCounts>[0]['counts'][number]['status'],
  n: number,
) => ({
  folder,
  displayName: `${folder}の制度`,
  status,
  n,
})

describe('the counts of a day', () => {
  it('have a line for each scheme, with rejected and failed as one, and what is under way only as sent', () => {
    const counts = [
      count('b', 'accepted', 3),
      count('a', 'rejected', 1),
      count('a', 'failed', 2),
      count('a', 'unknown', 1),
      count('b', 'sending', 1),
    ]
    const lines = schemeCounts({ schemes: [], counts })
    expect(lines).toEqual([
      { name: 'bの制度', sent: 4, success: 3, failure: 0, unknown: 0 },
      { name: 'aの制度', sent: 4, success: 0, failure: 3, unknown: 1 },
    ])
    expect(totalOf('合計', lines)).toEqual({ name: '合計', sent: 8, success: 3, failure: 3, unknown: 1 })
  })

  it('name every registered scheme, also one without a file, and one that is registered no more last', () => {
    const schemes = ['a', 'b'].map((folder) => ({ folder, displayName: `${folder}の制度` }))
    const lines = schemeCounts({ schemes, counts: [count('gone', 'accepted', 1), count('b', 'accepted', 1)] })
    expect(lines.map(({ name, sent }) => [name, sent])).toEqual([
      ['aの制度', 0],
      ['bの制度', 1],
      ['goneの制度', 1],
    ])
  })
})

it.each([
  [{ status: 'accepted' }, false],
  [{ status: 'sending' }, false],
  [{ status: 'rejected' }, true],
  [{ status: 'failed' }, true],
  [{ status: 'unknown' }, true],
  [{ status: 'accepted', hold: 'changed' }, true],
] as const)('what needs an answer: %j → %j', (row, expected) => {
  expect(needsAnswer(sampleRow(row))).toBe(expected)
})

describe('the day of a report', () => {
  it.each([
    ['2026-11-20', '2026-11-20'],
    ['', '2026-12-01'],
    ['20.11.2026', '2026-12-01'],
    ['2026-99-99', '2026-12-01'],
  ])('is that of the address, or today: %j', (date, expected) => {
    expect(reportDay({ date }, '2026-12-01')).toBe(expected)
  })

  it('has neighbours over the ends of months', () => {
    expect([neighbourDay('2026-03-01', -1), neighbourDay('2026-12-31', 1)]).toEqual([
      '2026-02-28',
      '2027-01-01',
    ])
  })

  it.each([
    ['2026-11-20', '令和8年11月20日（金）'],
    ['2019-05-01', '令和元年5月1日（水）'],
    ['2019-04-30', '平成31年4月30日（火）'],
    ['x', 'x'],
  ])('is written by era: %s', (date, expected) => expect(eraDate(date)).toBe(expected))
})
