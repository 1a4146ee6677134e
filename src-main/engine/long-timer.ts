import type { Clock } from './ports.ts'

/** A bare `setTimeout` fires at once above this (Node takes a signed 32-bit number of milliseconds). */
const LONGEST_STEP_MS = 2 ** 31 - 1

export interface LongTimer {
  cancel(): void
}

/**
 * Fires once after `ms` milliseconds of the monotonic clock, also above 2^31-1: MonitoringTimer takes fifteen digits
 * (manual 2.1, No 1).
 */
export function startLongTimer(ms: number, clock: Pick<Clock, 'monotonic'>, fire: () => void): LongTimer {
  const due = clock.monotonic() + ms
  let handle: NodeJS.Timeout
  const step = () => {
    const left = due - clock.monotonic()
    if (left <= 0) fire()
    else handle = setTimeout(step, Math.min(Math.ceil(left), LONGEST_STEP_MS))
  }
  handle = setTimeout(step, Math.min(Math.max(ms, 0), LONGEST_STEP_MS))
  return { cancel: () => clearTimeout(handle) }
}
