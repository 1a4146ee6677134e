import { foldFolderName } from '../../src-shared/domain/scheme-folder.ts'
import type { FolderHold, FolderHolds } from '../engine/ports.ts'
import { guarded, type RelayDatabase } from './database.ts'

/** Folders that wait since their token was refused. */
export class HoldStore implements FolderHolds {
  readonly #db: RelayDatabase

  constructor(db: RelayDatabase) {
    this.#db = db
  }

  get(folder: string): FolderHold | null {
    const row = guarded(() =>
      this.#db
        .prepare<[string], FolderHold>(
          'SELECT kind, code, detail, since, token_mark AS tokenMark FROM folder_holds WHERE folder = ?',
        )
        .get(foldFolderName(folder)),
    )
    return row ?? null
  }

  put(folder: string, hold: FolderHold): void {
    guarded(() =>
      this.#db
        .prepare(
          `INSERT INTO folder_holds (folder, kind, code, detail, since, token_mark) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (folder) DO UPDATE SET kind = excluded.kind, code = excluded.code, detail = excluded.detail, since = excluded.since,
             token_mark = excluded.token_mark`,
        )
        .run(foldFolderName(folder), hold.kind, hold.code, hold.detail, hold.since, hold.tokenMark),
    )
  }

  remove(folder: string): void {
    guarded(() => this.#db.prepare('DELETE FROM folder_holds WHERE folder = ?').run(foldFolderName(folder)))
  }
}
