import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/** As OWASP recommends where 128 MiB are too much for a moment's question: N = 2^16, r = 8, p = 2. */
const COST = { N: 2 ** 16, r: 8, p: 2, maxmem: 128 * 1024 * 1024 }
const BYTES = 32

const pinRecord = z.strictObject({ salt: z.hex().length(BYTES * 2), hash: z.hex().length(BYTES * 2) })

/** What is kept to know a PIN again. */
export type PinRecord = z.infer<typeof pinRecord>

export async function hashPin(pin: string): Promise<PinRecord> {
  const salt = randomBytes(BYTES)
  return { salt: salt.toString('hex'), hash: (await derive(pin, salt)).toString('hex') }
}

export async function isPinOf(pin: string, { salt, hash }: PinRecord): Promise<boolean> {
  return timingSafeEqual(await derive(pin, Buffer.from(salt, 'hex')), Buffer.from(hash, 'hex'))
}

/** @returns null when it is no record: then no PIN opens it */
export function readPinRecord(json: string): PinRecord | null {
  try {
    return pinRecord.parse(JSON.parse(json))
  } catch {
    return null
  }
}

function derive(pin: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, BYTES, COST, (error, key) => (error === null ? resolve(key) : reject(error)))
  })
}
