import type { EngineEvent } from '../../src-shared/domain/engine-event.ts'
import type { Clock } from './ports.ts'

type Trouble = Extract<EngineEvent, { type: 'trouble' }>

/** A trouble that goes on is told again after a day. */
const REMIND_MS = 24 * 60 * 60 * 1000

/** What is told at most: folders, files that wait, moves that are pending. Beyond it the oldest are forgotten. */
const KEPT = 10_000

/**
 * Remembers which troubles were told, so that one that lasts over many cycles is one event when it begins and one a
 * day, not one every ten minutes.
 */
export class TroubleBook {
  readonly #clock: Pick<Clock, 'monotonic'>
  readonly #told = new Map<string, { code: string; at: number }>()

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock
  }

  /**
   * @param key what the trouble is about, e.g. `transfer:12`
   * @returns true when this code was told for this key within the last day
   */
  isRepeated(key: string, { code }: Pick<Trouble, 'code'>): boolean {
    const now = this.#clock.monotonic()
    const before = this.#told.get(key)
    if (before !== undefined && before.code === code && now - before.at < REMIND_MS) return true
    this.#told.delete(key)
    this.#told.set(key, { code, at: now })
    const [oldest] = this.#told.keys()
    if (this.#told.size > KEPT && oldest !== undefined) this.#told.delete(oldest)
    return false
  }

  /** The trouble has ended: if it comes back, it is told anew. @returns the code that was told, or null */
  clear(key: string): string | null {
    const told = this.#told.get(key)
    this.#told.delete(key)
    return told?.code ?? null
  }
}
