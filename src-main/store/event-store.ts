import type { EventLevel } from '../../src-shared/domain/event-ids.ts'
import { guarded, type RelayDatabase } from './database.ts'

export interface StoredEvent {
  readonly at: string
  readonly level: EventLevel
  /** Null only in rows of programs that had no numbers. */
  readonly eventId: number | null
  /** '' for what has no code, as the start of the service. */
  readonly code: string
  readonly folder: string | null
  readonly transferId: number | null
  readonly message: string
}

/** Years of ordinary use; one row is some 200 bytes. */
const KEPT = 50_000

/** Each new row takes at most so many old ones with it, so that no write is long. */
const DROPPED_AT_ONCE = 100

/** The event table that the event log and mail are fed from. */
export class EventStore {
  readonly #db: RelayDatabase
  readonly #kept: number

  constructor(db: RelayDatabase, kept = KEPT) {
    this.#db = db
    this.#kept = kept
  }

  /** Adds one, and drops the oldest beyond what is kept; mails that wait are no part of it. */
  add(event: StoredEvent): number {
    return guarded(() =>
      this.#db.transaction(() => {
        const id = Number(
          this.#db
            .prepare(
              'INSERT INTO events (at, level, event_id, code, folder, transfer_id, message) VALUES (?, ?, ?, ?, ?, ?, ?)',
            )
            .run(
              event.at,
              event.level,
              event.eventId,
              event.code,
              event.folder,
              event.transferId,
              event.message,
            ).lastInsertRowid,
        )
        this.#db
          .prepare('DELETE FROM events WHERE id IN (SELECT id FROM events WHERE id <= ? ORDER BY id LIMIT ?)')
          .run(id - this.#kept, DROPPED_AT_ONCE)
        return id
      })(),
    )
  }

  newestFirst(limit: number): (StoredEvent & { readonly id: number })[] {
    return guarded(() =>
      this.#db
        .prepare<[number], StoredEvent & { readonly id: number }>(
          `SELECT id, at, level, event_id AS eventId, code, folder, transfer_id AS transferId, message
           FROM events ORDER BY id DESC LIMIT ?`,
        )
        .all(limit),
    )
  }
}
