import { scrypt } from 'node:crypto'

const KEY_BYTES = 32

/** The work of one derivation, as RFC 7914 names it. */
export interface ScryptCost {
  readonly N: number
  readonly r: number
  readonly p: number
}

/** OWASP's recommendation for scrypt: N = 2^17, r = 8, p = 1 (128 MiB, about half a second). */
export const COST: ScryptCost = { N: 2 ** 17, r: 8, p: 1 }

/** The key of a passphrase. Composed and decomposed spellings of the same passphrase are one passphrase. */
export function deriveKey(passphrase: string, salt: Uint8Array, cost: ScryptCost): Promise<Buffer> {
  // scrypt needs 128 * N * r bytes (RFC 7914 section 2), and Node wants a little more.
  const maxmem = 2 * 128 * cost.N * cost.r
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, KEY_BYTES, { ...cost, maxmem }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}
