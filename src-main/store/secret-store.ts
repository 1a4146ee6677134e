import { guarded, type RelayDatabase } from './database.ts'

/** A secret as it lies on disk. */
export interface SealedSecret {
  readonly sealer: 'os' | 'passphrase'
  readonly sealed: Uint8Array
}

/** Sealed secrets by name, for the vault. This room never sees a secret in clear. */
export class SecretStore {
  readonly #db: RelayDatabase

  constructor(db: RelayDatabase) {
    this.#db = db
  }

  get(name: string): SealedSecret | null {
    const row = guarded(() =>
      this.#db.prepare<[string], SealedSecret>('SELECT sealer, sealed FROM secrets WHERE name = ?').get(name),
    )
    return row ?? null
  }

  put(name: string, secret: SealedSecret): void {
    guarded(() =>
      this.#db
        .prepare(
          `INSERT INTO secrets (name, sealer, sealed) VALUES (?, ?, ?)
           ON CONFLICT (name) DO UPDATE SET sealer = excluded.sealer, sealed = excluded.sealed`,
        )
        .run(name, secret.sealer, secret.sealed),
    )
  }

  remove(name: string): void {
    guarded(() => this.#db.prepare('DELETE FROM secrets WHERE name = ?').run(name))
  }
}
