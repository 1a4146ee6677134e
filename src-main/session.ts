import type { EngineEvent } from '../src-shared/domain/engine-event.ts'
import { RelayError } from '../src-shared/domain/relay-error.ts'
import type { Topic } from '../src-shared/ipc/events.ts'
import type { Holder } from '../src-shared/ipc/shapes.ts'
import { systemClock } from './clock.ts'
import { createRelay, type Relay, type RelayListeners } from './compose.ts'
import { DiagnosisRun } from './diagnosis/diagnosis-run.ts'
import { isoLocal } from './engine/local-time.ts'
import { Follower } from './follower.ts'
import type { Practice } from './practice/practice.ts'
import {
  acquireInstanceLock,
  describeOwner,
  type InstanceLock,
  type LockOwner,
} from './store/instance-lock.ts'
import { TransferExport } from './store/transfer-export.ts'
import type { Sealer } from './vault/ports.ts'

/**
 * What the window talks to: the real relay, and beside it practice mode while it is on. The real relay goes on
 * working during practice; the window sees one of the two at a time.
 */
export class Session {
  readonly real: Relay
  readonly #owner: LockOwner
  #lock: InstanceLock | null
  /** Set while this program only shows. */
  #follower: Follower | null
  readonly #tell: (topic: Topic) => void
  /** 接続診断 of the window. */
  readonly diagnosis: DiagnosisRun
  /** CSV出力 of the window. */
  readonly exporting: TransferExport
  #practice: Practice | null = null
  #changing = false

  private constructor(
    real: Relay,
    owner: LockOwner,
    lock: InstanceLock | null,
    tell: (topic: Topic) => void,
  ) {
    this.real = real
    this.#owner = owner
    this.#lock = lock
    this.#tell = tell
    this.#follower = lock === null ? new Follower(real, tell) : null
    this.diagnosis = new DiagnosisRun(() => tell('diagnosis'))
    this.exporting = new TransferExport(() => tell('export'))
  }

  /**
   * Opens the data folder and takes its lock.
   * @param hear told of what the real relay does; practice is nobody's news
   * @throws RelayError R4001, R4003, R4004 when the data folder cannot be used
   */
  static open(
    dataDir: string,
    owner: LockOwner,
    sealer: Sealer | null,
    tell: (topic: Topic) => void,
    hear: (event: EngineEvent) => void = () => {},
  ): Session {
    const lock = takeLock(dataDir, owner)
    try {
      const real = createRelay({ dataDir, sealer, ...listeners(tell, hear) })
      const session = new Session(real, owner, lock, tell)
      session.resumeMonitoring()
      return session
    } catch (error) {
      lock?.release()
      throw error
    }
  }

  get practice(): Practice | null {
    return this.#practice
  }

  /** The relay that the window shows. */
  get current(): Relay {
    return this.#practice?.relay ?? this.real
  }

  /** Who else sends from this data folder, or did last; then this program only shows. */
  get heldBy(): Holder | null {
    return this.#follower?.holder ?? null
  }

  /** @throws RelayError R4002 when this program only shows */
  requireSender(): void {
    if (this.heldBy !== null) throw new RelayError('R4002', describeOwner(this.heldBy))
  }

  /**
   * 送信を引き継ぐ. Only staff ask for it: a service that restarts just now shall find its data folder free.
   * @throws RelayError R4002 while another program sends, R5007 when this one does
   */
  takeOver(): void {
    const follower = this.#follower
    if (follower === null) throw new RelayError('R5007')
    const owner = { ...this.#owner, since: isoLocal(systemClock.now()) }
    const lock = acquireInstanceLock(this.real.dataDir, owner)
    try {
      const before = describeOwner(follower.holder)
      const after = describeOwner(owner)
      this.real.audit.add({ action: 'sender.taken-over', subject: '', before, after, reason: null })
    } catch (error) {
      lock.release()
      throw error
    }
    follower.stop()
    this.#lock = lock
    this.#follower = null
    this.resumeMonitoring()
    for (const topic of ['status', 'vault', 'audit'] as const) this.#tell(topic)
  }

  changed(topic: Topic): void {
    this.#tell(topic)
  }

  async startPractice(): Promise<void> {
    if (this.#practice !== null) return
    // The program that sends may be practising in the very same folder.
    this.requireSender()
    await this.#exclusively(async () => {
      const { startPractice } = await import('./practice/practice.ts')
      this.#practice = await startPractice(
        this.real.dataDir,
        listeners(this.#tell, () => {}),
      )
    })
    this.#tell('practice')
  }

  async stopPractice(): Promise<void> {
    const practice = this.#practice
    if (practice === null) return
    await this.#exclusively(async () => {
      this.#practice = null
      await practice.stop()
    })
    this.#tell('practice')
  }

  async close(): Promise<void> {
    await this.diagnosis.stop()
    await this.exporting.stop()
    await this.#practice?.stop()
    this.#practice = null
    this.#follower?.stop()
    await this.real.close()
    this.#lock?.release()
  }

  async #exclusively(work: () => Promise<void>): Promise<void> {
    if (this.#changing) throw new RelayError('R5007')
    this.#changing = true
    try {
      await work()
    } finally {
      this.#changing = false
    }
  }

  /**
   * After a restart the relay goes on by itself if staff had started it; with a passphrase, once that was given.
   * Before it there is no token to send with.
   */
  resumeMonitoring(): void {
    const { vault, facts, engine } = this.real
    // Without encryption by the system, staff chose earlier to keep secrets for each run only.
    const isUndecided = vault.state(false).kind === 'undecided'
    if (isUndecided && facts.get('vault_choice') === 'memory') vault.keepForThisRun()
    const { locked } = vault.state(facts.get('passphrase') !== null)
    if (this.heldBy === null && !locked && facts.get('monitoring') === 'on') engine.start()
  }
}

/** @returns null when another program has it */
function takeLock(dataDir: string, owner: LockOwner): InstanceLock | null {
  try {
    return acquireInstanceLock(dataDir, owner)
  } catch (error) {
    if (error instanceof RelayError && error.code === 'R4002') return null
    throw error
  }
}

function listeners(tell: (topic: Topic) => void, hear: (event: EngineEvent) => void): RelayListeners {
  return {
    onEvent(event) {
      tellOf(event, tell)
      hear(event)
    },
    onLogLine: () => tell('log'),
    onRecordCheck(ended) {
      tell('audit')
      // Its faults are among 対応が必要な項目.
      if (ended) tell('status')
    },
  }
}

function tellOf(event: EngineEvent, tell: (topic: Topic) => void): void {
  if (event.type === 'status') tell('status')
  else if (event.type === 'file_found' || event.type === 'accepted' || event.type === 'filed')
    tell('transfers')
  else if (event.type === 'trouble') tell('transfers')
}
