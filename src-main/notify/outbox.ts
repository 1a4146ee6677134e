import type { EventLevel } from '../../src-shared/domain/event-ids.ts'

/** The outbox as the post sees it; `store/mail-store.ts` keeps it. */

export interface OutgoingMail {
  readonly id: number
  readonly messageId: string
  readonly recipient: string
  /** ISO 8601 in local time. */
  readonly at: string
  readonly level: EventLevel
  readonly eventId: number
  readonly message: string
  /** How many events it stands for; null: it is the mail of one. */
  readonly summed: number | null
  /** Tries that failed. */
  readonly attempts: number
}

export interface MailFailure {
  readonly code: string
  readonly detail: string
  readonly at: string
}

/** Every time is in milliseconds since 1970. */
export interface Outbox {
  resumeInterrupted(): void
  dropOthers(recipients: readonly string[]): void
  bringForward(latest: number): void
  take(dueBy: number, after: number): OutgoingMail | null
  sent(id: number): void
  putBack(id: number): void
  postpone(id: number, failure: MailFailure, nextAt: number): void
  postponeAll(failure: MailFailure, nextAt: number): void
  giveUp(id: number, failure: MailFailure): void
  giveUpOld(queuedBefore: number, attempts: number): number
  nextAt(): number | null
}
