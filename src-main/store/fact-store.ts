import { randomBytes } from 'node:crypto'
import { guarded, type RelayDatabase } from './database.ts'

export type FactName =
  | 'token_salt'
  | 'passphrase'
  | 'vault_choice'
  | 'monitoring'
  | 'lease_seen'
  /** `seen`: staff know that the relay goes on without the window. */
  | 'close_note'
  /** Where the window stood, as JSON. */
  | 'window_place'
  /** The key file of runs without a window, as JSON (vault/background-key.ts). */
  | 'background_key'
  /** 管理者ロック: the hash of the PIN, or '' for none; and the wrong tries in a row, as JSON. */
  | 'admin_pin'
  | 'admin_tries'
  /** When staff were told that the system's log cannot be written; '' once it could. */
  | 'system_log_note'

/** Small facts of the program itself. */
export class FactStore {
  readonly #db: RelayDatabase

  constructor(db: RelayDatabase) {
    this.#db = db
  }

  get(name: FactName): string | null {
    const row = guarded(() =>
      this.#db.prepare<[string], { value: string }>('SELECT value FROM facts WHERE name = ?').get(name),
    )
    return row?.value ?? null
  }

  set(name: FactName, value: string): void {
    guarded(() =>
      this.#db
        .prepare(
          'INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
        )
        .run(name, value),
    )
  }

  remove(name: FactName): void {
    guarded(() => this.#db.prepare('DELETE FROM facts WHERE name = ?').run(name))
  }

  /** The salt of this database for token marks: made once, 32 random bytes in hex. */
  tokenSalt(): string {
    const known = this.get('token_salt')
    if (known !== null) return known
    const made = randomBytes(32).toString('hex')
    this.set('token_salt', made)
    return made
  }
}
