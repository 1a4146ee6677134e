import { randomUUID } from 'node:crypto'
import { EVENT_IDS } from '../../src-shared/domain/event-ids.ts'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import { eventText, mailLines } from '../../src-shared/text/ja/events.ts'
import type { MailFailure, Outbox, OutgoingMail } from './outbox.ts'
import type { Letter, MailServer } from './smtp.ts'
import { concernsOneMail, isRefusedForGood } from './smtp-error.ts'

/** The first pause behind a failure; each further one is twice as long. */
const FIRST_PAUSE_MS = 60_000
const LONGEST_PAUSE_MS = 30 * 60_000

/** A mail server that is down on Friday evening is seen to on Monday. */
const GIVE_UP_AFTER_MS = 72 * 3_600_000
const GIVE_UP_ATTEMPTS = 10

/** A test as a whole, for all recipients. */
const TEST_LIMIT_MS = 30_000

/** The way out as the settings have it now. */
export interface MailWay {
  readonly server: MailServer
  readonly recipients: readonly string[]
}

export interface MailPostDeps {
  readonly outbox: Outbox
  /** Null while mail is not set up. @throws RelayError R5002, R6003 when it cannot be read */
  way(): MailWay | null
  now(): Date
  /** ISO 8601 in local time. */
  iso(date: Date): string
  /** The outbox is another one than before. */
  onChange(): void
}

/** Loaded with the first mail: it is the largest part of the program, and most starts of it send none. */
async function sendLetter(letter: Letter, server: MailServer, signal: AbortSignal): Promise<void> {
  const smtp = await import('./smtp.ts')
  await smtp.sendLetter(letter, server, signal)
}

/** Why the mail in hand is given back without having failed. */
class Closing extends Error {}

/**
 * Takes mails from the outbox to the server, one at a time, beside everything else: nobody waits for it, and a dead server costs
 * one connection now and then. A mail that went out just before a crash goes again, under the same Message-ID.
 */
export class MailPost {
  readonly #deps: MailPostDeps
  readonly #interrupt = new AbortController()
  #running: Promise<void> = Promise.resolve()
  #isAsked = false
  #isStarted = false
  #isClosed = false
  #timer: NodeJS.Timeout | null = null

  constructor(deps: MailPostDeps) {
    this.#deps = deps
  }

  /** What an earlier program left is sent too. Before it nothing is: another program on this data folder does. */
  start(): void {
    this.#isStarted = true
    this.#quietly(() => this.#deps.outbox.resumeInterrupted())
    this.wake()
  }

  /** There may be something to send. */
  wake(): void {
    if (!this.#isStarted || this.#isAsked || this.#isClosed) return
    this.#isAsked = true
    // Behind what the caller is about: a relay's step, or the answer to the window.
    setImmediate(() => {
      this.#isAsked = false
      void this.#enqueue(() => this.#deps.now().getTime())
    })
  }

  /** After a change of the settings nobody waits for the next try. */
  wayChanged(): void {
    if (!this.#isStarted) return
    this.#quietly(() => this.#deps.outbox.bringForward(this.#deps.now().getTime()))
    this.wake()
  }

  /** Tries each mail that waits once, and returns then or when the time is over. @param limitMs milliseconds */
  async drain(limitMs: number, stop: AbortSignal): Promise<void> {
    const timer = setTimeout(() => this.#interrupt.abort(new RelayError('R7003', `${limitMs} ms`)), limitMs)
    const end = () => this.#interrupt.abort(new Closing())
    stop.addEventListener('abort', end, { once: true })
    if (stop.aborted) end()
    try {
      await this.#running
      if (!this.#interrupt.signal.aborted) await this.#enqueue(() => Number.POSITIVE_INFINITY)
    } finally {
      clearTimeout(timer)
      stop.removeEventListener('abort', end)
    }
  }

  /** Puts back what is in hand. */
  async close(): Promise<void> {
    this.#isClosed = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#interrupt.abort(new Closing())
    await this.#running
  }

  /**
   * テストメール to each recipient, beside the outbox.
   * @returns recipients that the server did not take, with its words
   * @throws RelayError R7012 not set up, R7001 to R7011, R1028, R6003; R7009 when nobody was taken
   */
  async test(): Promise<{ readonly recipient: string; readonly detail: string }[]> {
    const way = this.#deps.way()
    if (way === null) throw new RelayError('R7012')
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(new RelayError('R7003', 'ETIMEDOUT')), TEST_LIMIT_MS)
    const refused: { recipient: string; detail: string }[] = []
    const at = this.#deps.iso(this.#deps.now())
    const lines = mailLines({ eventId: EVENT_IDS.test, level: 'information', message: eventText.test, at })
    try {
      for (const recipient of way.recipients) {
        const letter = { messageId: newMessageId(way.server.from), recipient, at, lines }
        await sendLetter(letter, way.server, stop.signal).catch((error: unknown) => {
          if (!(error instanceof RelayError) || error.code !== 'R7009') throw error
          refused.push({ recipient, detail: error.detail })
        })
      }
    } finally {
      clearTimeout(timer)
    }
    const [first] = refused
    if (first !== undefined && refused.length === way.recipients.length)
      throw new RelayError('R7009', `${first.recipient} ${first.detail}`)
    return refused
  }

  #enqueue(dueBy: () => number): Promise<void> {
    this.#running = this.#running.then(() => this.#pass(dueBy)).catch(() => {})
    return this.#running
  }

  async #pass(dueBy: () => number): Promise<void> {
    try {
      this.#deps.outbox.bringForward(this.#deps.now().getTime() + LONGEST_PAUSE_MS)
      let after = 0
      while (!this.#interrupt.signal.aborted) {
        const way = this.#deps.way()
        if (way === null) return
        this.#deps.outbox.dropOthers(way.recipients)
        const mail = this.#deps.outbox.take(dueBy(), after)
        if (mail === null) return
        after = mail.id
        if (!(await this.#send(mail, way.server))) return
      }
    } finally {
      this.#planNext()
    }
  }

  /** @returns false when the server takes no mail at all now */
  async #send(mail: OutgoingMail, server: MailServer): Promise<boolean> {
    const { outbox } = this.#deps
    const letter = { ...mail, lines: mailLines({ ...mail, message: messageOf(mail) }) }
    try {
      await sendLetter(letter, server, this.#interrupt.signal)
      outbox.sent(mail.id)
      return true
    } catch (error) {
      if (error instanceof Closing) {
        outbox.putBack(mail.id)
        return false
      }
      return this.#failed(mail, error)
    } finally {
      this.#deps.onChange()
    }
  }

  #failed(mail: OutgoingMail, error: unknown): boolean {
    const { outbox, now, iso } = this.#deps
    const time = now()
    const met = error instanceof RelayError ? error : new RelayError('R4006', errnoOf(error))
    const failure: MailFailure = { code: met.code, detail: met.detail, at: iso(time) }
    if (isRefusedForGood(met)) {
      outbox.giveUp(mail.id, failure)
      return true
    }
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(mail.attempts, 10), LONGEST_PAUSE_MS)
    const nextAt = time.getTime() + pause
    outbox.postpone(mail.id, failure, nextAt)
    if (!concernsOneMail(met)) outbox.postponeAll(failure, nextAt)
    outbox.giveUpOld(time.getTime() - GIVE_UP_AFTER_MS, GIVE_UP_ATTEMPTS)
    return concernsOneMail(met)
  }

  #planNext(): void {
    if (this.#isClosed) return
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#quietly(() => {
      const nextAt = this.#deps.outbox.nextAt()
      if (nextAt === null) return
      const wait = Math.min(Math.max(nextAt - this.#deps.now().getTime(), FIRST_PAUSE_MS), LONGEST_PAUSE_MS)
      // Holds no program: what is not sent today is still there tomorrow.
      this.#timer = setTimeout(() => this.wake(), wait).unref()
    })
  }

  /** A database that cannot be written now must not hurt who only wants to tell something. */
  #quietly(work: () => void): void {
    try {
      work()
    } catch {
      // The mails stay where they are; the next pass meets them again.
    }
  }
}

function messageOf({ summed, message }: OutgoingMail): string {
  return summed === null ? message : eventText.summary(summed, message)
}

/** @param from the sender's address, whose domain makes the id one of its own in the world (RFC 5322 3.6.4) */
export function newMessageId(from: string): string {
  return `<${randomUUID()}@${from.slice(from.lastIndexOf('@') + 1)}>`
}
