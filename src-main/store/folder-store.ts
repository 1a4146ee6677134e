import type { PreflightMode } from '../../src-shared/domain/preflight-rule.ts'
import { foldFolderName, type SchemeFolder } from '../../src-shared/domain/scheme-folder.ts'
import type { AuditStore } from './audit-store.ts'
import { guarded, type RelayDatabase } from './database.ts'

interface Row {
  id: number
  folder: string
  display_name: string
  paused: number
  preflight: PreflightMode | null
}

export interface FolderFields {
  readonly folder: string
  readonly displayName: string
  readonly paused: boolean
  /** Null: as PreflightMode says. Absent: as it was. */
  readonly preflight?: PreflightMode | null | undefined
}

/** The mapping without its tokens, in the order in which it is sent. Every change leaves an audit row. */
export class FolderStore {
  readonly #db: RelayDatabase
  readonly #audit: AuditStore

  constructor(db: RelayDatabase, audit: AuditStore) {
    this.#db = db
    this.#audit = audit
  }

  list(): SchemeFolder[] {
    return guarded(() =>
      this.#db
        .prepare<[], Row>(
          'SELECT id, folder, display_name, paused, preflight FROM scheme_folders ORDER BY position, id',
        )
        .all()
        .map(toFolder),
    )
  }

  find(id: number): SchemeFolder | null {
    return this.list().find((entry) => entry.id === id) ?? null
  }

  /** The entry that means the same folder on Windows, case and composition ignored. */
  findByName(folder: string): SchemeFolder | null {
    return this.list().find((entry) => foldFolderName(entry.folder) === foldFolderName(folder)) ?? null
  }

  add(fields: FolderFields): number {
    return this.#change(() => {
      const { lastInsertRowid } = this.#db
        .prepare(
          `INSERT INTO scheme_folders (position, folder, folder_key, display_name, paused, preflight)
           VALUES ((SELECT coalesce(max(position) + 1, 0) FROM scheme_folders), ?, ?, ?, ?, ?)`,
        )
        .run(
          fields.folder,
          foldFolderName(fields.folder),
          fields.displayName,
          Number(fields.paused),
          fields.preflight ?? null,
        )
      this.#audit.add({
        action: 'folder.added',
        subject: fields.folder,
        before: null,
        after: describe(fields),
        reason: null,
      })
      return Number(lastInsertRowid)
    })
  }

  update(id: number, fields: FolderFields): void {
    this.#change(() => {
      const before = this.find(id)
      const preflight = fields.preflight === undefined ? (before?.preflight ?? null) : fields.preflight
      this.#db
        .prepare(
          'UPDATE scheme_folders SET folder = ?, folder_key = ?, display_name = ?, paused = ?, preflight = ? WHERE id = ?',
        )
        .run(
          fields.folder,
          foldFolderName(fields.folder),
          fields.displayName,
          Number(fields.paused),
          preflight,
          id,
        )
      this.#audit.add({
        action: 'folder.changed',
        subject: fields.folder,
        before: before === null ? null : describe(before),
        after: describe({ ...fields, preflight }),
        reason: null,
      })
    })
  }

  remove(id: number): void {
    this.#change(() => {
      const before = this.find(id)
      if (before === null) return
      this.#db.prepare('DELETE FROM scheme_folders WHERE id = ?').run(id)
      this.#audit.add({
        action: 'folder.removed',
        subject: before.folder,
        before: describe(before),
        after: null,
        reason: null,
      })
    })
  }

  /** @param position 0-based place in the list after the move; beyond the end means the end */
  move(id: number, position: number): void {
    this.#change(() => {
      const before = this.list()
      const moved = before.find((entry) => entry.id === id)
      if (moved === undefined) return
      const rest = before.filter((entry) => entry.id !== id)
      const after = [...rest.slice(0, position), moved, ...rest.slice(position)]
      const place = this.#db.prepare('UPDATE scheme_folders SET position = ? WHERE id = ?')
      for (const [index, entry] of after.entries()) place.run(index, entry.id)
      const names = (entries: readonly SchemeFolder[]) => entries.map((entry) => entry.folder).join(', ')
      this.#audit.add({
        action: 'folder.moved',
        subject: moved.folder,
        before: names(before),
        after: names(after),
        reason: null,
      })
    })
  }

  #change<T>(work: () => T): T {
    return guarded(() => this.#db.transaction(work).immediate())
  }
}

function toFolder(row: Row): SchemeFolder {
  return {
    id: row.id,
    folder: row.folder,
    displayName: row.display_name,
    paused: row.paused === 1,
    preflight: row.preflight,
  }
}

function describe(fields: FolderFields): string {
  const { folder, displayName, paused, preflight } = fields
  // An entry that follows PreflightMode is told as before.
  return JSON.stringify({ folder, displayName, paused, ...(preflight == null ? {} : { preflight }) })
}
