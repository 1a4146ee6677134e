import { expect, it } from 'vitest'
import { foldForSearch } from './history-filter.ts'

it.each([
  ['ＡＢＣ.csv', 'abc.csv'],
  ['ｺﾄﾞﾓ', 'コドモ'],
  [' 子ども\u3000', '子ども'],
  ['Ｅ４０１０００３', 'e4010003'],
  ['が', 'が'],
  ['１００％', '100%'],
  ['', ''],
])('%j and %j are one when staff search', (typed, stored) => {
  expect(foldForSearch(typed)).toBe(foldForSearch(stored))
  expect(foldForSearch(stored)).toBe(stored)
})

it.each([
  ['こども', 'コドモ'],
  ['は', 'ば'],
  ['a b', 'ab'],
])('%j and %j stay two', (one, other) => {
  expect(foldForSearch(one)).not.toBe(foldForSearch(other))
})
