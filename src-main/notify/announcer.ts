import { type EventLevel, reachesLevel } from '../../src-shared/domain/event-ids.ts'
import { type Settings, settingDefault } from '../../src-shared/domain/settings.ts'
import { eventMessage } from '../../src-shared/text/ja/events.ts'
import { newMessageId } from './mail-post.ts'
import type { LogEntry } from './system-log.ts'

/** What happened, as it goes into the event table. */
export interface EventEntry {
  /** ISO 8601 in local time. */
  readonly at: string
  readonly level: EventLevel
  readonly eventId: number
  readonly code: string
  readonly folder: string | null
  readonly transferId: number | null
  readonly message: string
}

/** A mail to one recipient, for the outbox. */
export interface QueuedMail {
  readonly messageId: string
  readonly recipient: string
  readonly at: string
  readonly level: EventLevel
  readonly eventId: number
  readonly message: string
}

export interface AnnouncerDeps {
  /** Writes the event and its mails in one step. */
  record(event: EventEntry, mails: readonly QueuedMail[]): void
  settings(): Settings
  fileName(transferId: number): string | null
  readonly systemLog: { write(entry: LogEntry): void } | null
  /** There are new mails. */
  onMail(): void
}

/** Tells an event to the outside: the event table, the outbox of mails, and the system's log. */
export class Announcer {
  readonly #deps: AnnouncerDeps

  constructor(deps: AnnouncerDeps) {
    this.#deps = deps
  }

  /** @throws RelayError R4001 when the event table cannot be written; the system's log has the event even so */
  add(event: EventEntry): void {
    const settings = this.#settings()
    const { transferId, level, eventId } = event
    const message = eventMessage({
      ...event,
      taskName: settings?.PostRegistrationTasksName ?? settingDefault('PostRegistrationTasksName'),
      fileName: transferId === null ? null : this.#fileName(transferId),
    })
    const mails = settings === null ? [] : mailsOf(settings, { ...event, message })
    try {
      this.#deps.record(event, mails)
      if (mails.length > 0) this.#deps.onMail()
    } finally {
      this.#deps.systemLog?.write({ eventId, level, message })
    }
  }

  /** Settings that cannot be read now are no reason to keep an event back. */
  #settings(): Settings | null {
    try {
      return this.#deps.settings()
    } catch {
      return null
    }
  }

  #fileName(transferId: number): string | null {
    try {
      return this.#deps.fileName(transferId)
    } catch {
      return null
    }
  }
}

/** One mail for each recipient, as the official script sends them: one that is refused is no matter of the others. */
function mailsOf(settings: Settings, event: EventEntry): QueuedMail[] {
  const { MailServer, MailFrom, MailTo, MailMinimumLevel } = settings
  if (MailServer === '' || !reachesLevel(event.level, MailMinimumLevel)) return []
  const { at, level, eventId, message } = event
  return MailTo.map((recipient) => ({
    messageId: newMessageId(MailFrom),
    recipient,
    at,
    level,
    eventId,
    message,
  }))
}
