import { type FoundCard, standOf } from './lease-card.ts'
import type { Clock } from './ports.ts'

/** Keeps one text from run to run. What it cannot keep is merely forgotten. */
export interface LeaseMemory {
  read(): string | null
  write(text: string): void
}

interface Sighting {
  /** The lease file and the computer whose clock `since` belongs to. */
  readonly about: string
  readonly id: string
  readonly beat: number
  /** Monotonic milliseconds since the computer was started. */
  readonly since: number
}

/**
 * Since when a foreign card stands still, by our own monotonic clock. It is kept beyond the end of the program: a relay that is started for
 * one cycle at a time would else never have patience enough. After a restart of the computer the clock begins anew and shows less
 * than has really passed, never more.
 */
export class LeaseSighting {
  readonly #about: string
  readonly #clock: Pick<Clock, 'monotonic'>
  readonly #memory: LeaseMemory
  #seen: Sighting | null

  constructor(file: string, host: string, clock: Pick<Clock, 'monotonic'>, memory: LeaseMemory) {
    this.#about = JSON.stringify([file, host])
    this.#clock = clock
    this.#memory = memory
    this.#seen = this.#remembered()
  }

  /** Looks at the card once more. @returns for how many milliseconds it stands still */
  look(card: Exclude<FoundCard, 'missing'>): number {
    const { id, beat } = standOf(card)
    const now = this.#clock.monotonic()
    const before = this.#seen
    const isSame = before !== null && before.id === id && before.beat === beat && before.since <= now
    const seen = isSame ? before : { about: this.#about, id, beat, since: now }
    if (!isSame) this.#keep(seen)
    return now - seen.since
  }

  forget(): void {
    this.#seen = null
  }

  #keep(seen: Sighting): void {
    this.#seen = seen
    try {
      this.#memory.write(JSON.stringify(seen))
    } catch {
      // The database is locked or full: patience begins anew with the next run, which is the safe side.
    }
  }

  #remembered(): Sighting | null {
    try {
      const seen: unknown = JSON.parse(this.#memory.read() ?? 'null')
      if (typeof seen !== 'object' || seen === null) return null
      const { about, id, beat, since } = seen as Record<keyof Sighting, unknown>
      if (about !== this.#about || typeof id !== 'string') return null
      return typeof beat === 'number' && typeof since === 'number'
        ? { about: this.#about, id, beat, since }
        : null
    } catch {
      return null
    }
  }
}
