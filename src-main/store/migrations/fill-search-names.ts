import type Database from 'better-sqlite3'
import { foldForSearch } from '../../../src-shared/domain/history-filter.ts'

/** Rows at a time, so that the memory stays flat over years of history. */
const STEP = 1000

/** Gives the rows of the versions before 0004 the folded name that new rows get when they are written. */
export function fillSearchNames(db: Database.Database): void {
  const next = db.prepare<[number, number], { id: number; file_name: string }>(
    'SELECT id, file_name FROM transfers WHERE id > ? ORDER BY id LIMIT ?',
  )
  const fill = db.prepare('UPDATE transfers SET search_name = ? WHERE id = ?')
  let last = 0
  for (;;) {
    const rows = next.all(last, STEP)
    for (const { id, file_name } of rows) fill.run(foldForSearch(file_name), id)
    if (rows.length < STEP) return
    last = rows.at(-1)?.id ?? last
  }
}
