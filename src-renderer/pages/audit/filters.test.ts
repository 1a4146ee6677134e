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

describe('an address of 操作記録', () => {
  it.each([
    ['from', '2026-04-01', { from: '2026-04-01' }],
    ['to', '2026-04-30', { to: '2026-04-30' }],
    ['who', '花子', { who: '花子' }],
    ['action', 'vault.chosen', { action: 'vault.chosen' }],
    ['text', ' ポート ', { text: ' ポート ' }],
    ['before', '1', { before: 1 }],
  ] as const)('narrows by %s alone', (name, value, part) => {
    const filters = { ...NO_FILTERS, ...part }
    expect(readFilters({ [name]: value })).toEqual(filters)
    const written = Object.entries(writeFilters(filters)).filter(([, text]) => text !== '')
    expect(written).toEqual([[name, value]])
    expect(isFiltered(filters)).toBe(name !== 'before')
  })

  it.each([
    { action: 'Folder' },
    { action: ' folder' },
    { action: 'folder.added ' },
    { action: 'x'.repeat(65) },
    { from: 'a2026-04-01' },
    { to: '2026-04-011' },
    { before: '1x' },
  ])('that is not of this program does not narrow: %j', (params) => {
    expect(readFilters(params)).toEqual(NO_FILTERS)
  })

  it('takes an action of 64 signs', () => {
    expect(readFilters({ action: 'x'.repeat(64) }).action).toHaveLength(64)
  })
})
