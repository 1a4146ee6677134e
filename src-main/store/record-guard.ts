import type { ErrorCode } from '../../src-shared/domain/error-catalogue.ts'
import type { RecordReport } from '../../src-shared/domain/record-check.ts'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import type { AuditStore } from './audit-store.ts'
import { readAnchor, writeAnchor } from './chain-anchor.ts'
import { chainKey } from './chain-key.ts'
import { ACCEPTED_ACTION } from './record-check.ts'
import { checkRecordsInThread } from './record-check-thread.ts'

export type RecordState =
  | { readonly state: 'never' }
  | { readonly state: 'running'; readonly rows: number }
  | { readonly state: 'done'; readonly at: string; readonly report: RecordReport }
  | { readonly state: 'failed'; readonly at: string; readonly code: ErrorCode; readonly detail: string }

export interface RecordListener {
  /** The state is another one. @param ended no check is under way any more */
  changed(ended: boolean): void
  /** Faults that nobody was told of yet. */
  faulty(count: number): void
}

/** Checks the records at the start and whenever somebody asks, one check at a time. */
export class RecordGuard {
  readonly #dataDir: string
  readonly #audit: AuditStore
  readonly #now: () => string
  readonly #listener: RecordListener
  readonly #end = new AbortController()
  #told = ''
  #checkedLinks = 0
  #state: RecordState = { state: 'never' }
  #running: Promise<RecordState> | null = null

  constructor(dataDir: string, audit: AuditStore, now: () => string, listener: RecordListener) {
    this.#dataDir = dataDir
    this.#audit = audit
    this.#now = now
    this.#listener = listener
  }

  state(): RecordState {
    return this.#state
  }

  /** Whether records were written, or changed by the program, since the last check. @throws RelayError R4001 */
  hasGrown(): boolean {
    return this.#audit.links() > this.#checkedLinks
  }

  /**
   * Never throws: a check that cannot be made is a state. A second call joins the check that runs.
   * @param keepsEnd false for a program that only looks at the data folder of another one
   */
  check(keepsEnd = true): Promise<RecordState> {
    this.#running ??= this.#check(keepsEnd).finally(() => {
      this.#running = null
    })
    return this.#running
  }

  /**
   * Staff have seen the faults of the last check; it is said no more until there are others.
   * @throws RelayError R5007 when these are not the faults that were found last
   */
  async accept(fingerprint: string, reason: string): Promise<void> {
    const last = this.#state
    if (last.state !== 'done' || last.report.fingerprint !== fingerprint || fingerprint === '')
      throw new RelayError('R5007', 'records')
    this.#audit.add({
      action: ACCEPTED_ACTION,
      subject: `faults=${last.report.faults}`,
      before: null,
      after: fingerprint,
      reason,
    })
    await this.check()
  }

  async close(): Promise<void> {
    this.#end.abort()
    await this.#running
  }

  async #check(keepsEnd: boolean): Promise<RecordState> {
    const before = this.#state
    this.#set({ state: 'running', rows: 0 })
    try {
      const anchor = readAnchor(this.#dataDir)
      const onRows = (rows: number) => this.#set({ state: 'running', rows })
      const key = chainKey(this.#dataDir).bytes
      const checked = await checkRecordsInThread(this.#dataDir, key, anchor, this.#end.signal, onRows)
      if (checked === null) return this.#set(before)
      const { report, end } = checked
      this.#checkedLinks = end?.seq ?? 0
      if (keepsEnd && end !== null && (report.faults === 0 || report.accepted))
        writeAnchor(this.#dataDir, end)
      // Whoever sends from this data folder tells it itself.
      if (keepsEnd) this.#tell(report)
      return this.#set({ state: 'done', at: this.#now(), report })
    } catch (error) {
      const { code, detail } = error instanceof RelayError ? error : new RelayError('R4006', errnoOf(error))
      return this.#set({ state: 'failed', at: this.#now(), code, detail })
    }
  }

  #tell({ faults, accepted, fingerprint }: RecordReport): void {
    if (faults === 0 || accepted || fingerprint === this.#told) return
    this.#told = fingerprint
    this.#listener.faulty(faults)
  }

  #set(state: RecordState): RecordState {
    this.#state = state
    this.#listener.changed(state.state !== 'running')
    return state
  }
}
