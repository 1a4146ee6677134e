import path from 'node:path'
import type { EngineStatus, UploadProgress } from '../../src-shared/domain/engine-status.ts'
import type { FolderForecast } from '../../src-shared/domain/forecast.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { type CycleReport, runCycle } from './cycle.ts'
import { decide, type StaffDecision } from './decide.ts'
import { FolderWatcher } from './folder-watcher.ts'
import { forecast } from './forecast.ts'
import { isoLocal } from './local-time.ts'
import { NextCycle } from './next-cycle.ts'
import type { Configuration, EngineContext, EngineDeps } from './ports.ts'
import { settleInterrupted } from './recover.ts'
import { toRelayError } from './relay-file.ts'
import { RetentionKeeper } from './retention-keeper.ts'
import { RootGuard } from './root-guard.ts'
import { Settling } from './settle.ts'
import { StandingTroubles } from './standing-troubles.ts'
import { tellTrouble } from './telling.ts'
import { TroubleBook } from './trouble-book.ts'
import { UnsavedResults } from './unsaved-results.ts'
import { Uploads } from './uploads.ts'

/** After a journal that cannot be read at the time of planning the next cycle, it is tried again in a minute. */
const RETRY_MS = 60_000

/** A window that is told of every chunk would be busy with nothing else. */
const PROGRESS_STEP_MS = 200

/** The relay loop: timer, start, 今すぐ送信. Cycles never overlap. */
export class RelayEngine {
  readonly #deps: EngineDeps
  readonly #context: EngineContext
  readonly #troubles: StandingTroubles
  readonly #unsaved: UnsavedResults
  readonly #retention: RetentionKeeper
  readonly #watcher: FolderWatcher
  readonly #settling: Settling
  readonly #guard: RootGuard
  readonly #next: NextCycle
  #watching = false
  #serving = false
  #lastCycleAt: string | null = null
  #running: Promise<CycleReport> | null = null
  /** The program ends; decisions under way are waited for. */
  #ending = false
  readonly #ended = new AbortController()
  readonly #deciding = new Set<Promise<void>>()
  /** Another cycle is wanted as soon as the one under way has ended. */
  #again = false
  #stop = new AbortController()
  readonly #uploads = new Uploads()
  #progressToldAt = 0
  #announced = ''

  constructor(deps: EngineDeps) {
    this.#deps = deps
    const book = new TroubleBook(deps.clock)
    this.#troubles = new StandingTroubles(deps, book)
    this.#unsaved = new UnsavedResults(deps.journal)
    this.#context = {
      ...deps,
      troubles: book,
      keptBack: new WeakMap(),
      conclude: (id, conclusion) => this.#unsaved.conclude(id, conclusion),
    }
    this.#retention = new RetentionKeeper(this.#context)
    this.#watcher = new FolderWatcher(() => this.#arrived())
    this.#settling = new Settling(deps.clock)
    this.#next = new NextCycle(deps.clock, () => void this.#cycle(null, false))
    this.#guard = new RootGuard({
      owner: deps.owner,
      clock: deps.clock,
      memory: deps.leaseMemory,
      onLost: (error) => {
        this.#stop.abort()
        void this.#retention.stop()
        this.#troubles.tell('error', error)
      },
      onUnwritable: (error) => this.#troubles.tell('warning', error),
    })
  }

  status(): EngineStatus {
    return {
      state: this.#running !== null ? 'sending' : this.#watching ? 'watching' : 'stopped',
      nextCycleAt: this.#next.at,
      lastCycleAt: this.#lastCycleAt,
      uploads: this.#uploads.all(),
      purge: this.#retention.progress,
      trouble: this.#troubles.engine,
      folderTroubles: this.#troubles.folders,
    }
  }

  /** 監視を開始: a first cycle at once, then one every MonitoringTimer. */
  start(): void {
    this.#requireOpen()
    if (this.#watching) return
    this.#watching = true
    // Cycles never overlap: a cycle that is just being stopped ends first.
    if (this.#running === null) void this.#cycle(null, false)
    else this.#again = true
  }

  /** The computer slept: the timer stood still with it, so a cycle begins at once. */
  wake(): void {
    if (!this.#ending) this.#arrived()
  }

  /** 監視を停止: no further file is begun; the upload under way comes to its end. */
  async stop(): Promise<void> {
    this.#watching = false
    this.#next.cancel()
    this.#stop.abort()
    this.#again = false
    await this.#running
    if (this.#ending) this.#ended.abort()
    await Promise.allSettled(this.#deciding)
    await this.#retention.stop()
    await this.#watcher.close()
    if (this.#watching) return
    await this.#guard.release()
    this.#end()
  }

  /** The program ends: the upload under way is broken off. Before its last byte it failed, after it it is in doubt. */
  async shutdown(): Promise<void> {
    this.#ending = true
    this.#stop.abort()
    this.#uploads.end()
    await this.stop()
  }

  /** After {@link shutdown} the database is about to be closed: nothing may begin any more. */
  #requireOpen(): void {
    if (this.#ending) throw new RelayError('R5007')
  }

  /** One full cycle for `--once`. */
  async runOnce(): Promise<CycleReport> {
    this.#requireOpen()
    const report = await this.#cycle(null, false)
    await this.#retention.idle()
    return report
  }

  /**
   * 今すぐ送信 of one folder, or of all with null.
   * @returns null when a cycle is under way: cycles never overlap
   */
  sendNow(folder: string | null): Promise<CycleReport> | null {
    this.#requireOpen()
    return this.#running === null ? this.#cycle(folder, true) : null
  }

  /** 次の周期で送るもの, without sending. @throws RelayError R4005 while settings are missing, and others of reading them */
  forecast(): Promise<FolderForecast[]> {
    return forecast(this.#deps, this.#deps.configuration())
  }

  /**
   * A trouble that was found outside a cycle. Cycles that meet it too do not make another event of it.
   * @param key what it is about, as cycles name it: `engine`, `folder:{name}`; or a name of its own
   */
  tell(key: string, folder: string | null, error: RelayError): void {
    tellTrouble(this.#context, key, { level: 'error', folder, transferId: null, error })
  }

  /** 送信済みとして処理 or 再送する. @throws RelayError R5007, R3005, R4001 */
  async decide(id: number, decided: StaffDecision): Promise<void> {
    this.#requireOpen()
    const deciding = decide(this.#context, id, decided, this.#ended.signal)
    this.#deciding.add(deciding)
    try {
      await deciding
    } finally {
      this.#deciding.delete(deciding)
    }
  }

  /** 中止 of an upload under way. @returns false when it is over */
  cancelUpload(upload: Pick<UploadProgress, 'folder' | 'fileName'>): boolean {
    return this.#uploads.cancel(upload)
  }

  /** 中止 of retention: the next cycle goes on with it. */
  stopPurge(): Promise<void> {
    return this.#retention.stop()
  }

  /** A changed MonitoringTimer counts from now on, not after the old interval of perhaps many days. */
  settingsChanged(): void {
    if (!this.#watching || this.#running !== null) return
    this.#next.plan(this.#interval())
    this.#deps.emit({ type: 'status' })
  }

  /** ImmediateTrigger: what arrives begins a cycle, while staff want monitoring at all. */
  #followFolders({ settings, folders }: Configuration): void {
    const active =
      settings.ImmediateTrigger && this.#watching ? folders.filter((target) => !target.paused) : []
    const directories = active.map((target) => path.join(settings.PMHFilePath, target.folder))
    this.#watcher.follow(directories, settings.StabilityWindow)
  }

  #arrived(): void {
    if (!this.#watching) return
    if (this.#running === null) void this.#cycle(null, false)
    else this.#again = true
  }

  /** Resolves when the first cycle is over and arrivals are noticed. */
  async watched(): Promise<void> {
    await this.#running
    await this.#watcher.ready()
  }

  #interval(): number {
    try {
      return this.#deps.configuration().settings.MonitoringTimer
    } catch {
      return RETRY_MS
    }
  }

  #cycle(only: string | null, manual: boolean): Promise<CycleReport> {
    this.#next.cancel()
    this.#stop = new AbortController()
    const running = this.#runCycle(only, manual)
    this.#running = running
    this.#deps.emit({ type: 'status' })
    return running
  }

  async #runCycle(only: string | null, manual: boolean): Promise<CycleReport> {
    // Everything after this line runs later, so that `#running` is set before the first step.
    await Promise.resolve()
    try {
      const configuration = this.#deps.configuration()
      const interrupted = this.#begin(configuration)
      const report = await runCycle(this.#context, configuration, this.#settling, {
        only,
        manual,
        stop: this.#stop.signal,
        holdRoot: async (root) => {
          await this.#guard.hold(root)
          this.#retention.onCycle(configuration)
          this.#followFolders(configuration)
        },
        uploadSignal: (folder) => this.#uploads.begin(folder),
        onProgress: (folder, progress) => this.#setProgress(folder, progress),
      })
      this.#troubles.learn(report, configuration.settings.PMHFilePath)
      return { ...report, failures: report.failures + interrupted }
    } catch (error) {
      const trouble = this.#troubles.broken(toRelayError(error))
      return { failures: 1, accepted: 0, trouble, tellsItself: true, folders: new Map() }
    } finally {
      this.#running = null
      this.#lastCycleAt = isoLocal(this.#deps.clock.now())
      this.#goOn()
    }
  }

  #goOn(): void {
    const again = this.#again
    this.#again = false
    if (again && this.#watching) {
      void this.#cycle(null, false)
      return
    }
    if (this.#watching) this.#next.plan(this.#interval())
    this.#deps.emit({ type: 'status' })
  }

  /** Says what is watched when that is new, and puts the journal in order. @returns interrupted uploads */
  #begin(configuration: Configuration): number {
    if (!this.#serving) this.#deps.emit({ type: 'service_started' })
    this.#serving = true
    const folders = configuration.folders.filter((target) => !target.paused).map((target) => target.folder)
    const announcement = JSON.stringify([folders, configuration.endpoint])
    if (announcement !== this.#announced) {
      this.#announced = announcement
      this.#deps.emit({ type: 'targets', folders, endpoint: configuration.endpoint })
    }
    this.#unsaved.flush()
    return settleInterrupted(this.#context, configuration).length
  }

  /** Takes PMHFilePath before the first cycle. @throws RelayError R4007 when another relay sends from it */
  holdRoot(): Promise<void> {
    return this.#guard.hold(this.#deps.configuration().settings.PMHFilePath)
  }

  #setProgress(folder: string, progress: UploadProgress | null): void {
    const before = this.#uploads.all().length
    this.#uploads.report(folder, progress)
    const edge = before !== this.#uploads.all().length
    const now = this.#deps.clock.monotonic()
    if (!edge && (progress === null || now - this.#progressToldAt < PROGRESS_STEP_MS)) return
    this.#progressToldAt = now
    this.#deps.emit({ type: 'status' })
  }

  #end(): void {
    if (this.#serving) this.#deps.emit({ type: 'service_stopped' })
    this.#serving = false
    this.#announced = ''
    this.#deps.emit({ type: 'status' })
  }
}
