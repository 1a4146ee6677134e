/** os: the system. passphrase: staff know it. key_file: for runs without a window. */
export type SealerKind = 'os' | 'passphrase' | 'key_file'

/** One sealed copy of a secret, as it lies on disk. */
export interface SealedSecret {
  readonly sealer: SealerKind
  readonly sealed: Uint8Array
}

/** Where sealed secrets lie: one copy for each sealer. */
export interface SecretRows {
  copies(name: string): readonly SealedSecret[]
  names(): readonly string[]
  /** From now on these are all the copies there are; none takes the secret away. */
  replace(name: string, copies: readonly SealedSecret[]): void
  removeCopies(sealer: SealerKind): void
}

/** Turns a secret into bytes that are safe on disk, and back. */
export interface Sealer {
  readonly kind: SealerKind
  /** @param name a sealer may bind the bytes to it, so that they open under no other name */
  seal(plain: string, name: string): Uint8Array
  /** @throws RelayError R6003 when the bytes cannot be opened here */
  open(sealed: Uint8Array, name: string): string
}

/** `token:{folder id}` or `setting:{key}`. */
export type SecretName = `token:${number}` | `setting:${string}`
