import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { VaultState } from '../../src-shared/ipc/shapes.ts'
import type { Sealer, SecretName, SecretRows } from './ports.ts'

/**
 * The only keeper of tokens and passwords. With a sealer they lie sealed on disk; without one they live in this
 * process alone. Nothing is ever written in clear.
 */
export class Vault {
  readonly #rows: SecretRows
  /** Secrets of this run only: no encryption, or given on the command line. */
  readonly #forThisRun = new Map<SecretName, string>()
  #sealer: Sealer | null
  #memoryChosen: boolean

  constructor(rows: SecretRows, sealer: Sealer | null, memoryChosen = false) {
    this.#rows = rows
    this.#sealer = sealer
    this.#memoryChosen = memoryChosen
  }

  /** From now on secrets are sealed with this; what was kept for the run so far is sealed at once. */
  sealWith(sealer: Sealer): void {
    this.#sealer = sealer
    for (const [name, secret] of this.#forThisRun) this.put(name, secret)
    this.#forThisRun.clear()
  }

  keepForThisRun(): void {
    this.#memoryChosen = true
  }

  /** @throws RelayError R6001 when staff have not yet chosen how secrets are kept */
  put(name: SecretName, secret: string): void {
    if (this.#sealer !== null) {
      this.#rows.put(name, { sealer: this.#sealer.kind, sealed: this.#sealer.seal(secret) })
      this.#forThisRun.delete(name)
      return
    }
    if (!this.#memoryChosen) throw new RelayError('R6001')
    this.#forThisRun.set(name, secret)
  }

  /**
   * @returns null when there is none
   * @throws RelayError R6003 when there is one that cannot be opened now
   */
  get(name: SecretName): string | null {
    const kept = this.#forThisRun.get(name)
    if (kept !== undefined) return kept
    const row = this.#rows.get(name)
    if (row === null) return null
    if (this.#sealer === null || this.#sealer.kind !== row.sealer) throw new RelayError('R6003', row.sealer)
    return this.#sealer.open(row.sealed)
  }

  /** Like get, with null for a secret that cannot be opened. */
  peek(name: SecretName): string | null {
    try {
      return this.get(name)
    } catch (error) {
      if (error instanceof RelayError) return null
      throw error
    }
  }

  has(name: SecretName): boolean {
    return this.#forThisRun.has(name) || this.#rows.get(name) !== null
  }

  remove(name: SecretName): void {
    this.#forThisRun.delete(name)
    this.#rows.remove(name)
  }

  /** @param hasPassphrase a passphrase was set up earlier */
  state(hasPassphrase: boolean): VaultState {
    if (this.#sealer !== null) return { kind: this.#sealer.kind, locked: false, hasPassphrase }
    if (this.#memoryChosen) return { kind: 'memory', locked: false, hasPassphrase }
    return hasPassphrase
      ? { kind: 'passphrase', locked: true, hasPassphrase }
      : { kind: 'undecided', locked: false, hasPassphrase }
  }
}

/** `••••4f2a`: the last four characters, and none of a token so short that four would tell much. */
export function tokenHint(token: string): string {
  return token.length >= 12 ? `••••${token.slice(-4)}` : '••••'
}
