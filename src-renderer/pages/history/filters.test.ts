import { describe, expect, it } from 'vitest'
import {
  askedOf,
  type HistoryFilters,
  isFiltered,
  isTurned,
  NO_FILTERS,
  PERIODS,
  readFilters,
  writeFilters,
} from './filters.ts'

const TODAY = '2026-03-02'
const DATES = { period: 'dates', from: '2026-02-01', to: '2026-02-28' } as const

describe('readFilters', () => {
  it('is everything on the first page by itself', () => {
    expect(readFilters({})).toEqual(NO_FILTERS)
  })

  it('reads all of them', () => {
    const params = { page: '3', folder: '重度', status: 'held', ...DATES, q: 'ｅ４' }
    expect(readFilters(params)).toEqual({ page: 3, folder: '重度', status: 'held', ...DATES, text: 'ｅ４' })
  })

  it('ignores what it does not know', () => {
    expect(readFilters({ page: 'x', status: 'lost', period: '8', from: '2026-02-01', other: '1' })).toEqual(
      NO_FILTERS,
    )
    expect(readFilters({ period: 'dates', from: '1.2.26', to: '' })).toEqual({
      ...NO_FILTERS,
      period: 'dates',
    })
  })

  it('takes no longer text than the search does', () => {
    expect(readFilters({ q: 'x'.repeat(201) }).text).toHaveLength(200)
  })

  it.each<Partial<HistoryFilters>>([
    { page: 12, folder: 'a', status: 'unknown' },
    { text: '100%&page=2' },
    DATES,
    ...PERIODS.map((period) => ({ period })),
  ])('is read back: %j', (part) => {
    const filters = { ...NO_FILTERS, ...part }
    expect(readFilters(writeFilters(filters))).toEqual(filters)
  })
})

describe('what the main process is asked', () => {
  it.each<[Partial<HistoryFilters>, string | null, string | null]>([
    [{}, null, null],
    [{ period: 'today' }, '2026-03-02', null],
    [{ period: '7' }, '2026-02-24', null],
    [{ period: '30' }, '2026-02-01', null],
    [DATES, DATES.from, DATES.to],
    [{ ...DATES, to: null }, DATES.from, null],
  ])('has the dates of %j', (part, from, to) => {
    expect(askedOf({ ...NO_FILTERS, ...part }, TODAY)).toEqual({
      folder: null,
      status: null,
      text: '',
      from,
      to,
    })
  })
})

describe('isFiltered', () => {
  it('does not count the page', () => {
    expect(isFiltered({ ...NO_FILTERS, page: 4 })).toBe(false)
  })

  it.each<Partial<HistoryFilters>>([{ folder: 'a' }, { status: 'held' }, { period: '7' }, { text: 'a' }])(
    'counts %j',
    (part) => expect(isFiltered({ ...NO_FILTERS, ...part })).toBe(true),
  )
})

it('dates are turned when the first comes after the last', () => {
  expect(isTurned({ ...NO_FILTERS, ...DATES })).toBe(false)
  expect(isTurned({ ...NO_FILTERS, ...DATES, to: DATES.from })).toBe(false)
  expect(isTurned({ ...NO_FILTERS, ...DATES, to: '2026-01-31' })).toBe(true)
})

describe('an address of 送信履歴', () => {
  it('of everything says nothing', () => {
    expect(Object.values(writeFilters(NO_FILTERS)).every((text) => text === '')).toBe(true)
  })

  it('forgets the dates with the period that they belong to', () => {
    const left = { ...NO_FILTERS, ...DATES, period: '7' } as const
    expect(writeFilters(left)).toMatchObject({ period: '7', from: '', to: '' })
    expect(readFilters({ ...writeFilters(left), from: '2026-02-01', to: '2026-02-28' })).toMatchObject({
      from: null,
      to: null,
    })
  })

  it.each([
    [1, ''],
    [2, '2'],
  ])('has page %d as %j', (page, text) => {
    expect(writeFilters({ ...NO_FILTERS, page }).page).toBe(text)
  })

  it('keeps a text at the limit whole', () => {
    expect(readFilters({ q: 'x'.repeat(200) }).text).toHaveLength(200)
  })

  it.each(['2026-02-01T00:00', 'x2026-02-01', '2026-2-1'])('takes no %j for a date', (text) => {
    expect(readFilters({ period: 'dates', from: text, to: text })).toMatchObject({ from: null, to: null })
  })
})

it('passes on what it narrows by', () => {
  const filters = { ...NO_FILTERS, folder: 'a', status: 'held', text: '100%', page: 4 } as const
  expect(askedOf(filters, TODAY)).toEqual({ folder: 'a', status: 'held', text: '100%', from: null, to: null })
})

it.each([
  ['2026-01-01', '2025-12-26'],
  ['2024-03-01', '2024-02-24'],
])('seven days up to %s begin with %s', (today, from) => {
  expect(askedOf({ ...NO_FILTERS, period: '7' }, today)).toMatchObject({ from, to: null })
})

it('dates with one of them missing are never turned', () => {
  expect(isTurned({ ...NO_FILTERS, ...DATES, to: null })).toBe(false)
  expect(isTurned({ ...NO_FILTERS, ...DATES, from: null })).toBe(false)
})
