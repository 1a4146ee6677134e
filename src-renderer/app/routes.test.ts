import { describe, expect, it } from 'vitest'
import { formatRoute, idParam, pageParam, parseRoute, SCREENS } from './routes.ts'

describe('parseRoute', () => {
  it.each(SCREENS)('knows %s', (screen) => {
    expect(parseRoute(`#/${screen}`)).toEqual({ screen, params: {} })
  })

  it.each(['#/history/', '#history', '/history', 'history'])('takes %s as the same screen', (hash) => {
    expect(parseRoute(hash)?.screen).toBe('history')
  })

  it('reads parameters', () => {
    expect(parseRoute('#/history?folder=kodomo&page=2')).toEqual({
      screen: 'history',
      params: { folder: 'kodomo', page: '2' },
    })
  })

  it('reads Japanese, blanks and signs in parameters', () => {
    const hash = formatRoute('folders', { edit: '重度 心身&障害者=?#' })
    expect(parseRoute(hash)?.params).toEqual({ edit: '重度 心身&障害者=?#' })
  })

  it.each(['', '#', '#/', '#/nothing', '#/dashboard/x', '#/__proto__', '#/History'])(
    'knows no %j',
    (hash) => {
      expect(parseRoute(hash)).toBeNull()
    },
  )

  it('takes the last of two values', () => {
    expect(parseRoute('#/history?page=1&page=3')?.params).toEqual({ page: '3' })
  })
})

describe('formatRoute', () => {
  it('writes an address without parameters', () => {
    expect(formatRoute('dashboard')).toBe('#/dashboard')
  })

  it('leaves empty parameters out', () => {
    expect(formatRoute('history', { folder: '', page: '2' })).toBe('#/history?page=2')
    expect(formatRoute('history', { folder: '' })).toBe('#/history')
  })

  it.each(SCREENS)('is read back for %s', (screen) => {
    const params = { a: 'x', b: 'あ' }
    expect(parseRoute(formatRoute(screen, params))).toEqual({ screen, params })
  })
})

describe('parameters', () => {
  it.each([
    ['1', 1],
    ['247', 247],
    ['999999', 999_999],
  ])('reads page %s', (page, value) => {
    expect(pageParam({ page })).toBe(value)
  })

  it.each(['', '0', '-1', '1.5', '1e3', 'x', '1000000', '０'])('takes page %j as the first', (page) => {
    expect(pageParam({ page })).toBe(1)
  })

  it('takes a missing page as the first', () => {
    expect(pageParam({})).toBe(1)
  })

  it('reads an id', () => {
    expect(idParam({ id: '42' })).toBe(42)
    expect(idParam({ id: '0' })).toBeNull()
    expect(idParam({ id: 'x' })).toBeNull()
    expect(idParam({ id: '9999999999999999' })).toBeNull()
    expect(idParam({})).toBeNull()
  })
})
