import { expect, it } from 'vitest'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { SecretName } from './ports.ts'
import { SecretWatch } from './secret-watch.ts'

const token = (id: number) => ({ name: `token:${id}`, folder: `f${id}`, setting: null }) as const

it('names what cannot be had, and since when, until it can be had again', () => {
  const answers = new Map<SecretName, string | null | RelayError>([
    ['token:1', 'one'],
    ['token:2', null],
    ['token:3', new RelayError('R6003', 'why')],
  ])
  const get = (name: SecretName) => {
    const answer = answers.get(name) ?? null
    if (answer instanceof Error) throw answer
    return answer
  }
  let now = 1
  const watch = new SecretWatch({ get }, () => String(now))
  const found = () => watch.find([token(1), token(2), token(3)])
  const missing = { ...token(2), code: 'R3009', detail: '', since: '1' }
  const closed = { ...token(3), code: 'R6003', detail: 'why', since: '1' }
  expect(found()).toEqual([missing, closed])
  now = 2
  expect(found()).toEqual([missing, closed])
  answers.set('token:2', 'two')
  answers.set('token:3', null)
  expect(found()).toEqual([{ ...closed, code: 'R3009', detail: '', since: '2' }])
  answers.set('token:2', null)
  expect(found()[0]).toEqual({ ...missing, since: '2' })
  answers.set('token:1', new RelayError('R4001'))
  expect(found).toThrow('R4001')
})
