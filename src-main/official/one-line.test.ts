import { describe, expect, it } from 'vitest'
import { oneLine } from './one-line.ts'

describe('oneLine', () => {
  it.each([
    ['a\nb', 'a\\u000ab'],
    ['a\r\nb', 'a\\u000d\\u000ab'],
    ['tab\there', 'tab\\u0009here'],
    ['\u0000\u001b[31m', '\\u0000\\u001b[31m'],
    ['\u007f\u0085\u009f', '\\u007f\\u0085\\u009f'],
    ['a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
    ['fdp\u202e.csv', 'fdp\\u202e.csv'],
    ['\u061c\u200e\u200f\u202a\u202d\u2066\u2069', '\\u061c\\u200e\\u200f\\u202a\\u202d\\u2066\\u2069'],
    ['\ud83d', '\\ud83d'],
    ['\ude00x', '\\ude00x'],
  ])('escapes %j', (text, escaped) => {
    expect(oneLine(text)).toBe(escaped)
  })

  it.each(['医療費助成_2025.csv', 'C:\\opt\\PMH_RELAY', '①～‐😀', 'が (NFD)', ''])(
    'leaves %j alone',
    (text) => {
      expect(oneLine(text)).toBe(text)
    },
  )

  it('changes nothing the second time', () => {
    const once = oneLine('a\n\u202eb')
    expect(oneLine(once)).toBe(once)
  })
})
