import type { Transfer } from '../../src-shared/domain/transfer.ts'
import type { Conclusion, Journal } from './ports.ts'

/**
 * Results that the journal could not take when they came (disk full, database locked). They are written before anything
 * else is done with the journal; until then nothing more is sent.
 */
export class UnsavedResults {
  readonly #journal: Pick<Journal, 'conclude'>
  readonly #kept = new Map<number, Conclusion>()

  constructor(journal: Pick<Journal, 'conclude'>) {
    this.#journal = journal
  }

  /** @throws RelayError R4001 when the journal cannot take it now; then it is kept */
  conclude(id: number, conclusion: Conclusion): Transfer {
    try {
      return this.#journal.conclude(id, conclusion)
    } catch (error) {
      this.#kept.set(id, conclusion)
      throw error
    }
  }

  /** @throws RelayError R4001 while the journal still cannot be written */
  flush(): void {
    for (const [id, conclusion] of this.#kept) {
      this.#journal.conclude(id, conclusion)
      this.#kept.delete(id)
    }
  }
}
