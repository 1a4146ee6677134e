import { readFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { DATABASE_FILE } from './database.ts'
import { SCHEMA_VERSION } from './migrate.ts'
import { newTransfer, openedDatabase, transfersOf } from './testing/opened-database.ts'

const OLDER = ['0001-initial', '0002-moving-to', '0003-filed-rows']

/** More than two steps of the filling. */
const ROWS = 2345

/** The database of a program that did not fold names. */
function oldDatabase(): string {
  const dataDir = tempFolder()
  const db = new Database(path.join(dataDir, DATABASE_FILE))
  for (const name of OLDER) {
    db.exec(readFileSync(path.join(import.meta.dirname, 'migrations', `${name}.sql`), 'utf8'))
  }
  db.pragma(`user_version = ${OLDER.length}`)
  const insert = db.prepare(
    `INSERT INTO transfers (id, root, folder, file_name, size_bytes, sha256, status, endpoint, started_at)
     VALUES (?, '/r', 'a', ?, 1, ?, 'sending', 'e', '2026-04-01')`,
  )
  db.transaction(() => {
    // A gap in the numbers is nothing to stop at.
    for (let id = 1; id <= ROWS; id += 1)
      insert.run(id < 1500 ? id : id + 5000, `ＡＢ_ｺﾄﾞﾓ_${id}.CSV`, '0'.repeat(64))
  })()
  db.close()
  return dataDir
}

it('the rows of an older database are found by their folded names, like new ones', () => {
  const dataDir = oldDatabase()
  const db = openedDatabase(dataDir)
  expect(db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION)
  const names = db.prepare<[], string>('SELECT search_name FROM transfers ORDER BY id').pluck().all()
  expect(names).toEqual(Array.from({ length: ROWS }, (_, at) => `ab_コドモ_${at + 1}.csv`))
  const { id } = transfersOf(db).begin(newTransfer({ fileName: 'Ｘ.CSV' }))
  expect(db.prepare('SELECT search_name FROM transfers WHERE id = ?').pluck().get(id)).toBe('x.csv')
})
