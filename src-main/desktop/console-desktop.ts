import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { EngineEvent } from '../../src-shared/domain/engine-event.ts'
import type { Topic } from '../../src-shared/ipc/events.ts'
import { systemClock } from '../clock.ts'
import {
  requireAlone,
  requireAloneToSend,
  requireComplete,
  startMonitoring,
  stopMonitoring,
} from '../commands/monitoring.ts'
import type { Session } from '../session.ts'
import type { EarlyWindow } from './console-window.ts'
import { Farewell } from './farewell.ts'
import { Notifier } from './notifier.ts'
import type { ProgramFolders } from './program-folders.ts'
import { ConsoleTray } from './tray.ts'
import { trayView } from './tray-view.ts'
import { type WindowHost, WindowKeeper } from './window-keeper.ts'

/** Each step of an upload is a change of state; once in this time is as often as anybody looks at a tray. */
const REFRESH_MS = 500

/** At log-in the desktop's panel may come after this program. */
const HOST_TRIES = 10
const HOST_WAIT_MS = 1_000

/** The window and what stands around it: tray, notifications, closing and ending. */
export class ConsoleDesktop {
  readonly farewell: Farewell
  readonly #session: Session
  readonly #window: WindowKeeper
  readonly #tray: ConsoleTray
  readonly #notifier: Notifier
  /** Without a tray so far, since another program sends. */
  #onlyShows = false
  #refreshing: NodeJS.Timeout | null = null
  #ended = false

  /**
   * @param early the window that was opened before the data folder was; null: none is wanted yet
   * @param quit ends the program without a question
   */
  constructor(session: Session, folders: ProgramFolders, early: EarlyWindow | null, quit: () => void) {
    this.#session = session
    const host: WindowHost = {
      readPlace: () => session.real.facts.get('window_place'),
      writePlace: (text) => {
        // What another program sends from is not this one's to write in.
        if (session.heldBy === null) session.real.facts.set('window_place', text)
      },
      closing: () => void this.farewell.windowClosing(),
      sessionEnds: quit,
    }
    this.#window = new WindowKeeper(host, folders.preload, early)
    this.farewell = new Farewell(session, {
      canHide: () => this.#tray.ensure(),
      showWindow: () => this.#window.show(),
      hideWindow: () => this.#window.hide(),
      tell: () => session.changed('farewell'),
      quit,
    })
    this.#tray = new ConsoleTray(
      path.join(folders.pages, 'icons'),
      {
        open: () => this.show(),
        sendNow: () => this.#act(() => this.#sendNow()),
        start: () => this.#act(() => this.#start()),
        stop: () => this.#act(() => stopMonitoring(session.real)),
        end: () => this.farewell.end(),
      },
      () => trayView(session, systemClock.now()),
    )
    this.#notifier = new Notifier(session.real, (id) => this.#showRow(id))
  }

  get ended(): boolean {
    return this.#ended
  }

  /** @param hidden no window at first (start at log-in); one that only shows is always wanted */
  showFirst(hidden: boolean): void {
    this.#onlyShows = this.#session.heldBy !== null
    if (!hidden || this.#onlyShows) this.#window.show()
  }

  /**
   * Makes the tray.
   * @param hidden whether `showFirst` showed no window; without a tray to open it from, it is shown after all
   */
  async begin(hidden: boolean): Promise<void> {
    // A console that only shows relays nothing that could go on without its window.
    if (this.#onlyShows) return
    for (let tries = hidden ? HOST_TRIES : 1; tries > 0 && !this.#ended; tries--) {
      if (await this.#tray.ensure()) {
        if (hidden) this.#askForPassphrase()
        return
      }
      if (tries > 1) await delay(HOST_WAIT_MS, undefined, { ref: false })
    }
    if (hidden) this.#window.show()
  }

  show(): void {
    this.#window.show()
  }

  /** Something has changed that the tray may show. */
  told(topic: Topic): void {
    if (this.#onlyShows && this.#session.heldBy === null) {
      this.#onlyShows = false
      void this.#tray.ensure()
    }
    if (this.#ended || topic === 'log' || topic === 'diagnosis' || topic === 'farewell') return
    this.#refreshing ??= setTimeout(() => {
      this.#refreshing = null
      this.#tray.refresh()
    }, REFRESH_MS)
  }

  heard(event: EngineEvent): void {
    if (!this.#ended) this.#notifier.hear(event)
  }

  /** The program ends; after this nothing here touches the database. */
  end(): void {
    this.#window.end()
    this.#ended = true
    if (this.#refreshing !== null) clearTimeout(this.#refreshing)
    this.#notifier.close()
    this.#tray.dispose()
  }

  #askForPassphrase(): void {
    const { vault, facts } = this.#session.real
    if (vault.state(facts.get('passphrase') !== null).locked) this.#notifier.askForPassphrase()
  }

  /** While practising the window shows other rows, under the same numbers. */
  #showRow(id: number | null): void {
    this.#window.show(id === null || this.#session.practice !== null ? '' : `#/history?id=${id}`)
  }

  async #start(): Promise<void> {
    await requireAlone(this.#session, this.#session.real)
    startMonitoring(this.#session.real)
  }

  async #sendNow(): Promise<void> {
    requireComplete(this.#session.real)
    await requireAloneToSend(this.#session, this.#session.real)
    // During a cycle there is nothing to begin.
    void this.#session.real.engine.sendNow(null)
  }

  /** What cannot be done now is explained by the window: what is missing, and who else sends. */
  #act(work: () => unknown): void {
    const done = async () => {
      this.#session.requireSender()
      await work()
      this.#session.changed('status')
    }
    done().catch(() => this.#window.show('#/dashboard'))
  }
}
