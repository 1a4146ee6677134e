import type { EngineEvent } from '../src-shared/domain/engine-event.ts'
import { OFFICIAL_SERVICE, type OfficialFinding, sendsBeside } from '../src-shared/domain/official-service.ts'
import { RelayError } from '../src-shared/domain/relay-error.ts'
import type { Holder } from '../src-shared/ipc/answer-shapes.ts'
import type { Topic } from '../src-shared/ipc/events.ts'
import { OfficialWatch } from './background/official-watch.ts'
import { followBackgroundKey } from './background-key.ts'
import { systemClock } from './clock.ts'
import { createRelay, type Relay, type RelayListeners } from './compose.ts'
import { DiagnosisRun } from './diagnosis/diagnosis-run.ts'
import { isoLocal } from './engine/local-time.ts'
import { Follower } from './follower.ts'
import { logCommandHere } from './notify/log-command.ts'
import type { Practice } from './practice/practice.ts'
import { isLocked, tellSecretTroubles } from './secret-news.ts'
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
  /** The official batch beside us; it stands among 対応が必要な項目. */
  readonly official = new OfficialWatch(
    () => this.#tell('background'),
    () => isoLocal(systemClock.now()),
  )
  #practice: Practice | null = null
  #changing = false
  /** On Windows the official service may run: nothing resumes by itself before that is known. */
  #looksFirst = process.platform === 'win32'
  #state: 'open' | 'closed' = 'open'

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
      const announce = { systemLog: logCommandHere(), waits: lock === null }
      const real = createRelay({
        dataDir,
        sealer,
        announce,
        mayMigrate: lock !== null,
        ...listeners(tell, hear),
      })
      const session = new Session(real, owner, lock, tell)
      session.#begin()
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
    this.real.post?.start()
    void this.real.records.check()
    this.#begin()
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
      const { startPractice } = await import('./practice/practice.ts')
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
    this.#state = 'closed'
    // First of all: nothing further is begun while the rest comes to its end.
    const ended = this.real.engine.shutdown().catch(() => {})
    await this.diagnosis.stop()
    await this.exporting.stop()
    await this.#practice?.stop()
    this.#practice = null
    this.#follower?.stop()
    await ended
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

  /** At the start, and again after 送信を引き継ぐ: the program before may have chosen otherwise meanwhile. */
  #begin(): void {
    const { vault, facts } = this.real
    // Without encryption by the system, staff chose earlier to keep secrets for each run only; or have chosen otherwise since.
    const { kind } = vault.state(false)
    if (kind === 'undecided' || kind === 'memory')
      vault.keepForThisRun(facts.get('vault_choice') === 'memory')
    followBackgroundKey(this.real)
    this.unlocked()
  }

  /** The passphrase was given: what it does not open is told, and monitoring goes on. */
  unlocked(): void {
    this.#tellSecrets()
    this.resumeMonitoring()
  }

  /** What cannot be read is told at the start, not when a file is due. Another program on this data folder tells it itself. */
  #tellSecrets(): void {
    if (this.heldBy !== null) return
    const { real } = this
    // Nobody may be there to type it: whoever reads the events has to know that nothing is sent.
    if (!isLocked(real)) tellSecretTroubles(real)
    else if (real.facts.get('monitoring') === 'on') real.engine.tell('locked', null, new RelayError('R6004'))
  }

  /**
   * After a restart the relay goes on by itself if staff had started it; with a passphrase, once that was given.
   * Before it there is no token to send with.
   */
  resumeMonitoring(): void {
    const { real, official } = this
    if (this.heldBy !== null || isLocked(real) || real.facts.get('monitoring') !== 'on') return
    // Two senders on one path send twice: nobody may be there to say that they know of the official service.
    if (sendsBeside(official.finding, real.currentSettings().PMHFilePath))
      real.engine.tell('official', null, new RelayError('R8001', OFFICIAL_SERVICE))
    else if (!this.#looksFirst) real.engine.start()
  }

  /** The first look for the official batch goes before what resumes by itself. @param find looks once */
  lookForOfficial(find: () => Promise<OfficialFinding>): void {
    this.official.begin(find)
    void this.official.settled().finally(() => {
      this.#looksFirst = false
      if (this.#state === 'open') this.resumeMonitoring()
    })
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
    onMail: () => tell('mail'),
  }
}

function tellOf(event: EngineEvent, tell: (topic: Topic) => void): void {
  if (event.type === 'status') tell('status')
  else if (event.type === 'file_found' || event.type === 'accepted' || event.type === 'filed')
    tell('transfers')
  else if (event.type === 'trouble') tell('transfers')
}
