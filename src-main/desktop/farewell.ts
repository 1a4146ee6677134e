import type { FarewellQuestion } from '../../src-shared/ipc/answer-shapes.ts'
import type { FarewellAnswer } from '../../src-shared/ipc/shapes.ts'
import type { FarewellTalk } from '../commands/handlers.ts'
import type { Session } from '../session.ts'
import { displayNameOf } from './display-name.ts'

/** What the talk needs of the window and the system. */
export interface FarewellScene {
  /** Whether a program without a window could be seen and reached; asked anew each time. */
  canHide(): Promise<boolean>
  showWindow(): void
  hideWindow(): void
  /** The window asks again what it is to ask. */
  tell(): void
  /** Ends the program without a question. */
  quit(): void
}

/**
 * Closing the window and ending the program. With a tray the relay goes on without its window; without one closing
 * means 終了, since a program that nobody sees can neither be watched nor ended.
 */
export class Farewell implements FarewellTalk {
  readonly #session: Session
  readonly #scene: FarewellScene
  #kind: FarewellQuestion['kind'] | null = null
  /** The desktop is being asked for its tray; a second press on × meanwhile is the same press. */
  #looking = false

  constructor(session: Session, scene: FarewellScene) {
    this.#session = session
    this.#scene = scene
  }

  /** The uploads are of this moment: once they are over, the question says so. */
  question(): FarewellQuestion | null {
    if (this.#kind === null) return null
    const { real } = this.#session
    return {
      kind: this.#kind,
      monitoring: real.engine.status().state !== 'stopped',
      uploads: real.engine.status().uploads.map(({ folder, fileName, sentBytes, totalBytes }) => ({
        displayName: displayNameOf(real, folder),
        fileName,
        sentBytes,
        totalBytes,
      })),
    }
  }

  /** The window's own ×. A second one is an answer to the question that is open: the safe one. */
  async windowClosing(): Promise<void> {
    if (this.#kind === 'ending' || this.#kind === 'stopping') {
      this.#ask(null)
      return
    }
    if (this.#looking) return
    this.#looking = true
    const canHide = this.#session.heldBy === null && (await this.#scene.canHide())
    this.#looking = false
    if (!canHide) {
      this.#endWithWindow()
      return
    }
    if (this.#kind === null && !this.#wasTold()) {
      this.#ask('closing')
      return
    }
    if (this.#kind === 'closing') this.#ask(null)
    this.#scene.hideWindow()
  }

  /** 終了: asks during an upload, and only then. */
  end(): void {
    if (this.#kind === 'waiting') this.#scene.showWindow()
    else if (this.#session.real.engine.status().uploads.length === 0) this.#scene.quit()
    else this.#ask('ending')
  }

  answer(answer: FarewellAnswer, remember: boolean): void {
    if (this.#kind === null) return
    if (answer === 'end') this.#scene.quit()
    else if (answer === 'wait') this.#wait()
    else if (answer === 'close') this.#close(remember)
    else this.#stay()
  }

  /** Without a tray nothing would say that the monitoring ended with the window, so the window says it first. */
  #endWithWindow(): void {
    const { state, uploads } = this.#session.real.engine.status()
    if (uploads.length > 0) this.#ask('ending')
    else if (state !== 'stopped' && this.#session.heldBy === null) this.#ask('stopping')
    else this.#scene.quit()
  }

  #close(remember: boolean): void {
    if (this.#kind !== 'closing') return
    if (remember) this.#session.real.facts.set('close_note', 'seen')
    this.#ask(null)
    this.#scene.hideWindow()
  }

  #wasTold(): boolean {
    try {
      return this.#session.real.facts.get('close_note') === 'seen'
    } catch {
      // A database that cannot be read has its own place among the problems; the window may be closed all the same.
      return true
    }
  }

  /** Nothing further is begun. What staff had switched on stays so for the next start. */
  #wait(): void {
    if (this.#kind === 'waiting') return
    this.#ask('waiting')
    const ended = () => {
      if (this.#kind === 'waiting') this.#scene.quit()
    }
    // What could not be let go of, such as the lease on a share that is gone, is the end's to try again.
    void this.#session.real.engine.stop().then(ended, ended)
  }

  #stay(): void {
    const waited = this.#kind === 'waiting'
    this.#ask(null)
    if (waited) this.#session.resumeMonitoring()
  }

  #ask(kind: FarewellQuestion['kind'] | null): void {
    this.#kind = kind
    this.#scene.tell()
    if (kind !== null) this.#scene.showWindow()
  }
}
