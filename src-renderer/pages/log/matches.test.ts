import { describe, expect, it } from 'vitest'
import { matchingLines, pieces } from './matches.ts'

const marked = (line: string, query: string) =>
  pieces(line, query)
    .map(({ text, match }) => (match ? `[${text}]` : text))
    .join('')

describe('pieces', () => {
  it.each([
    ['abc', '', 'abc'],
    ['abc', 'x', 'abc'],
    ['abcabc', 'bc', 'a[bc]a[bc]'],
    ['ABC', 'b', 'A[B]C'],
    ['処理通番: S001', '通番', '処理[通番]: S001'],
    ['a.c abc', 'a.c', '[a.c] abc'],
    ['(x) [y] {z} \\ ^ $ | - / * + ?', '[y] {z} \\ ^ $ | - / * + ?', '(x) [[y] {z} \\ ^ $ | - / * + ?]'],
    ['aaa', 'a', '[a][a][a]'],
    ['İi', 'i', 'İ[i]'],
    ['𠮷野家', '𠮷', '[𠮷]野家'],
  ])('of %j for %j', (line, query, shown) => expect(marked(line, query)).toBe(shown))

  it('are the line again when put together', () => {
    expect(
      pieces('axbxc', 'X')
        .map(({ text }) => text)
        .join(''),
    ).toBe('axbxc')
  })
})

describe('matchingLines', () => {
  it('names the lines that hold the query', () =>
    expect(matchingLines(['エラー a', 'b', 'A'], 'a')).toEqual([0, 2]))

  it('names none without a query', () => expect(matchingLines(['a', ''], '')).toEqual([]))
})

it('leaves no empty piece where the match begins or ends the line', () => {
  expect(pieces('abab', 'ab')).toEqual([
    { text: 'ab', match: true },
    { text: 'ab', match: true },
  ])
  expect(pieces('x', 'y')).toEqual([{ text: 'x', match: false }])
  expect(pieces('', 'y')).toEqual([])
})

it.each([
  '\\',
  '^',
  '$',
  '.',
  '*',
  '+',
  '?',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '|',
  '/',
  '-',
  '[a-z]',
  '(?=x)',
  '\\d',
])('finds %j as it is written, and nothing else by it', (query) => {
  expect(matchingLines([`a${query}b`, 'xyz 5'], query)).toEqual([0])
  expect(pieces(`a${query}b`, query)).toEqual([
    { text: 'a', match: false },
    { text: query, match: true },
    { text: 'b', match: false },
  ])
})
