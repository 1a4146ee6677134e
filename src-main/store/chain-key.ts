import { randomBytes, randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'

const KEY_FILE = 'records.key'
const KEY_BYTES = 32

/**
 * The key of the records' chain. It lies beside the database, for every program that writes there needs it, also one
 * without a window: it protects against whoever changes the database alone, and not against who may read this folder.
 */
export interface ChainKey {
  readonly bytes: Buffer
  /** It was made just now. */
  readonly isNew: boolean
}

/**
 * Reads the key of a data folder, and makes one (owner-only) where there is none.
 * @throws RelayError R4001 when it can be neither read nor made, or has another length
 */
export function chainKey(dataDir: string): ChainKey {
  const file = path.join(dataDir, KEY_FILE)
  try {
    return readKey(file, false)
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw asRelayError(error)
  }
  try {
    return readKey(file, makeKey(file))
  } catch (error) {
    throw asRelayError(error)
  }
}

function readKey(file: string, isNew: boolean): ChainKey {
  const bytes = readFileSync(file)
  if (bytes.length !== KEY_BYTES) throw new RelayError('R4001', KEY_FILE)
  return { bytes, isNew }
}

/** @returns false when another program was faster; a key is never seen half written */
function makeKey(file: string): boolean {
  const draft = `${file}.${randomUUID()}`
  const handle = openSync(draft, 'wx', 0o600)
  try {
    writeSync(handle, randomBytes(KEY_BYTES))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function asRelayError(error: unknown): RelayError {
  return error instanceof RelayError
    ? error
    : new RelayError('R4001', `${KEY_FILE} ${errnoOf(error)}`, { cause: error })
}
