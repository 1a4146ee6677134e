import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startDeadline } from './deadline.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

it('ends after its minutes, and not a moment before', () => {
  const { signal } = startDeadline(5)
  vi.advanceTimersByTime(5 * 60_000 - 1)
  expect(signal.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect(signal.aborted).toBe(true)
})

it('really waits when it is longer than a timer of Node can be', () => {
  const minutes = 100_000
  const { signal } = startDeadline(minutes)
  vi.advanceTimersByTime(2 ** 31)
  expect(signal.aborted).toBe(false)
  vi.advanceTimersByTime(minutes * 60_000 - 2 ** 31 - 1)
  expect(signal.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect(signal.aborted).toBe(true)
})

it('may be as long as fifteen digits', () => {
  const { signal, cancel } = startDeadline(999_999_999_999_999)
  vi.advanceTimersByTime(2 ** 33)
  expect(signal.aborted).toBe(false)
  cancel()
})

it('never ends once it is cancelled, and leaves no timer', () => {
  const { signal, cancel } = startDeadline(1)
  cancel()
  expect(vi.getTimerCount()).toBe(0)
  vi.advanceTimersByTime(120_000)
  expect(signal.aborted).toBe(false)
})
