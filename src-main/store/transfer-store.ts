import { foldForSearch } from '../../src-shared/domain/history-filter.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { foldFolderName } from '../../src-shared/domain/scheme-folder.ts'
import type { HoldReason, Transfer } from '../../src-shared/domain/transfer.ts'
import { nextStatus, possibleDecisions } from '../../src-shared/domain/transfer.ts'
import type { BeginTransfer, Conclusion, Decided, Journal } from '../engine/ports.ts'
import { guarded, type RelayDatabase } from './database.ts'
import { FindingStore } from './finding-store.ts'
import { HoldStore } from './hold-store.ts'
import { COLUMNS, type Row, toTransfer } from './transfer-row.ts'

/** The journal in SQLite. Each call is one durable transaction. @throws RelayError R4001, R4004 from every method */
export class TransferStore implements Journal {
  readonly #db: RelayDatabase

  readonly #holds: HoldStore

  readonly #findings: FindingStore

  constructor(db: RelayDatabase) {
    this.#db = db
    this.#holds = new HoldStore(db)
    this.#findings = new FindingStore(db)
  }

  begin(input: BeginTransfer): Transfer {
    return guarded(() => this.#db.transaction(() => this.#begin(input)).immediate())
  }

  #begin(input: BeginTransfer): Transfer {
    const begun = this.#placeRow(input)
    this.#findings.put(begun.id, input.findings ?? [])
    return begun
  }

  #placeRow(input: BeginTransfer): Transfer {
    const waiting = this.#waiting(input)
    if (waiting !== undefined && waiting.sha256 === input.sha256) return this.#beginAgain(waiting, input)
    if (waiting !== undefined) this.#setPlace(waiting.id, 'gone')
    const { lastInsertRowid } = this.#db
      .prepare(
        `INSERT INTO transfers (root, folder, file_name, size_bytes, sha256, status, endpoint, started_at, resend_of, duplicate_of,
           search_name)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        input.root,
        input.folder,
        input.fileName,
        input.sizeBytes,
        input.sha256,
        nextStatus('new', 'begin'),
        input.endpoint,
        input.startedAt,
        this.#returnedFrom(input),
        input.duplicateOf,
        foldForSearch(input.fileName),
      )
    return this.get(Number(lastInsertRowid))
  }

  /** The failed row of this name that waits for another try. */
  #waiting(input: Omit<BeginTransfer, 'duplicateOf'>): Row | undefined {
    return this.#db
      .prepare<[string, string, string], Row>(
        `SELECT ${COLUMNS} FROM transfers
         WHERE root = ? AND folder = ? AND file_name = ? AND place = 'in_folder' AND status = 'failed' AND destination IS NULL
         ORDER BY id DESC LIMIT 1`,
      )
      .get(input.root, input.folder, input.fileName)
  }

  /** The row whose file staff sent back into this folder, if this is that file. */
  #returnedFrom({ root, folder, fileName }: Omit<BeginTransfer, 'duplicateOf'>): number | null {
    // Whatever its bytes: staff may have corrected the file before they sent it back.
    const row = this.#db
      .prepare<[string, string, string], { id: number }>(
        `SELECT id FROM transfers WHERE root = ? AND folder = ? AND returned_as = ? AND decision = 'resend'
           AND place = 'gone' AND NOT EXISTS (SELECT 1 FROM transfers AS later WHERE later.resend_of = transfers.id)
         ORDER BY id DESC LIMIT 1`,
      )
      .get(root, folder, fileName)
    return row?.id ?? null
  }

  #beginAgain(row: Row, input: BeginTransfer): Transfer {
    this.#db
      .prepare(
        `UPDATE transfers SET status = ?, attempts = attempts + 1, started_at = ?, finished_at = NULL, hold = NULL,
           error_code = NULL, error_message = NULL, endpoint = ?, duplicate_of = coalesce(duplicate_of, ?) WHERE id = ?`,
      )
      .run(nextStatus(row.status, 'begin'), input.startedAt, input.endpoint, input.duplicateOf, row.id)
    return this.get(row.id)
  }

  acceptedTwin(input: Omit<BeginTransfer, 'duplicateOf'>): number | null {
    return guarded(() => {
      // A row that 送信前の点検 kept back was never posted, and staff were asked about its contents alone.
      const waiting = this.#waiting(input)
      if (waiting?.sha256 === input.sha256 && waiting.error_code !== 'R3021') return null
      const from = this.#returnedFrom(input)
      if (from !== null && this.get(from).errorCode !== 'R3021') return null
      const twin = this.#db
        .prepare<[string, string], { id: number }>(
          `SELECT id FROM transfers WHERE sha256 = ? AND folder = ? AND status = 'accepted' ORDER BY id DESC LIMIT 1`,
        )
        .get(input.sha256, input.folder)
      return twin?.id ?? null
    })
  }

  wasLetThrough({ folder, sha256 }: Pick<BeginTransfer, 'folder' | 'sha256'>): boolean {
    return guarded(
      () =>
        this.#db
          .prepare(
            `SELECT 1 FROM transfers WHERE sha256 = ? AND folder = ? AND error_code = 'R3021' AND decision = 'resend'`,
          )
          .get(sha256, folder) !== undefined,
    )
  }

  holdBack(input: BeginTransfer, hold: HoldReason, errorCode: string): Transfer {
    return guarded(() =>
      this.#db
        .transaction(() => {
          const { id } = this.#begin(input)
          this.#db
            .prepare(
              `UPDATE transfers SET status = ?, attempts = attempts - 1, hold = ?, error_code = ?, error_message = ?, finished_at = ?
               WHERE id = ?`,
            )
            .run(nextStatus('sending', 'failed'), hold, errorCode, input.fileName, input.startedAt, id)
          return this.get(id)
        })
        .immediate(),
    )
  }

  conclude(id: number, conclusion: Conclusion): Transfer {
    return guarded(() =>
      this.#db
        .transaction(() => {
          const status = nextStatus(this.get(id).status, conclusion.outcome)
          this.#db
            .prepare(
              `UPDATE transfers SET status = ?, serial_number = ?, error_code = ?, error_message = ?, http_status = ?,
                 finished_at = ?, destination = ?, hold = ?, changed = ?, failures = failures + ?,
                 place = CASE WHEN ? THEN 'gone' ELSE place END WHERE id = ?`,
            )
            .run(
              status,
              conclusion.serialNumber,
              conclusion.errorCode,
              conclusion.errorMessage,
              conclusion.httpStatus,
              conclusion.finishedAt,
              conclusion.destination,
              conclusion.hold,
              Number(conclusion.hold === 'changed'),
              Number(conclusion.countsAsFailure),
              Number(conclusion.isClosed === true),
              id,
            )
          if (conclusion.folderHold !== null) this.#holds.put(this.get(id).folder, conclusion.folderHold)
          return this.get(id)
        })
        .immediate(),
    )
  }

  filed(id: number, filedAs: string, at: string): Transfer {
    return guarded(() => {
      this.#db
        .prepare(
          `UPDATE transfers SET place = 'filed', filed_as = ?, filed_at = ?, moving_to = NULL, hold = NULL WHERE id = ?`,
        )
        .run(filedAs, at, id)
      return this.get(id)
    })
  }

  aboutToMove(id: number, movingTo: string): void {
    guarded(() => this.#db.prepare('UPDATE transfers SET moving_to = ? WHERE id = ?').run(movingTo, id))
  }

  gone(id: number): void {
    guarded(() => this.#setPlace(id, 'gone'))
  }

  #setPlace(id: number, place: 'gone'): void {
    this.#db
      .prepare(`UPDATE transfers SET place = ?, moving_to = NULL, hold = NULL WHERE id = ?`)
      .run(place, id)
  }

  /** Lifts a hold after which the file is sent anew with the next cycle. */
  release(id: number): void {
    guarded(() => this.#db.prepare('UPDATE transfers SET hold = NULL WHERE id = ?').run(id))
  }

  interrupted(): Transfer[] {
    return this.#all(`WHERE status = 'sending' ORDER BY id`)
  }

  unmoved(): Transfer[] {
    return this.#all(
      // Two searches, each with an index of its own: one with OR would read the whole journal in every cycle.
      `WHERE id IN (
         SELECT id FROM transfers WHERE place = 'in_folder' AND destination IS NOT NULL AND hold IS NULL AND filed_as IS NULL
         UNION ALL
         SELECT id FROM transfers WHERE place = 'filed' AND destination IS NOT NULL AND hold IS NULL
           AND decision IN ('treated_as_sent', 'resend') AND filed_as NOT LIKE destination || '/%') ORDER BY id`,
    )
  }

  unreturned(): Transfer[] {
    return this.#all(`WHERE place = 'filed' AND decision = 'resend' ORDER BY id`)
  }

  decide(id: number, decided: Decided): Transfer {
    return guarded(() =>
      this.#db
        .transaction(() => {
          const before = this.get(id)
          if (!possibleDecisions(before).includes(decided.decision) || this.#isGone(id))
            throw new RelayError('R5007', before.fileName)
          const asSent = decided.decision === 'treated_as_sent'
          // Sent anew from where it lies: the row is closed, and the next cycle finds the file.
          const place =
            !asSent && before.filedAs === null ? 'gone' : before.filedAs === null ? 'in_folder' : 'filed'
          this.#db
            .prepare(
              `UPDATE transfers SET decision = ?, decided_by = ?, decided_at = ?, decision_reason = ?, decided_state = ?, hold = NULL,
                 serial_number = coalesce(serial_number, ?), destination = ?, place = ?, returned_as = ? WHERE id = ?`,
            )
            .run(
              decided.decision,
              decided.by,
              decided.at,
              decided.reason,
              decided.fileState ?? null,
              asSent ? decided.serialNumber : null,
              asSent ? 'PROCEED' : before.destination,
              place,
              asSent ? null : before.fileName,
              id,
            )
          return this.get(id)
        })
        .immediate(),
    )
  }

  /** The file is not there any more: deleted by retention, or sent again under another row. */
  #isGone(id: number): boolean {
    return this.#db.prepare(`SELECT 1 FROM transfers WHERE id = ? AND place = 'gone'`).get(id) !== undefined
  }

  markChanged(id: number): Transfer {
    return guarded(() => {
      this.#db
        .prepare(`UPDATE transfers SET hold = 'changed', changed = 1, destination = NULL WHERE id = ?`)
        .run(id)
      return this.get(id)
    })
  }

  returned(id: number, returnedAs: string): Transfer {
    return guarded(() => {
      this.#db
        .prepare(`UPDATE transfers SET place = 'gone', moving_to = NULL, returned_as = ? WHERE id = ?`)
        .run(returnedAs, id)
      return this.get(id)
    })
  }

  heldIn(folder: string): Transfer[] {
    const key = foldFolderName(folder)
    return this.#all(
      `WHERE place = 'in_folder' AND (hold IS NOT NULL OR destination IS NOT NULL OR status = 'sending') ORDER BY id`,
    ).filter((row) => foldFolderName(row.folder) === key)
  }

  /** Rows whose file waits for a decision or a move, over all folders, oldest first. */
  open(): Transfer[] {
    return this.#all(`WHERE place = 'in_folder' AND status <> 'sending' ORDER BY id`)
  }

  get(id: number): Transfer {
    const row = this.#db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM transfers WHERE id = ?`).get(id)
    if (row === undefined) throw new RangeError(`transfer ${id} does not exist`)
    return toTransfer(row)
  }

  find(id: number): Transfer | null {
    const row = guarded(() =>
      this.#db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM transfers WHERE id = ?`).get(id),
    )
    return row === undefined ? null : toTransfer(row)
  }

  #all(where: string, ...values: string[]): Transfer[] {
    return guarded(() =>
      this.#db
        .prepare<string[], Row>(`SELECT ${COLUMNS} FROM transfers ${where}`)
        .all(...values)
        .map(toTransfer),
    )
  }
}
