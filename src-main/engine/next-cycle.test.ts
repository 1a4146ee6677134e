import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { NextCycle } from './next-cycle.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const BEGIN = new Date(2026, 10, 20, 13, 50, 4)

function planning() {
  let passed = 0
  let begun = 0
  const clock = { now: () => BEGIN, monotonic: () => passed }
  const next = new NextCycle(clock, () => {
    begun += 1
  })
  return {
    next,
    begun: () => begun,
    pass(ms: number) {
      passed += ms
      vi.advanceTimersByTime(ms)
    },
  }
}

it('a planned cycle begins once, when its time has come, which was told before', () => {
  const { next, begun, pass } = planning()
  expect(next.at).toBeNull()
  next.plan(600_000)
  expect(next.at).toContain('2026-11-20T14:00:04.000')
  pass(599_999)
  expect(begun()).toBe(0)
  pass(1)
  pass(600_000)
  expect(begun()).toBe(1)
})

it('a new plan takes the place of the one before', () => {
  const { next, begun, pass } = planning()
  next.plan(1000)
  next.plan(5000)
  pass(4999)
  expect(begun()).toBe(0)
  pass(1)
  expect(begun()).toBe(1)
})

it('what was cancelled does not begin, and has no time', () => {
  const { next, begun, pass } = planning()
  next.plan(1000)
  next.cancel()
  next.cancel()
  pass(10_000)
  expect([begun(), next.at]).toEqual([0, null])
})

it.each([999_999_999_999_999, Number.MAX_SAFE_INTEGER])(
  'an interval of %i milliseconds neither fires at once nor has a time that a date could hold',
  (interval) => {
    const { next, begun, pass } = planning()
    next.plan(interval)
    pass(86_400_000)
    expect([begun(), next.at === null || next.at.length > 0]).toEqual([0, true])
    next.cancel()
    expect(vi.getTimerCount()).toBe(0)
  },
)
