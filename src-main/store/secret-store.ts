import { guarded, type RelayDatabase } from './database.ts'

/** One sealed copy of a secret, as it lies on disk. */
export interface SealedSecret {
  readonly sealer: 'os' | 'passphrase' | 'key_file'
  readonly sealed: Uint8Array
}

/** Sealed secrets by name, for the vault; one copy for each sealer. This room never sees a secret in clear. */
export class SecretStore {
  readonly #db: RelayDatabase

  constructor(db: RelayDatabase) {
    this.#db = db
  }

  copies(name: string): SealedSecret[] {
    return guarded(() =>
      this.#db
        .prepare<[string], SealedSecret>('SELECT sealer, sealed FROM secrets WHERE name = ? ORDER BY sealer')
        .all(name),
    )
  }

  names(): string[] {
    return guarded(() =>
      this.#db.prepare<[], string>('SELECT DISTINCT name FROM secrets ORDER BY name').pluck().all(),
    )
  }

  /** These are all the copies from now on: one that is not among them would hold the secret of before. */
  replace(name: string, copies: readonly SealedSecret[]): void {
    this.#change(() => {
      this.#db.prepare('DELETE FROM secrets WHERE name = ?').run(name)
      const insert = this.#db.prepare('INSERT INTO secrets (name, sealer, sealed) VALUES (?, ?, ?)')
      for (const { sealer, sealed } of copies) insert.run(name, sealer, sealed)
    })
  }

  /** Removes every copy that this sealer made. */
  removeCopies(sealer: SealedSecret['sealer']): void {
    this.#change(() => void this.#db.prepare('DELETE FROM secrets WHERE sealer = ?').run(sealer))
  }

  #change(work: () => void): void {
    guarded(() => this.#db.transaction(work).immediate())
  }
}
