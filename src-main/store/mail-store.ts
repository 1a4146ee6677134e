import { EVENT_IDS, EVENT_LEVELS, type EventLevel } from '../../src-shared/domain/event-ids.ts'
import { guarded, type RelayDatabase } from './database.ts'

/** A mail to one recipient, as it is put into the outbox. */
export interface NewMail {
  readonly messageId: string
  readonly recipient: string
  readonly at: string
  readonly level: EventLevel
  readonly eventId: number
  readonly message: string
}

export interface Mail extends NewMail {
  readonly id: number
  /** How many events it stands for; null: it is the mail of one. */
  readonly summed: number | null
  /** Milliseconds since 1970. */
  readonly queuedAt: number
  /** Tries that failed, its own or of another mail where the server took none. */
  readonly attempts: number
}

/** Why a try failed, and when. */
export interface MailFailure {
  readonly code: string
  readonly detail: string
  readonly at: string
}

export interface OutboxState {
  readonly waiting: number
  /** When the event of the oldest waiting mail came. */
  readonly oldestAt: string | null
  readonly givenUp: number
  /** The last one of a mail that is still here. */
  readonly failure: MailFailure | null
}

/** So many mails may wait for one recipient; what comes then is told in one more mail. */
const WAITING_FOR_ONE = 100

/** Mails that were given up are kept for staff to see; the oldest go first. */
const GIVEN_UP_KEPT = 100

const COLUMNS = `id, message_id AS messageId, recipient, at, level, event_id AS eventId, message, summed,
  queued_at AS queuedAt, attempts`

/** The outbox. A mail leaves it when the server has taken it; until then every step is durable. */
export class MailStore {
  readonly #db: RelayDatabase
  readonly #limit: number

  constructor(db: RelayDatabase, limit = WAITING_FOR_ONE) {
    this.#db = db
    this.#limit = limit
  }

  /** @param now milliseconds since 1970, from which on it may go */
  add(mail: NewMail, now: number): void {
    guarded(() =>
      this.#db.transaction(() => {
        if (this.#waitingFor(mail.recipient) < this.#limit) this.#insert(mail, null, now)
        else if (!this.#sumUp(mail)) this.#insert({ ...mail, eventId: EVENT_IDS.summary }, 1, now)
      })(),
    )
  }

  #waitingFor(recipient: string): number {
    return (
      this.#db
        .prepare<[string], number>(
          `SELECT count(*) FROM mails WHERE recipient = ? AND summed IS NULL AND state <> 'given_up'`,
        )
        .pluck()
        .get(recipient) ?? 0
    )
  }

  #insert(mail: NewMail, summed: number | null, now: number): void {
    this.#db
      .prepare(
        `INSERT INTO mails (message_id, recipient, at, level, event_id, message, summed, queued_at, next_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(mail.messageId, mail.recipient, mail.at, mail.level, mail.eventId, mail.message, summed, now, now)
  }

  /** @returns false when no summary waits that it could join */
  #sumUp({ recipient, at, level, message }: NewMail): boolean {
    const found = this.#db
      .prepare<[string], { id: number; level: EventLevel }>(
        `SELECT id, level FROM mails WHERE recipient = ? AND summed IS NOT NULL AND state = 'waiting'`,
      )
      .get(recipient)
    if (found === undefined) return false
    const gravest = EVENT_LEVELS.indexOf(level) > EVENT_LEVELS.indexOf(found.level) ? level : found.level
    this.#db
      .prepare('UPDATE mails SET summed = summed + 1, at = ?, level = ?, message = ? WHERE id = ?')
      .run(at, gravest, message, found.id)
    return true
  }

  /** What a program that was killed had in hand waits again. */
  resumeInterrupted(): void {
    guarded(() => this.#db.prepare(`UPDATE mails SET state = 'waiting' WHERE state = 'sending'`).run())
  }

  /** Mails to somebody whom staff have taken out of MailTo are not sent any more. */
  dropOthers(recipients: readonly string[]): void {
    guarded(() =>
      this.#db
        .prepare(
          `DELETE FROM mails WHERE state = 'waiting' AND recipient NOT IN (SELECT value FROM json_each(?))`,
        )
        .run(JSON.stringify(recipients)),
    )
  }

  /**
   * Takes the next mail into hand, in the order in which they came.
   * @param dueBy milliseconds since 1970; Infinity for those too whose next try is later
   * @param after the id behind which to look
   */
  take(dueBy: number, after: number): Mail | null {
    return guarded(
      () =>
        this.#db
          .prepare<[number, number], Mail>(
            `UPDATE mails SET state = 'sending' WHERE id =
             (SELECT id FROM mails WHERE state = 'waiting' AND next_at <= ? AND id > ? ORDER BY id LIMIT 1)
             RETURNING ${COLUMNS}`,
          )
          .get(Math.min(dueBy, Number.MAX_SAFE_INTEGER), after) ?? null,
    )
  }

  /** The server has it. */
  sent(id: number): void {
    guarded(() => this.#db.prepare('DELETE FROM mails WHERE id = ?').run(id))
  }

  /** It waits as before; the try does not count, since it was we who ended it. */
  putBack(id: number): void {
    guarded(() => this.#db.prepare(`UPDATE mails SET state = 'waiting' WHERE id = ?`).run(id))
  }

  /** @param nextAt milliseconds since 1970 */
  postpone(id: number, failure: MailFailure, nextAt: number): void {
    guarded(() =>
      this.#db
        .prepare(
          `UPDATE mails SET state = 'waiting', attempts = attempts + 1, next_at = ?, error_code = ?, error_detail = ?,
           tried_at = ? WHERE id = ?`,
        )
        .run(nextAt, failure.code, failure.detail, failure.at, id),
    )
  }

  /** The server takes none at all: the others need not find out one by one. */
  postponeAll(failure: MailFailure, nextAt: number): void {
    guarded(() =>
      this.#db
        .prepare(
          `UPDATE mails SET next_at = ?, attempts = attempts + 1, error_code = ?, error_detail = ?, tried_at = ?
           WHERE state = 'waiting' AND next_at < ?`,
        )
        .run(nextAt, failure.code, failure.detail, failure.at, nextAt),
    )
  }

  giveUp(id: number, failure: MailFailure): void {
    guarded(() =>
      this.#db.transaction(() => {
        this.#db
          .prepare(
            `UPDATE mails SET state = 'given_up', attempts = attempts + 1, error_code = ?, error_detail = ?,
             tried_at = ? WHERE id = ?`,
          )
          .run(failure.code, failure.detail, failure.at, id)
        this.#dropGivenUp()
      })(),
    )
  }

  /**
   * Gives up those that were tried often enough, for long enough. Both, since a clock may be wrong by days, and a relay may
   * run but once a week.
   * @param queuedBefore milliseconds since 1970
   * @returns how many
   */
  giveUpOld(queuedBefore: number, attempts: number): number {
    return guarded(() =>
      this.#db.transaction(() => {
        const { changes } = this.#db
          .prepare(
            `UPDATE mails SET state = 'given_up' WHERE state = 'waiting' AND queued_at < ? AND attempts >= ?`,
          )
          .run(queuedBefore, attempts)
        if (changes > 0) this.#dropGivenUp()
        return changes
      })(),
    )
  }

  #dropGivenUp(): void {
    this.#db
      .prepare(
        `DELETE FROM mails WHERE id IN
         (SELECT id FROM mails WHERE state = 'given_up' ORDER BY id DESC LIMIT -1 OFFSET ?)`,
      )
      .run(GIVEN_UP_KEPT)
  }

  /** Staff have seen them. */
  forgetGivenUp(): number {
    return guarded(() => this.#db.prepare(`DELETE FROM mails WHERE state = 'given_up'`).run().changes)
  }

  /**
   * No next try is later than this: after staff changed the way out, or when the clock was set back.
   * @param latest milliseconds since 1970
   */
  bringForward(latest: number): void {
    guarded(() =>
      this.#db
        .prepare(`UPDATE mails SET next_at = ? WHERE state = 'waiting' AND next_at > ?`)
        .run(latest, latest),
    )
  }

  /** When the next one may go, in milliseconds since 1970; null: none waits. */
  nextAt(): number | null {
    return guarded(
      () =>
        this.#db
          .prepare<[], number | null>(`SELECT min(next_at) FROM mails WHERE state = 'waiting'`)
          .pluck()
          .get() ?? null,
    )
  }

  state(): OutboxState {
    return guarded(() => {
      const counts = this.#db
        .prepare<[], Omit<OutboxState, 'failure'>>(
          `SELECT count(*) FILTER (WHERE state <> 'given_up') AS waiting,
           min(at) FILTER (WHERE state <> 'given_up') AS oldestAt,
           count(*) FILTER (WHERE state = 'given_up') AS givenUp FROM mails`,
        )
        .get()
      const failure = this.#db
        .prepare<[], MailFailure>(
          `SELECT error_code AS code, error_detail AS detail, tried_at AS at FROM mails
           WHERE error_code IS NOT NULL ORDER BY tried_at DESC, id DESC LIMIT 1`,
        )
        .get()
      return {
        waiting: counts?.waiting ?? 0,
        oldestAt: counts?.oldestAt ?? null,
        givenUp: counts?.givenUp ?? 0,
        failure: failure ?? null,
      }
    })
  }
}
