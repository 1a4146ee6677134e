import { expect, it } from 'vitest'
import { withoutSecrets } from './without-secrets.ts'

it.each([
  ['no secret in it', ['token'], 'no secret in it'],
  ['Bearer to+ken, to+ken', ['to+ken'], 'Bearer •••, •••'],
  [`Basic ${btoa('relay:pass')} of relay`, ['relay:pass'], 'Basic ••• of relay'],
  ['anything', [''], 'anything'],
  ['個人番号123456789012が誤りです', [], '個人番号••••••••••••が誤りです'],
  ['番号１２３４５６７８９０１２、行3', [], '番号••••••••••••、行3'],
  [
    'S0020241022000000000000 1234567890123 12345678901',
    [],
    'S0020241022000000000000 1234567890123 12345678901',
  ],
])('%j without %j is %j', (text, secrets, rest) => {
  expect(withoutSecrets(text, secrets)).toBe(rest)
})
