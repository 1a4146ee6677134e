import {
  isSecretKey,
  isSettingKey,
  type RawSettings,
  type SettingKey,
} from '../../src-shared/domain/settings.ts'
import type { AuditStore } from './audit-store.ts'
import { guarded, type RelayDatabase } from './database.ts'

/** Written values of the settings that are no secrets. Checking them is the caller's: this is storage alone. */
export class SettingsStore {
  readonly #db: RelayDatabase
  readonly #audit: AuditStore

  constructor(db: RelayDatabase, audit: AuditStore) {
    this.#db = db
    this.#audit = audit
  }

  /** Stored keys only; keys that a newer program wrote are passed over. */
  read(): RawSettings {
    const rows = guarded(() =>
      this.#db.prepare<[], { key: string; value: string }>('SELECT key, value FROM settings').all(),
    )
    const raw: Partial<Record<SettingKey, string>> = {}
    for (const { key, value } of rows) if (isSettingKey(key)) raw[key] = value
    return raw
  }

  /** All changes and their audit rows, or none. `null` removes the stored value, so that the default holds again. */
  write(changes: ReadonlyMap<SettingKey, string | null>): void {
    guarded(() =>
      this.#db
        .transaction(() => {
          const before = this.read()
          for (const [key, value] of changes) {
            if (isSecretKey(key)) throw new RangeError(`${key} belongs in the vault`)
            if ((before[key] ?? null) === value) continue
            if (value === null) this.#db.prepare('DELETE FROM settings WHERE key = ?').run(key)
            else
              this.#db
                .prepare(
                  'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
                )
                .run(key, value)
            this.#audit.add({
              action: 'setting.changed',
              subject: key,
              before: before[key] ?? null,
              after: value,
              reason: null,
            })
          }
        })
        .immediate(),
    )
  }
}
