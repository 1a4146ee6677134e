/** Longest step of a Node timer: a signed 32-bit number of milliseconds. */
const LONGEST_STEP_MS = 2 ** 31 - 1

export interface Deadline {
  readonly signal: AbortSignal
  cancel(): void
}

/**
 * PostRegistrationTimeSpan: the minutes until one upload is given up, the wait for the answer included (manual 2.1,
 * No 3). Nothing shorter applies, and also a value of years really waits.
 */
export function startDeadline(minutes: number): Deadline {
  const controller = new AbortController()
  const due = performance.now() + minutes * 60_000
  let handle: NodeJS.Timeout
  const step = () => {
    const left = due - performance.now()
    if (left <= 0) controller.abort('deadline')
    else handle = setTimeout(step, Math.min(Math.ceil(left), LONGEST_STEP_MS))
  }
  step()
  return { signal: controller.signal, cancel: () => clearTimeout(handle) }
}
