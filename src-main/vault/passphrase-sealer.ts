import { randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { secretFault } from '../../src-shared/text/ja/secrets.ts'
import { decrypt, encrypt } from './aes-gcm.ts'
import { COST, deriveKey } from './derived-key.ts'
import type { Sealer } from './ports.ts'

const SALT_BYTES = 16
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
  const sealer = passphraseSealer(await deriveKey(passphrase, salt, COST))
  const check = Buffer.from(sealer.seal(CHECK, '')).toString('hex')
  return { sealer, record: { salt: salt.toString('hex'), check } }
}

/** @throws RelayError R6002 when the passphrase is not the one of the record */
export async function openPassphrase(passphrase: string, record: PassphraseRecord): Promise<Sealer> {
  const sealer = passphraseSealer(await deriveKey(passphrase, Buffer.from(record.salt, 'hex'), COST))
  let known: string
  try {
    known = sealer.open(Buffer.from(record.check, 'hex'), '')
  } catch {
    throw new RelayError('R6002')
  }
  const same = known.length === CHECK.length && timingSafeEqual(Buffer.from(known), Buffer.from(CHECK))
  if (!same) throw new RelayError('R6002')
  return sealer
}

function passphraseSealer(key: Buffer): Sealer {
  return {
    kind: 'passphrase',
    seal: (plain) => encrypt(key, plain),
    open(sealed) {
      try {
        return decrypt(key, sealed)
      } catch (error) {
        throw new RelayError('R6003', secretFault.passphrase, { cause: error })
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
    throw new RelayError('R6003', secretFault.passphrase, { cause: error })
  }
}
