import type { Disposal, FiledFact, RetentionLedger } from '../engine/retention.ts'
import type { AuditStore } from './audit-store.ts'
import { guarded, type RelayDatabase } from './database.ts'

interface Row {
  id: number
  finished_at: string
  sha256: string
  status: string
  decision: string | null
}

/** What the journal knows of filed files, and the audit row for each one that is deleted. */
export class RetentionStore implements RetentionLedger {
  readonly #db: RelayDatabase
  readonly #audit: AuditStore

  constructor(db: RelayDatabase, audit: AuditStore) {
    this.#db = db
    this.#audit = audit
  }

  find(root: string, filedAs: string): FiledFact | null {
    const row = guarded(() =>
      this.#db
        .prepare<[string, string], Row>(
          `SELECT id, finished_at, sha256, status, decision FROM transfers
           WHERE root = ? AND filed_as = ? AND place = 'filed' AND finished_at IS NOT NULL ORDER BY id DESC LIMIT 1`,
        )
        .get(root, filedAs),
    )
    if (row === undefined) return null
    return {
      transferId: row.id,
      // Written in local time with its offset: the first ten characters are the local date.
      uploadDate: row.finished_at.slice(0, 10),
      sha256: row.sha256,
      isOpen: (row.status === 'unknown' && row.decision === null) || row.decision === 'resend',
    }
  }

  /** One transaction a lot: the records, and that the files are not there any more. */
  dispose(root: string, lot: readonly Disposal[]): void {
    guarded(() =>
      this.#db
        .transaction(() => {
          const close = this.#db.prepare(`UPDATE transfers SET place = 'gone' WHERE id = ?`)
          for (const { filedAs, uploadDate, fact } of lot) {
            if (fact !== null) close.run(fact.transferId)
            this.#audit.add({
              action: 'retention.deleted',
              subject: `${root}/${filedAs}`,
              before: JSON.stringify({ uploadDate, sha256: fact?.sha256 ?? null }),
              after: null,
              reason: null,
            })
          }
        })
        .immediate(),
    )
  }
}
