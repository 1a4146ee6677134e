import { Notification } from 'electron'
import type { EngineEvent } from '../../src-shared/domain/engine-event.ts'
import { notificationText } from '../../src-shared/text/ja/screens-desktop.ts'
import type { Relay } from '../compose.ts'
import { isNews, type News, type Trouble, toNews } from './news.ts'

/** What a cycle finds in this time is one notification. */
const BUNDLE_MS = 1_000

/** Beyond it a trouble of the same second is only among the 対応が必要な項目 of the window. */
const BUNDLED = 100

/** Notifications that can still be clicked. */
const KEPT = 20

/** Tells staff of what went wrong while they do something else. */
export class Notifier {
  readonly #relay: Relay
  readonly #open: (transferId: number | null) => void
  readonly #shown = new Set<Notification>()
  #waiting: Trouble[] = []
  #timer: NodeJS.Timeout | null = null

  /** @param open shows the window, on a row of 送信履歴 if there is one */
  constructor(relay: Relay, open: (transferId: number | null) => void) {
    this.#relay = relay
    this.#open = open
  }

  hear(event: EngineEvent): void {
    if (!isNews(event) || this.#waiting.length >= BUNDLED) return
    this.#waiting.push(event)
    // Told before it is written: by the time the bundle is shown, the journal has the row as it ended.
    this.#timer ??= setTimeout(() => this.#tell(), BUNDLE_MS)
  }

  /** Started without a window, with tokens that only the 合言葉 opens: nothing is sent until somebody comes. */
  askForPassphrase(): void {
    this.#show({
      title: notificationText.locked,
      body: notificationText.lockedSentence,
      transferId: null,
    })
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    for (const notification of this.#shown) notification.close()
    this.#shown.clear()
  }

  #tell(): void {
    this.#timer = null
    const troubles = this.#waiting
    this.#waiting = []
    this.#show(toNews(this.#relay, troubles))
  }

  #show({ title, body, transferId }: News): void {
    if (!Notification.isSupported()) return
    const notification = new Notification({ title, body })
    // Kept here, or it is collected together with its click.
    this.#shown.add(notification)
    const [oldest] = this.#shown
    if (this.#shown.size > KEPT && oldest !== undefined) this.#shown.delete(oldest)
    notification.on('click', () => {
      this.#shown.delete(notification)
      this.#open(transferId)
    })
    notification.on('close', () => this.#shown.delete(notification))
    notification.show()
  }
}
