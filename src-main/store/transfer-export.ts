import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { HistoryFilter } from '../../src-shared/domain/history-filter.ts'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import { csvHead, transferLine } from './transfer-export-csv.ts'
import type { TransferHistoryThread } from './transfer-history-thread.ts'

export interface ExportState {
  readonly phase: 'idle' | 'running' | 'done' | 'stopped' | 'failed'
  readonly written: number
  readonly total: number
  /** Name of the file, without its folder. */
  readonly fileName: string
  readonly error: { readonly code: RelayError['code']; readonly detail: string } | null
}

export interface ExportInput {
  readonly search: Pick<TransferHistoryThread, 'ids' | 'rows'>
  readonly filter: HistoryFilter
  /** 表示名 by folder. */
  readonly names: ReadonlyMap<string, string>
  /** Where the file goes; one that is there is replaced. */
  readonly file: string
  /** Once the file is whole. @param rows how many there are in it */
  onDone(rows: number): void
}

/** Rows at a time: about two milliseconds of work between two turns of the loop. */
const STEP = 500

const IDLE: ExportState = { phase: 'idle', written: 0, total: 0, fileName: '', error: null }

/** The one CSV出力 that the window shows: under way, or the last one. */
export class TransferExport {
  readonly #onChange: () => void
  #state = IDLE
  #stop = new AbortController()
  #running: Promise<void> = Promise.resolve()

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  get state(): ExportState {
    return this.#state
  }

  /** @throws RelayError R5007 while one is under way */
  start(input: ExportInput): void {
    if (this.#state.phase === 'running') throw new RelayError('R5007', 'export')
    this.#stop = new AbortController()
    this.#set({ ...IDLE, phase: 'running', fileName: path.basename(input.file) })
    this.#running = this.#write(input, this.#stop.signal).then(
      () => this.#end(this.#stop.signal.aborted ? 'stopped' : 'done'),
      (error: unknown) => {
        const { code, detail } =
          error instanceof RelayError ? error : new RelayError('R5010', `${input.file} (${errnoOf(error)})`)
        this.#set({ ...this.#state, phase: 'failed', error: { code, detail } })
      },
    )
  }

  /** Nothing is left of the file. Resolves when that is done. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#running
  }

  /** The screen has shown the end. */
  forget(): void {
    if (this.#state.phase !== 'running') this.#set(IDLE)
  }

  /** Under a name of its own until it is whole, so that nobody takes half a file for the whole one. */
  async #write({ search, filter, names, file, onDone }: ExportInput, signal: AbortSignal): Promise<void> {
    const ids = await search.ids(filter)
    this.#set({ ...this.#state, total: ids.length })
    const partial = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}.part`)
    const handle = await open(partial, 'wx', 0o600)
    try {
      await handle.appendFile(csvHead())
      for (let at = 0; at < ids.length && !signal.aborted; at += STEP) {
        const rows = await search.rows(ids.subarray(at, at + STEP))
        await handle.appendFile(rows.map((row) => transferLine(row, names)).join(''))
        this.#set({ ...this.#state, written: Math.min(at + STEP, ids.length) })
      }
      await handle.sync()
      await handle.close()
      if (signal.aborted) return
      await rename(partial, file)
      onDone(ids.length)
    } finally {
      await handle.close().catch(() => {})
      await rm(partial, { force: true })
    }
  }

  #end(phase: 'done' | 'stopped'): void {
    this.#set({ ...this.#state, phase })
  }

  #set(state: ExportState): void {
    this.#state = state
    this.#onChange()
  }
}
