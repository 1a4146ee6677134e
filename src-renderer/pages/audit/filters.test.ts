import { describe, expect, it } from 'vitest'
import { isFiltered, NO_FILTERS, readFilters, writeFilters } from './filters.ts'

const FULL = {
  from: '2026-04-01',
  to: '2026-04-30',
  who: 'hanako',
  action: 'folder.added',
  text: 'ポート %',
  before: 120,
} as const

describe('the filters of 操作記録', () => {
  it('are read back from the address that they make', () => {
    expect(readFilters(writeFilters(FULL))).toEqual(FULL)
    expect(readFilters(writeFilters(NO_FILTERS))).toEqual(NO_FILTERS)
    expect(readFilters({})).toEqual(NO_FILTERS)
  })

  it.each([
    { from: '2026/04/01' },
    { to: 'x' },
    { action: "x' OR 1" },
    { before: '0' },
    { before: '-1' },
    { before: '9999999999999999' },
    { other: 'x' },
  ])('do not narrow by %j', (params) => expect(readFilters(params)).toEqual(NO_FILTERS))

  it('cut a text that the program would refuse', () => {
    expect(readFilters({ text: 'x'.repeat(300) }).text).toHaveLength(200)
  })

  it.each([
    [NO_FILTERS, false],
    [{ ...NO_FILTERS, before: 5 }, false],
    [{ ...NO_FILTERS, text: '  ' }, false],
    [{ ...NO_FILTERS, text: 'a' }, true],
    [{ ...NO_FILTERS, from: '2026-04-01' }, true],
    [{ ...NO_FILTERS, who: 'hanako' }, true],
  ])('%j narrow: %s', (filters, narrows) => expect(isFiltered(filters)).toBe(narrows))
})
