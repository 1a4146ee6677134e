import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM: iv, tag and ciphertext in one piece. `bound` is not in it, and has to be the same to open it. */
export function encrypt(key: Buffer, plain: string, bound: Uint8Array = Buffer.alloc(0)): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(bound)
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

/** @throws Error when the key is another one, or one bit of the piece or of `bound` was changed */
export function decrypt(key: Buffer, piece: Uint8Array, bound: Uint8Array = Buffer.alloc(0)): string {
  const bytes = Buffer.from(piece)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(bound)
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  const body = [decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]
  return Buffer.concat(body).toString('utf8')
}
