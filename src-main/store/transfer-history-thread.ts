import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { HistoryFilter } from '../../src-shared/domain/history-filter.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Transfer } from '../../src-shared/domain/transfer.ts'
import { DATABASE_FILE, relayErrorOf } from './database.ts'
import { threadProgram } from './thread-program.ts'
import type { HistoryDay, HistoryPage, TransferHistorySearch } from './transfer-history-search.ts'

type Ask = Extract<keyof TransferHistorySearch, 'page' | 'ids' | 'rows' | 'day'>

export interface HistoryQuestion {
  readonly id: number
  readonly ask: Ask
  readonly input: readonly unknown[]
}

export type HistoryReply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly errno: string }

interface Waiting {
  resolve(value: unknown): void
  reject(error: unknown): void
}

/**
 * {@link TransferHistorySearch} in a thread of its own, since a search over a million rows takes longer than a window may
 * stand still. The thread begins with the first question.
 * @throws RelayError R4001, R4004 from every question; R4006 when the thread cannot begin, or ended or was closed under it
 */
export class TransferHistoryThread {
  readonly #file: string
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #lastId = 0
  #closed = false

  constructor(dataDir: string) {
    this.#file = path.join(dataDir, DATABASE_FILE)
  }

  /** @param page 1-based */
  page(filter: HistoryFilter, page: number, pageSize: number): Promise<HistoryPage> {
    return this.#ask('page', filter, page, pageSize)
  }

  ids(filter: HistoryFilter): Promise<Float64Array> {
    return this.#ask('ids', filter)
  }

  rows(ids: ArrayLike<number>): Promise<Transfer[]> {
    return this.#ask('rows', ids)
  }

  day(date: string, limit: number): Promise<HistoryDay> {
    return this.#ask('day', date, limit)
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#worker?.terminate()
  }

  #ask<N extends Ask>(ask: N, ...input: Parameters<TransferHistorySearch[N]>) {
    type Answer = ReturnType<TransferHistorySearch[N]>
    return new Promise<Answer>((resolve, reject) => {
      const worker = this.#running()
      this.#lastId += 1
      const question: HistoryQuestion = { id: this.#lastId, ask, input }
      this.#waiting.set(question.id, { resolve: (value) => resolve(value as Answer), reject })
      worker.postMessage(question)
    })
  }

  #running(): Worker {
    if (this.#closed) throw new RelayError('R4006', 'history is closed')
    if (this.#worker !== null) return this.#worker
    // A thread inherits the flags of its process, and not every flag of a process is one of a thread.
    const worker = new Worker(threadProgram(import.meta.url, 'transfer-history-worker'), {
      workerData: this.#file,
      execArgv: [],
    })
    worker.on('message', (reply: HistoryReply) => this.#settle(reply))
    // An error is followed by the exit, which ends what waits.
    worker.on('error', () => {})
    worker.on('exit', () => this.#ended(worker))
    // A process that is done does not stay for a thread that waits for questions.
    worker.unref()
    this.#worker = worker
    return worker
  }

  #settle(reply: HistoryReply): void {
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if (reply.ok) waiting?.resolve(reply.value)
    else waiting?.reject(relayErrorOf(reply.errno))
  }

  /** The next question starts another thread. */
  #ended(worker: Worker): void {
    if (this.#worker === worker) this.#worker = null
    for (const { reject } of this.#waiting.values())
      reject(new RelayError('R4006', 'transfer-history-worker'))
    this.#waiting.clear()
  }
}
