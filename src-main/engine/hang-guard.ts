import { inTime } from './in-time.ts'

/** Keeps work at a place that hangs from piling up: each such work holds one of the few threads that read any disk. */
export class HangGuard {
  readonly #hanging = new Set<string>()

  /**
   * @param work begun only when no earlier one at this place is still out
   * @returns null when there was no answer in time, or is none to an earlier question
   * @throws what the work throws in time
   */
  async ask<T>(place: string, work: () => Promise<T>, limitMs: number): Promise<T | null> {
    if (this.#hanging.has(place)) return null
    const begun = work()
    const answer = await inTime(begun, limitMs)
    if (answer === null) {
      this.#hanging.add(place)
      void begun.catch(() => {}).finally(() => this.#hanging.delete(place))
    }
    return answer
  }
}
