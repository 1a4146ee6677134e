import { describe, expect, it } from 'vitest'
import { requireAccount } from './account-name.ts'

describe('an account', () => {
  it.each(['pmh', 'CITY\\pmh', 'pmh@city.example', '.\\pmh svc', '市役所\\連携', "O'Hara", 'a'.repeat(256)])(
    'may be called %s',
    (account) => expect(() => requireAccount(account)).not.toThrow(),
  )

  // Each would be read as something else by schtasks, by a shell, or by the XML of the task.
  it.each([
    '',
    ' pmh',
    'pmh ',
    '　pmh',
    '/ru',
    'a"b',
    'a&b',
    'a|b',
    'a>b',
    '%USERNAME%',
    'a^b',
    'a`b',
    '$env:x',
    'a;b',
    'a\nb',
    'a\u2028b',
    'a\0b',
    'a'.repeat(257),
  ])('may not be called %j: R8003', (account) => {
    expect(() => requireAccount(account)).toThrow(
      expect.objectContaining({ code: 'R8003', detail: JSON.stringify(account.slice(0, 200)) }),
    )
  })
})
