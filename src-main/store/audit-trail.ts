import { setImmediate } from 'node:timers/promises'
import type { AuditRow } from './audit-store.ts'
import { guarded, type RelayDatabase } from './database.ts'

/** What to look for; null and '' do not narrow. */
export interface AuditFilter {
  /** First and last local date, `yyyy-MM-dd`. */
  readonly from: string | null
  readonly to: string | null
  readonly who: string | null
  readonly action: string | null
  /** Part of anything that the row says. */
  readonly text: string
  /** Actions and subjects whose Japanese words hold `text`; the rows have their codes alone. */
  readonly actions: readonly string[]
  readonly subjects: readonly string[]
}

export interface AuditPage {
  readonly rows: AuditRow[]
  /** Rows that come before the first of these. */
  readonly skipped: number
  readonly total: number
  /** The `before` of the page before this one; null is the first page. */
  readonly previous: number | null
}

/** Retention writes a row for each deleted file, so that there may be a million; a slice takes a few milliseconds. */
const SLICE_ROWS = 5000

/**
 * Reads 操作記録, newest first, in slices between which everything else goes on. The trail only grows, so that what was
 * read stays true.
 */
export class AuditTrail {
  readonly #db: RelayDatabase
  readonly #people = new Set<string>()
  #peopleUpTo = 0

  constructor(db: RelayDatabase) {
    this.#db = db
  }

  /** @param before rows with a smaller id; null begins with the newest */
  async page(filter: AuditFilter, before: number | null, size: number): Promise<AuditPage> {
    const ids: number[] = []
    const ahead: number[] = []
    let skipped = 0
    let total = 0
    for await (const slice of this.#slices(filter)) {
      total += slice.length
      for (const id of slice) {
        if (before !== null && id >= before) {
          skipped += 1
          ahead.push(id)
          if (ahead.length > size) ahead.shift()
        } else if (ids.length < size) ids.push(id)
      }
    }
    const [top = 0] = ahead
    return { rows: this.#rows(ids), skipped, total, previous: skipped > size ? top + 1 : null }
  }

  /** All rows that match, a slice at a time. */
  async *rows(filter: AuditFilter): AsyncGenerator<AuditRow[]> {
    for await (const slice of this.#slices(filter)) yield this.#rows(slice)
  }

  /** Everybody who is named in the trail, in the order of their names. */
  async people(): Promise<string[]> {
    const last = this.#lastId()
    while (this.#peopleUpTo < last) {
      const end = Math.min(last, this.#peopleUpTo + SLICE_ROWS)
      const found = guarded(() =>
        this.#db
          .prepare<[number, number], { who: string }>(
            'SELECT DISTINCT who FROM audit WHERE id > ? AND id <= ?',
          )
          .all(this.#peopleUpTo, end),
      )
      for (const { who } of found) this.#people.add(who)
      this.#peopleUpTo = end
      await setImmediate()
    }
    return [...this.#people].sort()
  }

  /** The ids that match, newest first, in slices that may be empty. */
  async *#slices(filter: AuditFilter): AsyncGenerator<number[]> {
    const { where, values } = condition(filter)
    for (let end = this.#lastId(); end > 0; end -= SLICE_ROWS) {
      yield guarded(() =>
        this.#db
          .prepare<unknown[], { id: number }>(
            `SELECT id FROM audit WHERE id > ? AND id <= ?${where} ORDER BY id DESC`,
          )
          .all(end - SLICE_ROWS, end, ...values)
          .map(({ id }) => id),
      )
      await setImmediate()
    }
  }

  #rows(ids: readonly number[]): AuditRow[] {
    return guarded(() =>
      this.#db
        .prepare<[string], AuditRow>(
          'SELECT * FROM audit WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id DESC',
        )
        .all(JSON.stringify(ids)),
    )
  }

  #lastId(): number {
    return guarded(
      () => this.#db.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM audit').get()?.id ?? 0,
    )
  }
}

const TEXT_COLUMNS = ['subject', 'before', 'after', 'reason', 'who', 'host']

function condition(filter: AuditFilter): { where: string; values: unknown[] } {
  const parts: string[] = []
  const values: unknown[] = []
  const add = (part: string, ...more: unknown[]) => {
    parts.push(part)
    values.push(...more)
  }
  // A moment is written in local time with its offset: its first ten characters are the local date.
  if (filter.from !== null) add('substr(at, 1, 10) >= ?', filter.from)
  if (filter.to !== null) add('substr(at, 1, 10) <= ?', filter.to)
  if (filter.who !== null) add('who = ?', filter.who)
  if (filter.action !== null) add('action = ?', filter.action)
  if (filter.text !== '') {
    const part = `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`
    const written = TEXT_COLUMNS.map((column) => `${column} LIKE ? ESCAPE '\\'`)
    const worded = ['action', 'subject'].map((column) => `${column} IN (SELECT value FROM json_each(?))`)
    add(
      `(${[...written, ...worded].join(' OR ')})`,
      ...TEXT_COLUMNS.map(() => part),
      JSON.stringify(filter.actions),
      JSON.stringify(filter.subjects),
    )
  }
  return { where: parts.map((part) => ` AND ${part}`).join(''), values }
}
