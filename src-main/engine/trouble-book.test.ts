import { expect, test } from 'vitest'
import { TroubleBook } from './trouble-book.ts'

const DAY_MS = 86_400_000

function book() {
  let now = 0
  const troubles = new TroubleBook({ monotonic: () => now })
  return { troubles, forward: (ms: number) => (now += ms) }
}

test('a trouble that goes on is told when it begins and once a day', () => {
  const { troubles, forward } = book()
  expect(troubles.isRepeated('transfer:1', { code: 'R1002' })).toBe(false)
  expect(troubles.isRepeated('transfer:1', { code: 'R1002' })).toBe(true)
  forward(DAY_MS - 1)
  expect(troubles.isRepeated('transfer:1', { code: 'R1002' })).toBe(true)
  forward(1)
  expect(troubles.isRepeated('transfer:1', { code: 'R1002' })).toBe(false)
})

test('another code, and the same code about something else, are new', () => {
  const { troubles } = book()
  troubles.isRepeated('transfer:1', { code: 'R1002' })
  expect(troubles.isRepeated('transfer:1', { code: 'R1006' })).toBe(false)
  expect(troubles.isRepeated('transfer:2', { code: 'R1002' })).toBe(false)
})

test('a trouble that ended and comes back is new', () => {
  const { troubles } = book()
  troubles.isRepeated('engine', { code: 'R3006' })
  troubles.clear('engine')
  expect(troubles.isRepeated('engine', { code: 'R3006' })).toBe(false)
})

test('memory stays bounded', () => {
  const { troubles } = book()
  for (let n = 0; n < 20_000; n += 1) troubles.isRepeated(`transfer:${n}`, { code: 'R1002' })
  expect(troubles.isRepeated('transfer:19999', { code: 'R1002' })).toBe(true)
  expect(troubles.isRepeated('transfer:0', { code: 'R1002' })).toBe(false)
})
