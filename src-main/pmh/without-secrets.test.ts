import { expect, it } from 'vitest'
import { withoutSecrets } from './without-secrets.ts'

it.each([
  ['no secret in it', ['token'], 'no secret in it'],
  ['Bearer to+ken, to+ken', ['to+ken'], 'Bearer •••, •••'],
  [`Basic ${btoa('relay:pass')} of relay`, ['relay:pass'], 'Basic ••• of relay'],
  ['anything', [''], 'anything'],
])('%j without %j is %j', (text, secrets, rest) => {
  expect(withoutSecrets(text, secrets)).toBe(rest)
})
