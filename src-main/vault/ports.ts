/** A secret as it lies on disk. */
export interface SealedSecret {
  readonly sealer: 'os' | 'passphrase'
  readonly sealed: Uint8Array
}

/** Where sealed secrets lie. */
export interface SecretRows {
  get(name: string): SealedSecret | null
  put(name: string, secret: SealedSecret): void
  remove(name: string): void
}

/** Turns a secret into bytes that are safe on disk, and back. */
export interface Sealer {
  readonly kind: 'os' | 'passphrase'
  seal(plain: string): Uint8Array
  /** @throws RelayError R6003 when the bytes cannot be opened here */
  open(sealed: Uint8Array): string
}

/** `token:{folder id}` or `setting:{key}`. */
export type SecretName = `token:${number}` | `setting:${string}`
