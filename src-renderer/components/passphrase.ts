import { vaultText } from '../../src-shared/text/ja/screens-start.ts'

/** The shortest passphrase that the vault takes (ipc/commands.ts, vault.choose). */
const SHORTEST = 12

export interface PassphraseProblems {
  readonly first: string | null
  readonly second: string | null
}

/** Typed twice, since nobody can read it back. */
export function passphraseProblems(first: string, second: string): PassphraseProblems {
  if (first.length < SHORTEST) return { first: vaultText.tooShort(first.length), second: null }
  return { first: null, second: first === second ? null : vaultText.different }
}
