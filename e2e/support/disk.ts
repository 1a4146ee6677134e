import { readdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'

/** Regular files below a folder as relative paths with `/`, sorted. */
export function filesBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
}

/** Asks the database of a data folder, as a stranger with the sqlite tool would. */
export function rowsOf<T>(dataDir: string, sql: string): T[] {
  const db = new Database(path.join(dataDir, 'relay.db'), { readonly: true })
  try {
    return db.prepare<[], T>(sql).all()
  } finally {
    db.close()
  }
}
