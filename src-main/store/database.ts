import { chmodSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import { migrate } from './migrate.ts'

export type RelayDatabase = Database.Database

export const DATABASE_FILE = 'relay.db'

/**
 * Opens (and creates, and migrates) the database of a data folder. Owner-only, WAL, and `synchronous=FULL`: what a
 * statement returned has reached the disk.
 * @throws RelayError R4001 (cannot be written), R4003 (newer version), R4004 (damaged)
 */
export function openDatabase(dataDir: string): RelayDatabase {
  return guarded(() => {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const file = path.join(dataDir, DATABASE_FILE)
    const db = new Database(file, { timeout: 5000 })
    try {
      chmodSync(file, 0o600)
      db.pragma('journal_mode = WAL')
      db.pragma('synchronous = FULL')
      db.pragma('foreign_keys = ON')
      db.pragma('trusted_schema = OFF')
      migrate(db)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  })
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
