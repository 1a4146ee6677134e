import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { VaultState } from '../../src-shared/ipc/answer-shapes.ts'
import { secretFault } from '../../src-shared/text/ja/secrets.ts'
import type { SealedSecret, Sealer, SecretName, SecretRows } from './ports.ts'

/**
 * The only keeper of tokens and passwords. With a sealer they lie sealed on disk; without one they live in this
 * process alone. Nothing is ever written in clear. A second sealer may keep copies for runs without a window; a secret
 * that changes changes in every copy, and a copy that cannot be renewed is removed: an old token must never be sent.
 */
export class Vault {
  readonly #rows: SecretRows
  /** Secrets of this run only: no encryption, or given on the command line. */
  readonly #forThisRun = new Map<SecretName, string>()
  /** Seals and opens. */
  #sealer: Sealer | null
  /** Seals too, for runs without a window. */
  #background: Sealer | null = null
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

  /** From now on every secret that is put has a copy of this sealer too; null: it has none any more. */
  alsoSealWith(background: Sealer | null): void {
    this.#background = background
  }

  /** @param chosen false: staff have decided otherwise since */
  keepForThisRun(chosen = true): void {
    this.#memoryChosen = chosen
  }

  /** @throws RelayError R6001 when staff have not yet chosen how secrets are kept */
  put(name: SecretName, secret: string): void {
    if (this.#sealer !== null) {
      const copies = [this.#sealer, this.#background].flatMap((sealer) =>
        sealer === null ? [] : [sealedBy(sealer, name, secret)],
      )
      this.#rows.replace(name, copies)
      this.#forThisRun.delete(name)
      return
    }
    if (!this.#memoryChosen) throw new RelayError('R6001')
    // What is sealed is the secret of before, which nobody may send with any more.
    this.#rows.replace(name, [])
    this.#forThisRun.set(name, secret)
  }

  /**
   * @returns null when there is none
   * @throws RelayError R6003 when there is one that cannot be opened now
   */
  get(name: SecretName): string | null {
    const kept = this.#forThisRun.get(name)
    if (kept !== undefined) return kept
    const copies = this.#rows.copies(name)
    if (copies.length === 0) return null
    const sealer = this.#sealer
    const own = copies.find((copy) => copy.sealer === sealer?.kind)
    if (sealer === null || own === undefined) throw new RelayError('R6003', faultOf(sealer, copies))
    return sealer.open(own.sealed, name)
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
    return this.#forThisRun.has(name) || this.#rows.copies(name).length > 0
  }

  remove(name: SecretName): void {
    this.#forThisRun.delete(name)
    this.#rows.replace(name, [])
  }

  /** Gives every secret that can be read a fresh copy for the background; for the others there is none to give. */
  renewCopies(): void {
    this.#rows.removeCopies('key_file')
    for (const name of this.#rows.names() as SecretName[]) {
      const secret = this.peek(name)
      if (secret !== null) this.put(name, secret)
    }
  }

  /** Forgets what runs without a window could open. */
  removeCopies(): void {
    this.#rows.removeCopies('key_file')
  }

  /** Sealed secrets, and whether the key of the background opens a copy of them. */
  covered(): { readonly name: SecretName; readonly hasCopy: boolean }[] {
    const opener = new Vault(this.#rows, this.#background)
    return (this.#rows.names() as SecretName[]).map((name) => ({ name, hasCopy: opener.peek(name) !== null }))
  }

  /** @param hasPassphrase a passphrase was set up earlier */
  state(hasPassphrase: boolean): VaultState {
    const kind = this.#sealer?.kind
    // The key file opens for runs without a window alone, which ask for no state.
    if (kind === 'os' || kind === 'passphrase') return { kind, locked: false, hasPassphrase }
    if (this.#memoryChosen) return { kind: 'memory', locked: false, hasPassphrase }
    return hasPassphrase
      ? { kind: 'passphrase', locked: true, hasPassphrase }
      : { kind: 'undecided', locked: false, hasPassphrase }
  }
}

function sealedBy(sealer: Sealer, name: SecretName, secret: string): SealedSecret {
  return { sealer: sealer.kind, sealed: sealer.seal(secret, name) }
}

function faultOf(sealer: Sealer | null, copies: readonly SealedSecret[]): string {
  const kinds = copies.map((copy) => copy.sealer)
  const isLocked = sealer === null && kinds.includes('passphrase')
  return isLocked ? secretFault.locked : secretFault.sealedBy(kinds)
}

/** `••••4f2a`: the last four characters, and none of a token so short that four would tell much. */
export function tokenHint(token: string): string {
  return token.length >= 12 ? `••••${token.slice(-4)}` : '••••'
}
