import type Database from 'better-sqlite3'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import initial from './migrations/0001-initial.sql?raw'
import movingTo from './migrations/0002-moving-to.sql?raw'
import filedRows from './migrations/0003-filed-rows.sql?raw'
import search from './migrations/0004-search.sql?raw'
import mails from './migrations/0005-mails.sql?raw'
import sealedCopies from './migrations/0006-sealed-copies.sql?raw'
import preflight from './migrations/0007-preflight.sql?raw'
import chain from './migrations/0008-chain.sql?raw'
import { fillSearchNames } from './migrations/fill-search-names.ts'

interface Migration {
  readonly sql: string
  /** What SQL alone cannot do for the rows that are there. */
  readonly fill?: (db: Database.Database) => void
}

/** Numbered steps, applied in order, each in one transaction with its number (`PRAGMA user_version`). */
const MIGRATIONS: readonly Migration[] = [
  { sql: initial },
  { sql: movingTo },
  { sql: filedRows },
  { sql: search, fill: fillSearchNames },
  { sql: mails },
  { sql: sealedCopies },
  { sql: preflight },
  { sql: chain },
]

/** The version that this program writes. */
export const SCHEMA_VERSION = MIGRATIONS.length

/**
 * Brings a database to {@link SCHEMA_VERSION}. A crash in the middle leaves the version before.
 * @throws RelayError R4003 when the database was written by a newer program
 */
export function migrate(db: Database.Database): void {
  const version = versionOf(db)
  if (version > SCHEMA_VERSION) throw new RelayError('R4003', `user_version ${version}`)
  for (const [index, { sql, fill }] of MIGRATIONS.entries()) {
    const number = index + 1
    if (number <= version) continue
    db.transaction(() => {
      // Another program may have been faster while this one waited for the write lock.
      if (versionOf(db) >= number) return
      db.exec(sql)
      fill?.(db)
      db.pragma(`user_version = ${number}`)
    }).immediate()
  }
}

/** `PRAGMA user_version`: how many migrations were applied. */
export function versionOf(db: Database.Database): number {
  return Number(db.pragma('user_version', { simple: true }))
}
