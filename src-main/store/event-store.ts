import { guarded, type RelayDatabase } from './database.ts'

export interface StoredEvent {
  readonly at: string
  readonly level: 'information' | 'warning' | 'error'
  readonly code: string
  readonly folder: string | null
  readonly transferId: number | null
  readonly message: string
}

/** The event table that the event log and mail are fed from. */
export class EventStore {
  readonly #db: RelayDatabase

  constructor(db: RelayDatabase) {
    this.#db = db
  }

  add(event: StoredEvent): number {
    return guarded(() =>
      Number(
        this.#db
          .prepare(
            'INSERT INTO events (at, level, code, folder, transfer_id, message) VALUES (?, ?, ?, ?, ?, ?)',
          )
          .run(event.at, event.level, event.code, event.folder, event.transferId, event.message)
          .lastInsertRowid,
      ),
    )
  }

  newestFirst(limit: number): (StoredEvent & { readonly id: number })[] {
    return guarded(() =>
      this.#db
        .prepare<[number], StoredEvent & { readonly id: number }>(
          'SELECT id, at, level, code, folder, transfer_id AS transferId, message FROM events ORDER BY id DESC LIMIT ?',
        )
        .all(limit),
    )
  }
}
