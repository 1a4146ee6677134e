import { describe, expect, it } from 'vitest'
import { isFiltered, readFilters, STATUSES, writeFilters } from './filters.ts'

describe('readFilters', () => {
  it('is everything on the first page by itself', () => {
    expect(readFilters({})).toEqual({ page: 1, folder: null, status: null })
  })

  it('reads all three', () => {
    expect(readFilters({ page: '3', folder: '重度', status: 'rejected' })).toEqual({
      page: 3,
      folder: '重度',
      status: 'rejected',
    })
  })

  it('ignores what it does not know', () => {
    expect(readFilters({ page: 'x', status: 'lost', other: '1' })).toEqual({
      page: 1,
      folder: null,
      status: null,
    })
  })

  it.each(STATUSES)('is read back: %s', (status) => {
    const filters = { page: 12, folder: 'a', status }
    expect(readFilters(writeFilters(filters))).toEqual(filters)
  })
})

describe('isFiltered', () => {
  it('does not count the page', () => {
    expect(isFiltered({ page: 4, folder: null, status: null })).toBe(false)
    expect(isFiltered({ page: 1, folder: 'a', status: null })).toBe(true)
    expect(isFiltered({ page: 1, folder: null, status: 'unknown' })).toBe(true)
  })
})
