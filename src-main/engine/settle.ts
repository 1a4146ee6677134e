import { stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { errnoOf } from '../../src-shared/domain/relay-error.ts'
import { isOpenElsewhere } from './exclusive-open.ts'
import type { Clock } from './ports.ts'

/** What must stand still while a file is watched. */
export interface Stand {
  readonly size: number
  readonly mtimeMs: number
  readonly ctimeMs: number
  /** Monotonic milliseconds at which it was seen in this state first. */
  readonly since: number
}

export interface Settled {
  readonly still: ReadonlyMap<string, Stand>
  /** There, but they cannot be looked at. */
  readonly unreadable: readonly string[]
}

/** More files than this in one folder are watched in turns, so that memory stays bounded. */
const WATCH_LIMIT = 200_000

/**
 * Tells files that are still being written from finished ones: size and times must stand still over one stability
 * window of the monotonic clock (requirements section 2, step 2). The wall clock plays no part, so that files dated in
 * the future count as still.
 */
export class Settling {
  readonly #clock: Clock
  readonly #seen = new Map<string, Stand>()

  readonly #isOpenElsewhere: (path: string) => Promise<boolean>

  constructor(clock: Clock, openElsewhere = isOpenElsewhere) {
    this.#clock = clock
    this.#isOpenElsewhere = openElsewhere
  }

  /** Looks at files without waiting, so that the windows of all folders run side by side. */
  async look(paths: readonly string[]): Promise<void> {
    for (const path of paths.slice(0, WATCH_LIMIT)) await this.#observe(path)
  }

  /**
   * Waits for the rest of the window and tells which files stood still, and in which state: a file that is sent later
   * must still be in it.
   * @param windowMs StabilityWindow in milliseconds
   * @param signal ends the wait early; then nothing counts as settled
   */
  async settled(paths: readonly string[], windowMs: number, signal: AbortSignal): Promise<Settled> {
    await this.look(paths)
    const due = paths.reduce(
      (latest, path) =>
        Math.max(latest, (this.#seen.get(path)?.since ?? Number.NEGATIVE_INFINITY) + windowMs),
      Number.NEGATIVE_INFINITY,
    )
    if (!(await this.#pass(due, signal))) return { still: new Map(), unreadable: [] }
    const still = new Map<string, Stand>()
    const unreadable: string[] = []
    for (const path of paths) {
      const before = this.#seen.get(path)
      const now = await this.#observe(path)
      if (now === 'unreadable') unreadable.push(path)
      else if (now !== null && now === before && this.#clock.monotonic() >= now.since + windowMs) {
        if (!(await this.#isOpenElsewhere(path))) still.set(path, now)
      }
    }
    return { still, unreadable }
  }

  /** @returns false when the wait was ended by the signal */
  async #pass(dueMs: number, signal: AbortSignal): Promise<boolean> {
    // A timer may fire a millisecond early by the monotonic clock; a file must not wait a whole cycle for that.
    for (let left = dueMs - this.#clock.monotonic(); left > 0; left = dueMs - this.#clock.monotonic()) {
      try {
        await wait(Math.ceil(left), undefined, { signal })
      } catch {
        return false
      }
    }
    return true
  }

  /** Forgets files that are not there any more. */
  keepOnly(paths: ReadonlySet<string>): void {
    for (const path of this.#seen.keys()) if (!paths.has(path)) this.#seen.delete(path)
  }

  /** @returns the same object as before when nothing moved; null when the file is gone */
  async #observe(path: string): Promise<Stand | 'unreadable' | null> {
    try {
      const { size, mtimeMs, ctimeMs } = await stat(path)
      const before = this.#seen.get(path)
      if (
        before !== undefined &&
        before.size === size &&
        before.mtimeMs === mtimeMs &&
        before.ctimeMs === ctimeMs
      ) {
        return before
      }
      const stand = { size, mtimeMs, ctimeMs, since: this.#clock.monotonic() }
      this.#seen.set(path, stand)
      return stand
    } catch (error) {
      const isGone = errnoOf(error) === 'ENOENT'
      // A look that failed says nothing of the file; the next one is compared with the last that did not.
      if (isGone) this.#seen.delete(path)
      // A name that is no UTF-8 is listed with U+FFFD in it, and cannot be opened by that name.
      return isGone && !path.includes('\ufffd') ? null : 'unreadable'
    }
  }
}
