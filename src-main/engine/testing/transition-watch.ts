import type { Transfer, TransferStatus } from '../../../src-shared/domain/transfer.ts'

/** A status that no later moment may change: PMH's own word, or a doubt. */
const FINAL: ReadonlySet<TransferStatus> = new Set(['accepted', 'rejected', 'unknown'])

/** Compares the journal's rows from moment to moment, and keeps every step that must not be. */
export class TransitionWatch {
  #before = new Map<number, Transfer>()
  readonly #violations: string[] = []

  look(rows: readonly Transfer[]): void {
    const now = new Map(rows.map((row) => [row.id, row]))
    for (const [id, before] of this.#before) {
      const row = now.get(id)
      if (row === undefined) this.#violations.push(`row ${id} is gone`)
      else this.#compare(before, row)
    }
    this.#before = now
  }

  #compare(before: Transfer, now: Transfer): void {
    const step = `row ${now.id}: ${before.status} → ${now.status}`
    if (FINAL.has(before.status) && now.status !== before.status) this.#violations.push(step)
    if (before.status === 'failed' && now.status !== 'failed' && now.attempts <= before.attempts)
      this.#violations.push(`${step} without an attempt`)
    if (before.decision !== null && now.decision !== before.decision)
      this.#violations.push(`row ${now.id}: decision ${before.decision} → ${now.decision}`)
    if (before.status === 'accepted' && now.serialNumber !== before.serialNumber)
      this.#violations.push(`row ${now.id}: another serial number`)
    if (now.sha256 !== before.sha256 || now.fileName !== before.fileName || now.folder !== before.folder)
      this.#violations.push(`row ${now.id}: is about another file`)
  }

  /** The disk went back in time, as after a kill. */
  forget(): void {
    this.#before.clear()
  }

  get violations(): readonly string[] {
    return this.#violations
  }
}
