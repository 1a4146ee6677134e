import { createCipheriv, createDecipheriv, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Sealer } from './ports.ts'

/** OWASP's recommendation for scrypt: N = 2^17, r = 8, p = 1 (128 MiB, about half a second). */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }
const SALT_BYTES = 16
const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16
const CHECK = 'pmh-relay-console passphrase check'

/** What is kept to know the passphrase again: a salt and a sealed known text, both in hex. */
export interface PassphraseRecord {
  readonly salt: string
  readonly check: string
}

/** Makes a sealer for a new passphrase and the record to keep. */
export async function createPassphrase(
  passphrase: string,
): Promise<{ sealer: Sealer; record: PassphraseRecord }> {
  const salt = randomBytes(SALT_BYTES)
  const sealer = aesSealer(await deriveKey(passphrase, salt))
  const check = Buffer.from(sealer.seal(CHECK)).toString('hex')
  return { sealer, record: { salt: salt.toString('hex'), check } }
}

/** @throws RelayError R6002 when the passphrase is not the one of the record */
export async function openPassphrase(passphrase: string, record: PassphraseRecord): Promise<Sealer> {
  const sealer = aesSealer(await deriveKey(passphrase, Buffer.from(record.salt, 'hex')))
  let known: string
  try {
    known = sealer.open(Buffer.from(record.check, 'hex'))
  } catch {
    throw new RelayError('R6002')
  }
  const same = known.length === CHECK.length && timingSafeEqual(Buffer.from(known), Buffer.from(CHECK))
  if (!same) throw new RelayError('R6002')
  return sealer
}

/** Composed and decomposed spellings of the same passphrase are one passphrase. */
function deriveKey(passphrase: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, KEY_BYTES, COST, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}

/** AES-256-GCM: iv, tag and ciphertext in one piece. */
function aesSealer(key: Buffer): Sealer {
  return {
    kind: 'passphrase',
    seal(plain) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body])
    },
    open(sealed) {
      const bytes = Buffer.from(sealed)
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        })
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
        return Buffer.concat([
          decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)),
          decipher.final(),
        ]).toString('utf8')
      } catch (error) {
        throw new RelayError('R6003', 'passphrase', { cause: error })
      }
    },
  }
}

const passphraseRecord = z.strictObject({ salt: z.hex().length(SALT_BYTES * 2), check: z.hex() })

/** @throws RelayError R6003 when the stored record is not one */
export function readPassphraseRecord(json: string): PassphraseRecord {
  try {
    return passphraseRecord.parse(JSON.parse(json))
  } catch (error) {
    throw new RelayError('R6003', 'passphrase', { cause: error })
  }
}
