import type { PurgeProgress } from '../../src-shared/domain/engine-status.ts'
import type { Destination } from '../../src-shared/domain/transfer.ts'
import { disposeOld } from './disposal.ts'
import { localDate } from './local-time.ts'
import type { Configuration, EngineContext } from './ports.ts'
import { toRelayError } from './relay-file.ts'
import { lastDisposedDate } from './retention.ts'

/**
 * Runs retention once per local date: with the first cycle of a start, and with the first one after midnight. It works beside the
 * uploads and holds nothing up.
 */
export class RetentionKeeper {
  readonly #context: EngineContext
  #doneFor = ''
  #running: Promise<void> | null = null
  #stop = new AbortController()
  #progress: PurgeProgress | null = null

  constructor(context: EngineContext) {
    this.#context = context
  }

  /** Null while nothing is deleted, or no full lot of files yet: what is over at once is nobody's news. */
  get progress(): PurgeProgress | null {
    return this.#progress
  }

  /** To be called with the lease of PMHFilePath in hand. */
  onCycle({ settings }: Configuration): void {
    const now = this.#context.clock.now()
    const key = [
      localDate(now),
      settings.PMHFilePath,
      settings.ProceedFileRetentionDays,
      settings.ErrorFileRetentionDays,
    ].join(' ')
    if (this.#running !== null || key === this.#doneFor) return
    this.#doneFor = key
    this.#stop = new AbortController()
    this.#running = this.#run(now, settings).finally(() => {
      this.#running = null
      if (this.#progress !== null) this.#tell(null)
    })
  }

  /** Ends between two lots; what is not deleted yet is deleted with the next cycle. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#running
  }

  /** Resolves when nothing is being deleted. */
  async idle(): Promise<void> {
    await this.#running
  }

  async #run(now: Date, settings: Configuration['settings']): Promise<void> {
    try {
      await this.#dispose(
        'PROCEED',
        lastDisposedDate(now, settings.ProceedFileRetentionDays),
        settings.PMHFilePath,
      )
      await this.#dispose(
        'ERROR',
        lastDisposedDate(now, settings.ErrorFileRetentionDays),
        settings.PMHFilePath,
      )
      if (this.#stop.signal.aborted) this.#doneFor = ''
    } catch (error) {
      // The journal is full, say: tried again with the next cycle.
      this.#doneFor = ''
      const { code, detail } = toRelayError(error)
      const repeated = this.#context.troubles.isRepeated('retention', { code })
      const about = { level: 'warning', folder: null, transferId: null } as const
      if (!repeated) this.#context.emit({ type: 'trouble', ...about, code, message: detail })
    }
  }

  async #dispose(destination: Destination, lastDate: string | null, root: string): Promise<void> {
    if (lastDate === null) return
    const { retention } = this.#context
    const onLot = (deleted: number) => this.#tell({ destination, deleted })
    const report = await disposeOld(root, destination, lastDate, retention, this.#stop.signal, onLot)
    const { deleted, keptOpen, failed } = report
    if (deleted + keptOpen + failed > 0) this.#context.emit({ type: 'disposed', destination, ...report })
  }

  #tell(progress: PurgeProgress | null): void {
    this.#progress = progress
    this.#context.emit({ type: 'status' })
  }
}
