import type { EngineEvent } from '../src-shared/domain/engine-event.ts'
import { RelayError } from '../src-shared/domain/relay-error.ts'
import type { Topic } from '../src-shared/ipc/events.ts'
import { createRelay, type Relay, type RelayListeners } from './compose.ts'
import { DiagnosisRun } from './diagnosis/diagnosis-run.ts'
import { type Practice, startPractice } from './practice/practice.ts'
import { acquireInstanceLock, type InstanceLock, type LockOwner } from './store/instance-lock.ts'
import { TransferExport } from './store/transfer-export.ts'
import type { Sealer } from './vault/ports.ts'

/**
 * What the window talks to: the real relay, and beside it practice mode while it is on. The real relay goes on
 * working during practice; the window sees one of the two at a time.
 */
export class Session {
  readonly real: Relay
  /** Who else sends from this data folder; then this program only shows. */
  readonly heldBy: string | null
  readonly #lock: InstanceLock | null
  readonly #tell: (topic: Topic) => void
  /** 接続診断 of the window. */
  readonly diagnosis: DiagnosisRun
  /** CSV出力 of the window. */
  readonly exporting: TransferExport
  #practice: Practice | null = null
  #changing = false

  private constructor(
    real: Relay,
    lock: InstanceLock | null,
    heldBy: string | null,
    tell: (topic: Topic) => void,
  ) {
    this.real = real
    this.#lock = lock
    this.heldBy = heldBy
    this.#tell = tell
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
    const { lock, heldBy } = takeLock(dataDir, owner)
    try {
      const real = createRelay({ dataDir, sealer, ...listeners(tell, hear) })
      if (sealer === null && real.facts.get('vault_choice') === 'memory') real.vault.keepForThisRun()
      const session = new Session(real, lock, heldBy, tell)
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

  /** @throws RelayError R4002 when another program sends from this data folder */
  requireSender(): void {
    if (this.heldBy !== null) throw new RelayError('R4002', this.heldBy)
  }

  changed(topic: Topic): void {
    this.#tell(topic)
  }

  async startPractice(): Promise<void> {
    if (this.#practice !== null) return
    // The program that sends may be practising in the very same folder.
    this.requireSender()
    await this.#exclusively(async () => {
      this.#practice = await startPractice(this.real.dataDir, this.#unheard())
    })
    this.#tell('practice')
  }

  /**
   * Practice as it was at its beginning. The new one is there before the old one ends: between them the window would
   * mean the real relay.
   * @throws RelayError R5007 outside of practice, or while it begins or ends
   */
  async restartPractice(): Promise<void> {
    const old = this.requirePractice()
    await this.#exclusively(async () => {
      this.#practice = await startPractice(this.real.dataDir, this.#unheard(), old.place)
      await old.discard()
    })
    this.#tell('practice')
  }

  /** @throws RelayError R5007 outside of practice */
  requirePractice(): Practice {
    if (this.#practice === null) throw new RelayError('R5007')
    return this.#practice
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
    await this.real.close()
    this.#lock?.release()
  }

  #unheard(): RelayListeners {
    return listeners(this.#tell, () => {})
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
    const { locked } = vault.state(facts.get('passphrase') !== null)
    if (this.heldBy === null && !locked && facts.get('monitoring') === 'on') engine.start()
  }
}

function takeLock(dataDir: string, owner: LockOwner): { lock: InstanceLock | null; heldBy: string | null } {
  try {
    return { lock: acquireInstanceLock(dataDir, owner), heldBy: null }
  } catch (error) {
    if (error instanceof RelayError && error.code === 'R4002') return { lock: null, heldBy: error.detail }
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
