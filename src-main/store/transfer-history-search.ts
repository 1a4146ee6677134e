import type Database from 'better-sqlite3'
import {
  foldForSearch,
  type HistoryFilter,
  type ResultFilter,
} from '../../src-shared/domain/history-filter.ts'
import type { Transfer, TransferStatus } from '../../src-shared/domain/transfer.ts'
import { COLUMNS, type Row, toTransfer } from './transfer-row.ts'

export interface HistoryPage {
  readonly rows: Transfer[]
  readonly total: number
}

export interface DayCounts {
  readonly folder: string
  readonly status: TransferStatus
  readonly n: number
}

/** One day, oldest first: what 日報 prints. `counts` are of all its rows, also of those beyond the limit. */
export interface HistoryDay {
  readonly rows: Transfer[]
  readonly counts: DayCounts[]
}

/**
 * Searches and pages of the journal, however long it is. One walk over the rows that match gives their keys; every page,
 * neighbour or far jump, is then read by key, and the number of all is known. The keys (8 bytes a row) are kept until the
 * database or the question changes.
 */
export class TransferHistorySearch {
  readonly #db: Database.Database
  #known: { readonly question: string; readonly ids: Float64Array } | null = null

  /** @param db a connection of its own: only the commits of others change its `data_version` */
  constructor(db: Database.Database) {
    this.#db = db
  }

  /** @param page 1-based */
  page(filter: HistoryFilter, page: number, pageSize: number): HistoryPage {
    return this.#atOneMoment(() => {
      const ids = this.ids(filter)
      const first = (page - 1) * pageSize
      return { rows: this.rows(ids.subarray(first, first + pageSize)), total: ids.length }
    })
  }

  /** The keys of all rows that match, newest first. */
  ids(filter: HistoryFilter): Float64Array {
    const version = this.#db.pragma('data_version', { simple: true })
    const question = JSON.stringify([version, filter])
    if (this.#known?.question !== question) {
      const { where, values } = condition(filter)
      const found = this.#db
        .prepare<unknown[], number>(`SELECT id FROM transfers ${where} ORDER BY id DESC`)
        .pluck()
        .all(...values)
      this.#known = { question, ids: Float64Array.from(found) }
    }
    return this.#known.ids
  }

  /** The rows with these keys, newest first; one that is not there is left out. */
  rows(ids: ArrayLike<number>): Transfer[] {
    return this.#db
      .prepare<[string], Row>(
        `SELECT ${COLUMNS} FROM transfers WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id DESC`,
      )
      .all(JSON.stringify(Array.from(ids)))
      .map(toTransfer)
  }

  /** @param date local date, `yyyy-MM-dd` */
  day(date: string, limit: number): HistoryDay {
    return this.#atOneMoment(() => {
      const span = [date, endOf(date)]
      const counts = this.#db
        .prepare<unknown[], DayCounts>(
          `SELECT folder, status, count(*) AS n FROM transfers WHERE started_at >= ? AND started_at < ?
           GROUP BY folder, status ORDER BY min(id)`,
        )
        .all(...span)
      const rows = this.#db
        .prepare<unknown[], Row>(
          `SELECT ${COLUMNS} FROM transfers WHERE started_at >= ? AND started_at < ? ORDER BY started_at, id LIMIT ?`,
        )
        .all(...span, limit)
      return { rows: rows.map(toTransfer), counts }
    })
  }

  #atOneMoment<T>(work: () => T): T {
    return this.#db.transaction(work).deferred()
  }
}

const RESULTS: Readonly<Record<ResultFilter, string>> = {
  success: `status = 'accepted'`,
  failure: `status IN ('rejected', 'failed')`,
  unknown: `status = 'unknown'`,
  held: 'hold IS NOT NULL',
}

function condition(filter: HistoryFilter): { where: string; values: string[] } {
  const parts: string[] = []
  const values: string[] = []
  const add = (part: string, ...given: string[]) => {
    parts.push(part)
    values.push(...given)
  }
  if (filter.folder !== null) add('folder = ?', filter.folder)
  if (filter.status !== null) add(RESULTS[filter.status])
  if (filter.from !== null) add('started_at >= ?', filter.from)
  if (filter.to !== null) add('started_at < ?', endOf(filter.to))
  const text = foldForSearch(filter.text)
  if (text !== '') {
    const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
    const columns = ['search_name', 'serial_number', 'error_code']
    // LIKE itself folds the case of ASCII, and serial numbers and codes are nothing else.
    add(
      `(${columns.map((column) => `${column} LIKE ? ESCAPE '\\'`).join(' OR ')})`,
      pattern,
      pattern,
      pattern,
    )
  }
  return { where: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, values }
}

/** Moments begin with their local date, so that the end of a day (ISO 8601: T24) comes after every moment of it. */
function endOf(date: string): string {
  return `${date}T24`
}
