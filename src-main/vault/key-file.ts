import { randomBytes } from 'node:crypto'
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import { keyFileFault } from '../../src-shared/text/ja/secrets.ts'
import { replacePrivateFile } from './private-file.ts'

const MAGIC = Buffer.from('PMH RELAY KEY 1\n')
const KEY_BYTES = 32
const FILE_BYTES = MAGIC.length + KEY_BYTES

/**
 * Makes a key of 256 random bits and the file that holds it, for its owner alone (0600). A file of before is replaced at
 * the very end, in one step.
 * @param protect what else keeps others out, before the key stands under its name (Windows: the access list)
 * @throws RelayError R6005 (detail: the file and why) when it cannot be written
 */
export async function makeKeyFile(file: string, protect?: (file: string) => Promise<void>): Promise<Buffer> {
  const key = randomBytes(KEY_BYTES)
  try {
    await replacePrivateFile(file, Buffer.concat([MAGIC, key]), protect)
    return key
  } catch (error) {
    if (error instanceof RelayError) throw error
    throw refused(file, errnoOf(error), error)
  }
}

/**
 * Reads a key file that nobody else can read.
 * @throws RelayError R6005 (detail: the file and why) for one that others can read, a link, or anything that is no key file
 */
export function readKeyFile(file: string): Buffer {
  try {
    if (lstatSync(file).isSymbolicLink()) throw refused(file, keyFileFault.link)
    // A link put there meanwhile is not followed either, and a pipe is not waited for.
    const handle = openSync(
      file,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    )
    try {
      return readOpened(file, handle)
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    if (error instanceof RelayError) throw error
    throw refused(file, errnoOf(error), error)
  }
}

function readOpened(file: string, handle: number): Buffer {
  const stat = fstatSync(handle)
  if (!stat.isFile()) throw refused(file, keyFileFault.form)
  if (isOpenToOthers(stat.mode)) throw refused(file, keyFileFault.open)
  const bytes = Buffer.alloc(FILE_BYTES)
  if (stat.size !== FILE_BYTES || readSync(handle, bytes, 0, FILE_BYTES, 0) !== FILE_BYTES)
    throw refused(file, keyFileFault.form)
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw refused(file, keyFileFault.form)
  return bytes.subarray(MAGIC.length)
}

/** Whether others than the owner may use a file. Windows keeps that in its access lists, of which Node knows nothing. */
export function isOpenToOthers(mode: number): boolean {
  return process.platform !== 'win32' && (mode & 0o077) !== 0
}

function refused(file: string, why: string, cause?: unknown): RelayError {
  return new RelayError('R6005', `${file} (${why})`, { cause })
}
