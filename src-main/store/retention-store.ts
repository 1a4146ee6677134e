import path from 'node:path'
import type { Statement } from 'better-sqlite3'
import { foldFolderName } from '../../src-shared/domain/scheme-folder.ts'
import type { Disposal, FailedDisposal, RetentionLedger, Standing } from '../engine/retention.ts'
import type { AuditEntry, AuditStore } from './audit-store.ts'
import { guarded, type RelayDatabase } from './database.ts'

/** Nobody has decided, or the way that was decided on is still ahead of the file. */
const IS_OPEN = `((status = 'unknown' AND decision IS NULL) OR decision = 'resend'
  OR (decision IS NOT NULL AND filed_as NOT LIKE destination || '/%'))`

/** A disposal that nothing has come between; a row whose file was put back is `gone` too. */
const IS_DISPOSED = `id = ? AND place = 'gone' AND decision IS NOT 'resend'`

/** All folders of the journal by a step of the index for each, not for each row. */
const FOLDERS = `WITH RECURSIVE known(folder) AS (
    SELECT min(folder) FROM transfers
    UNION ALL SELECT (SELECT min(folder) FROM transfers WHERE folder > known.folder) FROM known WHERE folder IS NOT NULL
  ) SELECT folder FROM known WHERE folder IS NOT NULL`

/** A result is written in local time with its offset: the first ten characters are the local date. */
const FILED = `SELECT id AS transferId, root, filed_as AS filedAs, substr(finished_at, 1, 10) AS uploadDate, size_bytes AS sizeBytes, sha256,
    ${IS_OPEN} AS isOpen
  FROM transfers WHERE filed_as IN (SELECT value FROM json_each(?)) AND place = 'filed' ORDER BY uploadDate, id`

interface FiledRow {
  readonly transferId: number
  readonly root: string
  readonly filedAs: string
  readonly uploadDate: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly isOpen: number | null
}

interface MovingRow {
  readonly destination: string
  readonly folder: string
  readonly fileName: string
}

/**
 * What the journal knows of filed files, and the audit rows for those that are deleted. What is asked for each of perhaps 100,000 files is
 * prepared once: statements hold memory that the garbage collector does not know of.
 */
export class RetentionStore implements RetentionLedger {
  readonly #db: RelayDatabase
  readonly #audit: AuditStore
  readonly #folders: Statement<[], { folder: string }>
  readonly #filed: Statement<[string], FiledRow>
  readonly #disposed: Statement<[number]>

  constructor(db: RelayDatabase, audit: AuditStore) {
    this.#db = db
    this.#audit = audit
    this.#folders = db.prepare(FOLDERS)
    this.#filed = db.prepare(FILED)
    this.#disposed = db.prepare(`SELECT 1 FROM transfers WHERE ${IS_DISPOSED}`)
  }

  look(root: string, filedAs: string): Standing {
    return guarded(() => {
      const rows = this.#filed.all(JSON.stringify(this.#spellings(filedAs)))
      const isOpen = rows.some((row) => row.isOpen === 1)
      const own = rows.filter((row) => row.root === root)
      const fact = own.findLast((row) => row.filedAs === filedAs) ?? own.at(-1) ?? null
      return { fact, isOpen }
    })
  }

  /** One transaction a lot: the records, and that the files are not there any more. */
  record(root: string, lot: readonly Disposal[]): readonly Disposal[] {
    return guarded(() =>
      this.#db
        .transaction(() => {
          const moving = this.#moving()
          const recorded = lot.filter(
            (disposal) =>
              this.#isAsSeen(root, disposal) && !moving.some((row) => mayBeFiledAs(row, disposal)),
          )
          const close = this.#db.prepare(`UPDATE transfers SET place = 'gone' WHERE id = ?`)
          for (const { filedAs, uploadDate, transferId, sha256 } of recorded) {
            if (transferId !== null) close.run(transferId)
            const before = JSON.stringify({ uploadDate, sha256 })
            this.#add({ action: 'retention.deleted', subject: `${root}/${filedAs}`, before, reason: null })
          }
          return recorded
        })
        .immediate(),
    )
  }

  isRecorded({ transferId }: Disposal): boolean {
    if (transferId === null) return true
    return guarded(() => this.#disposed.get(transferId) !== undefined)
  }

  takeBack(root: string, failed: readonly FailedDisposal[]): void {
    guarded(() =>
      this.#db
        .transaction(() => {
          const reopen = this.#db.prepare(`UPDATE transfers SET place = 'filed' WHERE ${IS_DISPOSED}`)
          for (const { disposal, reason } of failed) {
            if (disposal.transferId !== null) reopen.run(disposal.transferId)
            const subject = `${root}/${disposal.filedAs}`
            this.#add({ action: 'retention.failed', subject, before: null, reason })
          }
        })
        .immediate(),
    )
  }

  #add(entry: Omit<AuditEntry, 'after'>): void {
    this.#audit.add({ ...entry, after: null })
  }

  #isAsSeen(root: string, { filedAs, transferId }: Disposal): boolean {
    const { fact, isOpen } = this.look(root, filedAs)
    return !isOpen && (fact?.transferId ?? null) === transferId
  }

  /** Where Windows has `Kodomo`, a mapping to `KODOMO` files there, and the row says so in the mapping's way. */
  #spellings(filedAs: string): readonly string[] {
    const [destination, folder = '', ...rest] = filedAs.split('/')
    const key = foldFolderName(folder)
    const known = this.#folders.all()
    const alike = known.filter((row) => foldFolderName(row.folder) === key)
    return [filedAs, ...alike.map((row) => [destination, row.folder, ...rest].join('/'))]
  }

  /** Rows whose file may have been moved a moment ago, or before a crash, and is not recorded there yet. */
  #moving(): readonly MovingRow[] {
    return this.#db
      .prepare<[], MovingRow>(
        `SELECT destination, folder, file_name AS fileName FROM transfers WHERE place = 'in_folder' AND destination IS NOT NULL
         UNION ALL
         SELECT destination, folder, file_name AS fileName FROM transfers
           WHERE place = 'filed' AND decision = 'treated_as_sent' AND filed_as NOT LIKE destination || '/%'`,
      )
      .all()
  }
}

/** Whether this may be the file of a row on its way; of a name with a time in it that is taken for granted. */
function mayBeFiledAs({ destination, folder, fileName }: MovingRow, disposal: Disposal): boolean {
  if (disposal.transferId !== null) return false
  const { dir, base, name } = path.posix.parse(disposal.filedAs)
  if (foldFolderName(dir) !== foldFolderName(`${destination}/${folder}`)) return false
  return base === fileName || /_\d{14}(?:_\d+)?$/.test(name)
}
