import { readFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { DATABASE_FILE } from './database.ts'
import { FolderStore } from './folder-store.ts'
import { auditOf, openedDatabase, transfersOf } from './testing/opened-database.ts'

const OLDER = ['0001-initial', '0002-moving-to', '0003-filed-rows', '0004-search']
const HOLDS = ['in_doubt', 'changed', 'cancelled', 'duplicate', 'order', null]

/** The database of a program that knew no pre-flight: a row for each hold, one that points to another, an event, a folder. */
function oldDatabase(): string {
  const dataDir = tempFolder()
  const db = new Database(path.join(dataDir, DATABASE_FILE))
  for (const name of OLDER) {
    db.exec(readFileSync(path.join(import.meta.dirname, 'migrations', `${name}.sql`), 'utf8'))
  }
  db.pragma(`user_version = ${OLDER.length}`)
  const insert = db.prepare(
    `INSERT INTO transfers (root, folder, file_name, size_bytes, sha256, status, endpoint, started_at, finished_at, hold, resend_of)
     VALUES ('/r', 'kodomo', ?, 1, ?, 'failed', 'e', '2026-04-01', '2026-04-01', ?, ?)`,
  )
  for (const [index, hold] of HOLDS.entries())
    insert.run(`${index}.csv`, 'a'.repeat(64), hold, index === 0 ? null : 1)
  db.exec(
    `INSERT INTO events (at, level, code, transfer_id, message) VALUES ('t', 'warning', 'R3010', 1, '')`,
  )
  db.exec(`INSERT INTO scheme_folders (position, folder, folder_key, display_name) VALUES (0, 'a', 'a', 'A')`)
  db.close()
  return dataDir
}

it('the rows of an older database keep their holds, and what points to them', () => {
  const db = openedDatabase(oldDatabase())
  const transfers = transfersOf(db)
  const rows = HOLDS.map((_, index) => transfers.get(index + 1))
  expect(rows.map(({ hold }) => hold)).toEqual(HOLDS)
  expect(rows.map(({ resendOf }) => resendOf)).toEqual([null, 1, 1, 1, 1, 1])
  expect(transfers.heldIn('kodomo')).toHaveLength(5)
  expect(db.pragma('foreign_key_check')).toEqual([])
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  const indexes = db
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'transfers' AND sql IS NOT NULL`,
    )
    .pluck()
    .all()
  expect(indexes).toContain('transfers_open')
  expect(indexes).toContain('transfers_last_success')
})

it('takes the new hold, and refuses one that nobody knows', () => {
  const db = openedDatabase(oldDatabase())
  const set = db.prepare('UPDATE transfers SET hold = ? WHERE id = 6')
  set.run('preflight')
  expect(transfersOf(db).get(6).hold).toBe('preflight')
  expect(() => set.run('other')).toThrow(/CHECK/)
})

it('an entry of an older mapping follows the setting', () => {
  const db = openedDatabase(oldDatabase())
  expect(new FolderStore(db, auditOf(db)).list()).toMatchObject([{ folder: 'a', preflight: null }])
})
