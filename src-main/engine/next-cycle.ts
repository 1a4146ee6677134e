import { type LongTimer, startLongTimer } from '../../src-shared/time/long-timer.ts'
import { isoLocal } from './local-time.ts'
import type { Clock } from './ports.ts'

/** The timer between two cycles (MonitoringTimer), and the time at which it will fire. */
export class NextCycle {
  readonly #clock: Clock
  readonly #begin: () => void
  #timer: LongTimer | null = null
  #at: string | null = null

  constructor(clock: Clock, begin: () => void) {
    this.#clock = clock
    this.#begin = begin
  }

  /** ISO 8601; null while nothing is planned, and for a time that no date can hold. */
  get at(): string | null {
    return this.#at
  }

  /** Plans the next cycle, instead of one that was planned before. */
  plan(intervalMs: number): void {
    this.cancel()
    // A MonitoringTimer of fifteen digits lies beyond what a date can hold.
    const at = new Date(this.#clock.now().getTime() + intervalMs)
    this.#at = Number.isNaN(at.getTime()) ? null : isoLocal(at)
    this.#timer = startLongTimer(intervalMs, () => this.#clock.monotonic(), this.#begin)
  }

  cancel(): void {
    this.#timer?.cancel()
    this.#timer = null
    this.#at = null
  }
}
