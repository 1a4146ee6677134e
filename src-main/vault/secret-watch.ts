import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { SettingKey } from '../../src-shared/domain/settings.ts'
import type { SecretName } from './ports.ts'
import type { Vault } from './vault.ts'

/** A secret without which something cannot be done, and what that is. */
export interface NeededSecret {
  readonly name: SecretName
  /** Whose token it is; null for a password. */
  readonly folder: string | null
  /** Which password it is; null for a token. */
  readonly setting: SettingKey | null
}

/** A secret that is needed and cannot be had. */
export interface SecretTrouble extends NeededSecret {
  /** R3009: none is stored. R6003: it is stored, and cannot be opened here. */
  readonly code: 'R3009' | 'R6003'
  /** Why, for staff. */
  readonly detail: string
  /** Since this program knows of it. */
  readonly since: string
}

/** Looks which secrets can be had, and remembers since when one could not. */
export class SecretWatch {
  readonly #vault: Pick<Vault, 'get'>
  readonly #now: () => string
  readonly #known = new Map<SecretName, SecretTrouble>()

  constructor(vault: Pick<Vault, 'get'>, now: () => string) {
    this.#vault = vault
    this.#now = now
  }

  find(needed: readonly NeededSecret[]): SecretTrouble[] {
    const found = needed.flatMap((secret) => this.#lookAt(secret) ?? [])
    this.#known.clear()
    for (const trouble of found) this.#known.set(trouble.name, trouble)
    return found
  }

  #lookAt(secret: NeededSecret): SecretTrouble | null {
    const fault = this.#faultOf(secret.name)
    if (fault === null) return null
    const known = this.#known.get(secret.name)
    return { ...secret, ...fault, since: known?.code === fault.code ? known.since : this.#now() }
  }

  #faultOf(name: SecretName): Pick<SecretTrouble, 'code' | 'detail'> | null {
    try {
      return this.#vault.get(name) === null ? { code: 'R3009', detail: '' } : null
    } catch (error) {
      if (error instanceof RelayError && error.code === 'R6003')
        return { code: 'R6003', detail: error.detail }
      throw error
    }
  }
}
