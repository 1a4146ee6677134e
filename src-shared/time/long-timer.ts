/** A bare `setTimeout` fires at once above this (a timer takes a signed 32-bit number of milliseconds). */
const LONGEST_STEP_MS = 2 ** 31 - 1

export interface LongTimer {
  cancel(): void
}

/**
 * Fires once after `ms` milliseconds of a monotonic clock, also above 2^31-1: MonitoringTimer takes fifteen digits, and
 * PostRegistrationTimeSpan may mean years (manual 2.1, No 1 and 3).
 * @param monotonic milliseconds that never jump
 */
export function startLongTimer(ms: number, monotonic: () => number, fire: () => void): LongTimer {
  const due = monotonic() + ms
  let handle: ReturnType<typeof setTimeout>
  const step = () => {
    const left = due - monotonic()
    if (left <= 0) fire()
    else handle = setTimeout(step, Math.min(Math.ceil(left), LONGEST_STEP_MS))
  }
  handle = setTimeout(step, Math.min(Math.max(ms, 0), LONGEST_STEP_MS))
  return { cancel: () => clearTimeout(handle) }
}
