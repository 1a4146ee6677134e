import { createHash } from 'node:crypto'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { secretFault } from '../../src-shared/text/ja/secrets.ts'
import { decrypt, encrypt } from './aes-gcm.ts'
import type { Sealer } from './ports.ts'

/** Begins every sealed copy: what wrote it, in which form. */
const HEADER = Buffer.from('PK1')
const MARK_BYTES = 8

/**
 * Seals with the key of a key file. The secret's name is bound in, so that no copy opens under another name: a row that
 * was moved to another folder never makes that folder send with a foreign token.
 */
export function keyFileSealer(key: Buffer): Sealer {
  const mark = keyMark(key)
  const bound = (name: string) => Buffer.concat([HEADER, mark, Buffer.from(name)])
  return {
    kind: 'key_file',
    seal: (plain, name) => Buffer.concat([HEADER, mark, encrypt(key, plain, bound(name))]),
    open(sealed, name) {
      const bytes = Buffer.from(sealed)
      const head = bytes.subarray(0, HEADER.length)
      if (!head.equals(HEADER)) throw new RelayError('R6003', secretFault.keyDamaged)
      const sealedWith = bytes.subarray(HEADER.length, HEADER.length + MARK_BYTES)
      if (!sealedWith.equals(mark)) throw new RelayError('R6003', secretFault.otherKey)
      try {
        return decrypt(key, bytes.subarray(HEADER.length + MARK_BYTES), bound(name))
      } catch (error) {
        throw new RelayError('R6003', secretFault.keyDamaged, { cause: error })
      }
    },
  }
}

/** Tells one key from another without telling anything of the key. */
function keyMark(key: Buffer): Buffer {
  return createHash('sha256').update('pmh-relay key mark').update(key).digest().subarray(0, MARK_BYTES)
}
