import { resultWord, type Transfer, type TransferStatus } from '../../src-shared/domain/transfer.ts'
import { guarded, type RelayDatabase } from './database.ts'
import { toTransfer } from './transfer-row.ts'

export interface DayRow {
  readonly date: string
  readonly success: number
  readonly failure: number
  readonly unknown: number
}

type Row = Parameters<typeof toTransfer>[0]

/** Short read-only questions about the journal: counts, last results. What may take long is asked in a thread (transfer-history-thread.ts). Newest first where rows are listed. */
export class TransferHistory {
  readonly #db: RelayDatabase

  constructor(db: RelayDatabase) {
    this.#db = db
  }

  /** Every row, newest first, one at a time: the caller's memory stays flat over years of history. */
  *newestFirst(): Generator<Transfer> {
    for (const row of this.#db.prepare<[], Row>('SELECT * FROM transfers ORDER BY id DESC').iterate()) {
      yield toTransfer(row)
    }
  }

  /** The newest result of a folder: an upload under way hides none. */
  lastEnded(folder: string): Transfer | null {
    const row = guarded(() =>
      this.#db
        .prepare<[string], Row>(
          `SELECT * FROM transfers WHERE folder = ? AND status <> 'sending' ORDER BY id DESC LIMIT 1`,
        )
        .get(folder),
    )
    return row === undefined ? null : toTransfer(row)
  }

  /** The row under which a file was sent again after 再送する; null while it was not. */
  resentAs(id: number): number | null {
    const row = guarded(() =>
      this.#db
        .prepare<[number], { id: number }>(
          'SELECT id FROM transfers WHERE resend_of = ? ORDER BY id DESC LIMIT 1',
        )
        .get(id),
    )
    return row?.id ?? null
  }

  lastSuccessAt(): string | null {
    const row = guarded(() =>
      this.#db
        .prepare<[], { at: string | null }>(
          // A row that failed at first may be accepted long after later ones. The moments carry their offset.
          `SELECT finished_at AS at FROM transfers INDEXED BY transfers_last_success WHERE status = 'accepted'
           ORDER BY julianday(finished_at) DESC LIMIT 1`,
        )
        .get(),
    )
    return row?.at ?? null
  }

  /** Unknown results on which nobody has decided yet, oldest first. */
  undecided(): Transfer[] {
    return guarded(() =>
      this.#db
        .prepare<[], Row>(`SELECT * FROM transfers WHERE status = 'unknown' AND decision IS NULL ORDER BY id`)
        .all()
        .map(toTransfer),
    )
  }

  /**
   * Counts by local date of `started_at`, which is written in local time with its offset, so that its first ten
   * characters are the local date.
   * @param from first date, `yyyy-MM-dd`
   */
  days(from: string): DayRow[] {
    return guarded(() => {
      const rows = this.#db
        .prepare<[string], { date: string; status: TransferStatus; n: number }>(
          `SELECT substr(started_at, 1, 10) AS date, status, count(*) AS n FROM transfers
           WHERE started_at >= ? GROUP BY date, status ORDER BY date`,
        )
        .all(from)
      const days = new Map<string, { date: string; success: number; failure: number; unknown: number }>()
      for (const { date, status, n } of rows) {
        const word = resultWord(status)
        if (word === 'sending') continue
        const day = days.get(date) ?? { date, success: 0, failure: 0, unknown: 0 }
        day[word] += n
        days.set(date, day)
      }
      return [...days.values()]
    })
  }
}
