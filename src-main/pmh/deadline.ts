import { startLongTimer } from '../../src-shared/time/long-timer.ts'

export interface Deadline {
  readonly signal: AbortSignal
  cancel(): void
}

/**
 * PostRegistrationTimeSpan: the minutes until one upload is given up, the wait for the answer included (manual 2.1,
 * No 3). Nothing shorter applies.
 */
export function startDeadline(minutes: number): Deadline {
  const controller = new AbortController()
  const { cancel } = startLongTimer(
    minutes * 60_000,
    () => performance.now(),
    () => controller.abort('deadline'),
  )
  return { signal: controller.signal, cancel }
}
