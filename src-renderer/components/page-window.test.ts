import { describe, expect, it } from 'vitest'
import { pageCount, pageLinks, rowRange } from './page-window.ts'

describe('pageCount', () => {
  it.each([
    [0, 1],
    [1, 1],
    [50, 1],
    [51, 2],
    [12_345, 247],
    [1_000_000, 20_000],
  ])('of %d rows is %d', (total, pages) => {
    expect(pageCount(total, 50)).toBe(pages)
  })

  it('bears a page size of 0', () => {
    expect(pageCount(10, 0)).toBe(1)
  })
})

describe('pageLinks', () => {
  const text = (page: number, pages: number) => pageLinks(page, pages).join(' ')

  it.each([
    [1, 1, '1'],
    [1, 5, '1 2 3 4 5'],
    [3, 6, '1 2 3 4 5 6'],
    [1, 7, '1 2 3 4 5 6 7'],
    [1, 8, '1 2 3 4 5 gap 8'],
    [1, 247, '1 2 3 4 5 gap 247'],
    [4, 247, '1 2 3 4 5 6 gap 247'],
    [5, 247, '1 2 3 4 5 6 7 gap 247'],
    [6, 247, '1 gap 4 5 6 7 8 gap 247'],
    [100, 247, '1 gap 98 99 100 101 102 gap 247'],
    [244, 247, '1 gap 242 243 244 245 246 247'],
    [247, 247, '1 gap 243 244 245 246 247'],
  ])('on page %d of %d: %s', (page, pages, links) => {
    expect(text(page, pages)).toBe(links)
  })

  it('takes a page beyond the end as the last', () => {
    expect(text(99, 3)).toBe('1 2 3')
    expect(text(0, 3)).toBe('1 2 3')
  })

  it('always holds the present, the first and the last page, rising, without repetition', () => {
    for (let pages = 1; pages <= 30; pages++) {
      for (let page = 1; page <= pages; page++) {
        const numbers = pageLinks(page, pages).filter((link) => link !== 'gap')
        expect(numbers).toContain(page)
        expect(numbers[0]).toBe(1)
        expect(numbers.at(-1)).toBe(pages)
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
      }
    }
  })

  it('never puts a gap where a single page is missing', () => {
    for (let pages = 1; pages <= 30; pages++) {
      for (let page = 1; page <= pages; page++) {
        const links = pageLinks(page, pages)
        links.forEach((link, index) => {
          if (link !== 'gap') return
          expect(Number(links[index + 1]) - Number(links[index - 1])).toBeGreaterThan(2)
        })
      }
    }
  })
})

describe('rowRange', () => {
  it.each([
    [1, 12_345, 1, 50],
    [2, 12_345, 51, 100],
    [247, 12_345, 12_301, 12_345],
    [1, 3, 1, 3],
    [1, 0, 0, 0],
    [9, 3, 0, 0],
  ])('on page %d of %d rows is %d to %d', (page, total, first, last) => {
    expect(rowRange(page, 50, total)).toEqual({ first, last })
  })
})

describe('at the edges', () => {
  it.each([
    [0, 50, 1],
    [50, 50, 1],
    [51, 50, 2],
    [10, 1, 10],
    [10, 0, 1],
    [10, -5, 1],
  ])('%d rows in pages of %d are %d pages', (total, size, pages) => {
    expect(pageCount(total, size)).toBe(pages)
  })

  it('of every page of every length no number is twice, missing, or hidden behind a gap of one', () => {
    for (let pages = 1; pages <= 14; pages += 1) {
      for (let page = 1; page <= pages; page += 1) {
        const links = pageLinks(page, pages)
        const numbers = links.filter((link) => link !== 'gap')
        expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
        expect([numbers[0], numbers.at(-1), numbers.includes(page)]).toEqual([1, pages, true])
        for (const [index, link] of links.entries()) {
          const [before, after] = [links[index - 1], links[index + 1]]
          if (link !== 'gap') continue
          expect(Number(after) - Number(before)).toBeGreaterThan(2)
        }
        const jumps = numbers.filter((number, index) => index > 0 && number - (numbers[index - 1] ?? 0) > 1)
        expect(jumps).toHaveLength(links.filter((link) => link === 'gap').length)
      }
    }
  })

  it.each([
    [0, 1],
    [99, 5],
  ])('page %d of five is shown as page %d', (page, shown) => {
    expect(pageLinks(page, 5)).toEqual(pageLinks(shown, 5))
  })
})
