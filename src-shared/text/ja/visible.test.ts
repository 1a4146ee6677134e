import { expect, it } from 'vitest'
import { visible } from './visible.ts'

it('shows what would break a line or turn it around', () => {
  expect(visible('a\r\nb\u0000\u007f\u0085\u200b\u202e\u2028\u2066\u{e0001}')).toBe(
    'a\\u000d\\u000ab\\u0000\\u007f\\u0085\\u200b\\u202e\\u2028\\u2066\\ue0001',
  )
})

it('leaves everything else as it is', () => {
  const text = '子ども（新）C:\\PMH\\ｶﾅ 😀 か\u3099'
  expect(visible(text)).toBe(text)
})
