import { expect, test, vi } from 'vitest'
import { startLongTimer } from './long-timer.ts'

/** Node's own timers under a clock that the test turns: the waits here are years. */
function underFakeClock(work: (monotonic: () => number) => void): void {
  vi.useFakeTimers()
  try {
    const start = Date.now()
    work(() => Date.now() - start)
  } finally {
    vi.useRealTimers()
  }
}

test('fires once after the given time', () => {
  underFakeClock((monotonic) => {
    let fired = 0
    startLongTimer(600_000, monotonic, () => {
      fired += 1
    })
    vi.advanceTimersByTime(599_999)
    expect(fired).toBe(0)
    vi.advanceTimersByTime(1)
    expect(fired).toBe(1)
    vi.advanceTimersByTime(10_000_000)
    expect(fired).toBe(1)
  })
})

test('a time above 2^31-1 ms really waits that long', () => {
  underFakeClock((monotonic) => {
    let fired = false
    const ms = 2 ** 31 * 3 + 5
    startLongTimer(ms, monotonic, () => {
      fired = true
    })
    vi.advanceTimersByTime(ms - 1)
    expect(fired).toBe(false)
    vi.advanceTimersByTime(1)
    expect(fired).toBe(true)
  })
})

test('fifteen digits do not fire at once', () => {
  underFakeClock((monotonic) => {
    let fired = false
    const timer = startLongTimer(999_999_999_999_999, monotonic, () => {
      fired = true
    })
    vi.advanceTimersByTime(2 ** 33)
    expect(fired).toBe(false)
    timer.cancel()
  })
})

test('a cancelled timer never fires, also in its later steps', () => {
  underFakeClock((monotonic) => {
    let fired = false
    const timer = startLongTimer(2 ** 32, monotonic, () => {
      fired = true
    })
    vi.advanceTimersByTime(2 ** 31)
    timer.cancel()
    vi.advanceTimersByTime(2 ** 33)
    expect(fired).toBe(false)
  })
})
