import { chmodSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import { readAnchor } from './chain-anchor.ts'
import { chainKey } from './chain-key.ts'
import { migrate, SCHEMA_VERSION, versionOf } from './migrate.ts'
import { keepChain } from './record-chain.ts'

export type RelayDatabase = Database.Database

export const DATABASE_FILE = 'relay.db'

/** Another program may be migrating just now. */
const OPEN_TIMEOUT_MS = 5000

/**
 * SQLite waits for a lock without letting anything else run. The instance lock keeps every other writer away, so whoever holds one is not
 * of ours, and the window must not stand still for it.
 */
const BUSY_TIMEOUT_MS = 50

/**
 * Opens (and creates, and migrates) the database of a data folder. Owner-only, WAL, and `synchronous=FULL`: what a
 * statement returned has reached the disk.
 * @param mayMigrate false while another program sends from this data folder: it may be an older one
 * @throws RelayError R4001 (cannot be written), R4003 (newer version), R4004 (damaged), R4011 (older, and in use)
 */
export function openDatabase(dataDir: string, mayMigrate = true): RelayDatabase {
  return guarded(() => {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const file = path.join(dataDir, DATABASE_FILE)
    const db = open(file)
    try {
      chmodSync(file, 0o600)
      db.pragma('journal_mode = WAL')
      db.pragma('synchronous = FULL')
      db.pragma('foreign_keys = ON')
      db.pragma('trusted_schema = OFF')
      if (!mayMigrate) requirePresent(db)
      migrate(db)
      keepChain(db, chainKey(dataDir), readAnchor(dataDir) !== null)
      db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  })
}

/** The tables would change under a relay that does not know them so. */
function requirePresent(db: RelayDatabase): void {
  const version = versionOf(db)
  if (version < SCHEMA_VERSION) throw new RelayError('R4011', `user_version ${version}`)
}

/** A folder that cannot be looked at is told as a plain TypeError, without a code. */
function open(file: string): RelayDatabase {
  try {
    return new Database(file, { timeout: OPEN_TIMEOUT_MS })
  } catch (error) {
    if (error instanceof TypeError) throw new RelayError('R4001', 'SQLITE_CANTOPEN', { cause: error })
    throw error
  }
}

/**
 * Runs one piece of work on the database and turns SQLite's errors into ours, so that the engine can tell
 * "cannot record" from a programming error.
 */
export function guarded<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof RelayError) throw error
    const code = errnoOf(error)
    if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
      throw new RelayError('R4004', code, { cause: error })
    if (/^(?:SQLITE_(?:FULL|BUSY|LOCKED|IOERR|READONLY|CANTOPEN|NOMEM|PERM|PROTOCOL)|E[A-Z]+$)/.test(code)) {
      throw new RelayError('R4001', code, { cause: error })
    }
    throw error
  }
}

/** What `guarded` makes of an error of which another thread told only the code. */
export function relayErrorOf(errno: string): RelayError {
  try {
    return guarded(() => {
      throw Object.assign(new Error(errno), { code: errno })
    })
  } catch (error) {
    return error instanceof RelayError ? error : new RelayError('R4006', errno)
  }
}
