import { setTimeout as delay } from 'node:timers/promises'

/** A share that has not answered a single call by then hangs. */
export const LOOK_MS = 2_000

/**
 * Waits for work that may hang, and no longer than this. The work itself cannot be taken back: it goes on unseen, and how it
 * ends is then nobody's matter.
 * @returns null when it was too late
 * @throws what the work throws in time
 */
export async function inTime<T>(work: Promise<T>, limitMs: number): Promise<T | null> {
  const ended = new AbortController()
  const late = delay(limitMs, null, { ref: false, signal: ended.signal }).catch(() => null)
  try {
    return await Promise.race([work, late])
  } finally {
    ended.abort()
  }
}
