import { guarded, type RelayDatabase } from './database.ts'

/** Who did it: the operating system's user and this computer. */
export interface Actor {
  readonly who: string
  readonly host: string
}

export interface AuditEntry {
  readonly action: string
  readonly subject: string
  readonly before: string | null
  readonly after: string | null
  readonly reason: string | null
}

export interface AuditRow extends AuditEntry, Actor {
  readonly id: number
  readonly at: string
}

/** The audit trail (操作記録): append-only, secrets only as "changed". */
export class AuditStore {
  readonly #db: RelayDatabase
  readonly actor: Actor
  readonly #now: () => string

  constructor(db: RelayDatabase, actor: Actor, now: () => string) {
    this.#db = db
    this.actor = actor
    this.#now = now
  }

  /** To be called inside the transaction of the change itself, so that neither exists without the other. */
  add(entry: AuditEntry): void {
    guarded(() =>
      this.#db
        .prepare(
          'INSERT INTO audit (at, who, host, action, subject, before, after, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        )
        .run(
          this.#now(),
          this.actor.who,
          this.actor.host,
          entry.action,
          entry.subject,
          entry.before,
          entry.after,
          entry.reason,
        ),
    )
  }

  /** How many links the chain of the records has: one for each row, and one more for each change of a transfer. */
  links(): number {
    return guarded(
      () => this.#db.prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM chain').get()?.seq ?? 0,
    )
  }

  newestFirst(limit: number): AuditRow[] {
    return guarded(() =>
      this.#db.prepare<[number], AuditRow>('SELECT * FROM audit ORDER BY id DESC LIMIT ?').all(limit),
    )
  }
}
