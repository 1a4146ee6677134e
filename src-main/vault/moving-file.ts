import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { PREFLIGHT_MODES } from '../../src-shared/domain/preflight-rule.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { isSecretKey, SETTING_KEYS, type SettingKey } from '../../src-shared/domain/settings.ts'
import { movingFault } from '../../src-shared/text/ja/secrets.ts'
import { decrypt, encrypt } from './aes-gcm.ts'
import { COST, deriveKey, type ScryptCost } from './derived-key.ts'

/*
 * magic | log2 N, r, p | salt | iv, tag, ciphertext | SHA-256 of all that
 * The checksum keeps no attacker away, which is the tag's work: it tells a file that was damaged on its way from a
 * passphrase that is wrong.
 */
const MAGIC = Buffer.from('PMH RELAY MOVE 1')
const SALT_BYTES = 16
const HEADER_BYTES = MAGIC.length + 3 + SALT_BYTES
const SUM_BYTES = 32

/** Settings and tokens are a few KB. */
export const MOVING_LIMIT_BYTES = 1024 * 1024

/** 2^15 is the least that this program trusts, 2^18 (256 MiB) the most memory that a file may make it take. */
const LOG_N = { least: 15, most: 18 }

const text = z.string().max(1024)
const secret = z.string().min(1).max(8192)
const keys = (isWanted: (key: SettingKey) => boolean) =>
  z.enum(SETTING_KEYS.filter(isWanted) as [SettingKey, ...SettingKey[]])

const contents = z.strictObject({
  exportedAt: text,
  host: text,
  settings: z.partialRecord(
    keys((key) => !isSecretKey(key)),
    z.string().max(8192),
  ),
  passwords: z.partialRecord(keys(isSecretKey), secret),
  /** `token` null: it could not be read when the file was made. */
  folders: z
    .array(
      z.strictObject({
        folder: text,
        displayName: text,
        paused: z.boolean(),
        /** 送信前の点検 of this folder alone; null: as the setting says. Absent in files of before. */
        preflight: z.enum(PREFLIGHT_MODES).nullable().optional(),
        token: secret.nullable(),
      }),
    )
    .max(1000),
})

/** What goes from one computer to another: settings, mapping and secrets. */
export type MovingContents = z.infer<typeof contents>

/** @throws RelayError R5010 when there is more than a file may hold */
export async function sealMoving(what: MovingContents, passphrase: string): Promise<Buffer> {
  const salt = randomBytes(SALT_BYTES)
  const header = Buffer.concat([MAGIC, Buffer.from([Math.log2(COST.N), COST.r, COST.p]), salt])
  const key = await deriveKey(passphrase, salt, COST)
  const body = Buffer.concat([header, encrypt(key, JSON.stringify(what), header)])
  const sealed = Buffer.concat([body, checksum(body)])
  if (sealed.length > MOVING_LIMIT_BYTES) throw new RelayError('R5010', String(sealed.length))
  return sealed
}

/** @throws RelayError R6006 (detail: why) when the bytes are damaged or no such file, before any passphrase is asked for */
export function requireMovingFile(bytes: Buffer): void {
  costOf(bytes)
}

/**
 * @throws RelayError R6002 when the passphrase is another one, R6006 (detail: why) when the bytes are damaged or no such file
 */
export async function openMoving(bytes: Buffer, passphrase: string): Promise<MovingContents> {
  const cost = costOf(bytes)
  const header = bytes.subarray(0, HEADER_BYTES)
  const key = await deriveKey(passphrase, header.subarray(-SALT_BYTES), cost)
  let json: string
  try {
    json = decrypt(key, bytes.subarray(HEADER_BYTES, -SUM_BYTES), header)
  } catch (error) {
    throw new RelayError('R6002', '', { cause: error })
  }
  try {
    return contents.parse(JSON.parse(json))
  } catch {
    // Without a cause: its message would quote what is in the file.
    throw new RelayError('R6006', movingFault.contents)
  }
}

function costOf(bytes: Buffer): ScryptCost {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw new RelayError('R6006', movingFault.form)
  const body = bytes.subarray(0, -SUM_BYTES)
  const isWhole = body.length > HEADER_BYTES && checksum(body).equals(bytes.subarray(-SUM_BYTES))
  if (!isWhole || bytes.length > MOVING_LIMIT_BYTES) throw new RelayError('R6006', movingFault.damaged)
  const [logN = 0, r, p] = bytes.subarray(MAGIC.length)
  if (logN < LOG_N.least || logN > LOG_N.most || r !== COST.r || p !== COST.p)
    throw new RelayError('R6006', movingFault.cost)
  return { ...COST, N: 2 ** logN }
}

function checksum(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}
