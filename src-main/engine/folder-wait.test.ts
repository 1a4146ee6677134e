import { describe, expect, it } from 'vitest'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { HoldStore } from '../store/hold-store.ts'
import { openedDatabase } from '../store/testing/opened-database.ts'
import { orderHold, tokenOf, waitsFor } from './folder-wait.ts'

const tokenMark = (token: string) => `mark of ${token}`
const about = { code: 'E4010003', detail: '認証に失敗しました。', since: '2026-11-20T13:50:04.123+09:00' }

function waiting() {
  const holds = new HoldStore(openedDatabase())
  return { holds, code: (folder: string, token: string) => waitsFor({ holds, tokenMark }, folder, token) }
}

describe('a folder whose token was refused', () => {
  it('waits with that token alone, and alone', () => {
    const { holds, code } = waiting()
    holds.put('a', { kind: 'token', ...about, tokenMark: tokenMark('old') })
    expect(code('a', 'old')).toMatchObject({ code: 'R3008', detail: 'E4010003' })
    expect(code('a', 'new')).toBeNull()
    expect(code('b', 'old')).toBeNull()
  })

  it('waits under every spelling of its name', () => {
    const { holds, code } = waiting()
    holds.put('Kodomo', { kind: 'token', ...about, tokenMark: tokenMark('old') })
    expect(code('KODOMO', 'old')).toMatchObject({ code: 'R3008' })
    holds.remove('kodomo')
    expect(code('Kodomo', 'old')).toBeNull()
  })
})

it('a folder that waits for a decision does so with whatever token', () => {
  const { holds, code } = waiting()
  holds.put('a', orderHold('E4000012', '項目が不正です。', about.since))
  for (const token of ['old', 'new', '']) {
    expect(code('a', token)).toMatchObject({ code: 'R3011', detail: 'E4000012' })
  }
})

describe('the token of a folder', () => {
  const target = (token: () => string | null) => ({ folder: 'a', paused: false, token })

  it('is the one that there is', () => expect(tokenOf(target(() => 'T'))).toBe('T'))

  it.each<[string, () => string | null, object]>([
    ['none is registered', () => null, { code: 'R3009', detail: 'a' }],
    [
      'it cannot be opened now',
      () => {
        throw new RelayError('R6003', 'token:1')
      },
      { code: 'R6003', detail: 'token:1' },
    ],
  ])('is a trouble of this folder where %s', (_, token, trouble) => {
    expect(tokenOf(target(token))).toMatchObject(trouble)
  })

  it.each([new RelayError('R4001', 'SQLITE_BUSY'), new TypeError('a fault of the program')])(
    'is no matter of the folder where everything is broken: %s',
    (error) => {
      const broken = target(() => {
        throw error
      })
      expect(() => tokenOf(broken)).toThrow(error)
    },
  )
})
