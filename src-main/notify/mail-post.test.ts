import { describe, expect, it, onTestFinished } from 'vitest'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { isoLocal } from '../engine/local-time.ts'
import { MailStore } from '../store/mail-store.ts'
import { openedDatabase } from '../store/testing/opened-database.ts'
import { MailPost, type MailWay } from './mail-post.ts'
import {
  headerOf,
  type Misbehaviour,
  type SmtpServer,
  startSmtpServer,
  textOf,
} from './testing/smtp-server.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const A = 'a@example.jp'
const B = 'b@example.jp'

interface Site {
  readonly smtp: SmtpServer
  readonly mails: MailStore
  readonly post: MailPost
  /** What stands in for the ordinary answer of the server, by step and line. */
  answer: (step: string, line: string) => Misbehaviour
  way: (() => MailWay | null) | null
  /** Lets time pass for whoever asks. */
  pass(ms: number): void
  queue(recipient?: string, message?: string): void
  /** Tries all that is due, and waits for the end of it. */
  due(): Promise<void>
  /** A program of the next day on the same outbox. */
  restarted(): MailPost
  /** One that has not begun: another program on the data folder sends. */
  onlooker(): MailPost
}

async function opened(): Promise<Site> {
  let clock = Date.parse('2026-04-01T09:00:00+09:00')
  let count = 0
  const mails = new MailStore(openedDatabase())
  const smtp = await startSmtpServer({ misbehave: (step, line) => site.answer(step, line) })
  onTestFinished(() => smtp.close())
  const server = {
    host: '127.0.0.1',
    port: smtp.port,
    security: 'none',
    login: null,
    from: 'pmh@example.jp',
    trust: () => Promise.reject(new Error('not asked for')),
  } as const
  let changed = () => {}
  const make = () => {
    const post = new MailPost({
      outbox: mails,
      way: () => (site.way === null ? { server, recipients: [A, B] } : site.way()),
      now: () => new Date(clock),
      iso: isoLocal,
      onChange: () => changed(),
    })
    onTestFinished(() => post.close())
    return post
  }
  const open = () => {
    const post = make()
    post.start()
    return post
  }
  const site: Site = {
    smtp,
    mails,
    post: open(),
    answer: () => undefined,
    way: null,
    pass: (ms) => {
      clock += ms
    },
    queue(recipient = A, message = 'm') {
      count += 1
      const at = isoLocal(new Date(clock))
      const mail = {
        messageId: `<${count}@example.jp>`,
        recipient,
        at,
        level: 'error',
        eventId: 1002,
      } as const
      mails.add({ ...mail, message }, clock)
    },
    async due() {
      await new Promise<void>((resolve) => {
        // The post tells of each try; the last one is over when nothing is in hand and nothing is due.
        changed = () => {
          if ((mails.nextAt() ?? Number.POSITIVE_INFINITY) > clock) setImmediate(resolve)
        }
        site.post.wake()
      })
    },
    restarted: open,
    onlooker: make,
  }
  return site
}

const GONE = { waiting: 0, oldestAt: null, givenUp: 0, failure: null }

describe('the post', () => {
  it('takes every mail to its recipient, in the lines of the official script', async () => {
    const site = await opened()
    site.queue(A, '医療費助成対象者情報登録 エラー')
    site.queue(B)
    site.post.wake()
    await site.smtp.received(2)
    expect(site.smtp.mails.map(({ to }) => to)).toEqual([[A], [B]])
    const [first] = site.smtp.mails
    if (first === undefined) throw new Error('no mail')
    expect(textOf(first).trimEnd().split('\n')).toEqual([
      'イベントID:1002',
      'レベル:Error',
      'メッセージ:医療費助成対象者情報登録 エラー',
      'ソース:PMH_Relay',
      `日時:${isoLocal(new Date('2026-04-01T09:00:00+09:00')).slice(0, 19).replaceAll('-', '/').replace('T', ' ')}`,
    ])
  })

  it('begins with what an earlier program left, in hand or not', async () => {
    const site = await opened()
    site.queue()
    site.queue()
    site.mails.take(Number.POSITIVE_INFINITY, 0)
    site.post.start()
    await site.smtp.received(2)
    await site.post.drain(5_000, new AbortController().signal)
    expect(site.mails.state()).toEqual(GONE)
  })

  it('sends a mail again after a crash between the server’s yes and our mark, under the same Message-ID', async () => {
    const site = await opened()
    site.queue()
    site.answer = (step) => (step === '.' ? 'silent' : undefined)
    site.post.wake()
    await site.smtp.received(1)
    // The crash: nobody hears the answer, and the row stays in hand.
    const closing = site.post.close()
    await closing
    site.answer = () => undefined
    site.restarted().start()
    await site.smtp.received(2)
    expect(site.smtp.mails.map((mail) => headerOf(mail, 'Message-ID'))).toEqual([
      '<1@example.jp>',
      '<1@example.jp>',
    ])
  })

  it('waits longer after each failure, and no longer than half an hour', async () => {
    const site = await opened()
    site.answer = (step) => (step === 'MAIL' ? '451 4.3.0 later' : undefined)
    site.queue()
    const pauses: number[] = []
    for (let attempt = 0; attempt < 7; attempt += 1) {
      const before = site.mails.nextAt() ?? 0
      await site.due()
      const pause = (site.mails.nextAt() ?? 0) - before
      pauses.push(pause / MINUTE)
      site.pass(pause)
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 30, 30])
    expect(site.mails.state()).toMatchObject({
      waiting: 1,
      failure: { code: 'R7008', detail: '451 4.3.0 later' },
    })
    site.answer = () => undefined
    await site.due()
    expect(site.mails.state()).toEqual(GONE)
  })

  it('asks a server that takes nothing once, not once for each mail', async () => {
    const site = await opened()
    site.answer = (step) => (step === 'greeting' ? '421 4.3.2 closed' : undefined)
    for (let n = 0; n < 5; n += 1) site.queue()
    await site.due()
    expect(site.smtp.steps).toEqual(['greeting'])
    expect(site.mails.state().waiting).toBe(5)
  })

  it('gives up after three days of tries, and not before', async () => {
    const site = await opened()
    site.answer = (step) => (step === 'greeting' ? '421 4.3.2 closed' : undefined)
    site.queue(A)
    site.queue(B)
    for (let n = 0; n < 11; n += 1) {
      await site.due()
      site.pass(HOUR)
    }
    expect(site.mails.state()).toMatchObject({ waiting: 2, givenUp: 0 })
    site.pass(62 * HOUR)
    await site.due()
    expect(site.mails.state()).toMatchObject({ waiting: 0, givenUp: 2, failure: { code: 'R7011' } })
  })

  it('gives nothing up that it hardly tried, though the clock says it is old', async () => {
    const site = await opened()
    site.answer = (step) => (step === 'greeting' ? '421 4.3.2 closed' : undefined)
    site.queue()
    site.pass(1000 * HOUR)
    await site.due()
    expect(site.mails.state()).toMatchObject({ waiting: 1, givenUp: 0 })
  })

  it('goes on when the clock was set back', async () => {
    const site = await opened()
    site.queue()
    site.pass(-1000 * HOUR)
    site.post.wake()
    const soon = Date.parse('2026-04-01T09:30:00+09:00') - 1000 * HOUR
    await expect.poll(() => site.mails.nextAt()).toBe(soon)
    site.pass(30 * MINUTE)
    site.post.wake()
    await site.smtp.received(1)
  })

  it('does not let a refused recipient stop the others', async () => {
    const site = await opened()
    site.answer = (step, line) => (step === 'RCPT' && line.includes(A) ? '550 5.1.1 nobody' : undefined)
    site.queue(A)
    site.queue(B)
    site.post.wake()
    await site.smtp.received(1)
    await site.post.drain(5_000, new AbortController().signal)
    expect(site.smtp.mails.map(({ to }) => to)).toEqual([[B]])
    expect(site.mails.state()).toMatchObject({
      waiting: 0,
      givenUp: 1,
      failure: { code: 'R7009', detail: '550 5.1.1 nobody' },
    })
  })

  it('sends nothing to somebody who was taken out, and nothing while mail is not set up', async () => {
    const site = await opened()
    site.queue(A)
    site.way = () => null
    await site.post.drain(5_000, new AbortController().signal)
    expect([site.mails.state().waiting, site.smtp.steps]).toEqual([1, []])
    site.way = null
    site.queue('gone@example.jp')
    site.post.wake()
    await site.smtp.received(1)
    await site.post.drain(5_000, new AbortController().signal)
    expect(site.smtp.mails.map(({ to }) => to)).toEqual([[A]])
    expect(site.mails.state()).toEqual(GONE)
  })

  it('tries at once when staff have changed the settings', async () => {
    const site = await opened()
    site.answer = (step) => (step === 'greeting' ? '421 4.3.2 closed' : undefined)
    site.queue()
    await site.due()
    site.answer = () => undefined
    site.post.wayChanged()
    await site.smtp.received(1)
  })
})

/** As many turns as a post takes from being asked to its first connection, and some more. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

describe('nothing is sent', () => {
  it('by a program that has not begun: the other one on the data folder does, and two would send each mail twice', async () => {
    const site = await opened()
    await site.post.close()
    site.queue()
    const post = site.onlooker()
    post.wake()
    post.wayChanged()
    await turns()
    expect(site.smtp.steps).toEqual([])
    await post.close()
    expect(site.mails.take(Number.POSITIVE_INFINITY, 0)).toMatchObject({ attempts: 0 })
  })

  it('nor put forward by it: what waits for its next try waits for the other one', async () => {
    const site = await opened()
    site.answer = (step) => (step === 'greeting' ? '421 4.3.2 closed' : undefined)
    site.queue()
    await site.due()
    await site.post.close()
    const nextAt = site.mails.nextAt()
    site.onlooker().wayChanged()
    expect(site.mails.nextAt()).toBe(nextAt)
  })

  it('by one that has ended', async () => {
    const site = await opened()
    await site.post.close()
    site.queue()
    site.post.wake()
    site.post.wayChanged()
    await turns()
    expect(site.smtp.steps).toEqual([])
    expect(site.mails.take(Number.POSITIVE_INFINITY, 0)).toMatchObject({ attempts: 0 })
  })

  it('twice, however often it is asked for in one moment', async () => {
    const site = await opened()
    site.queue()
    for (let time = 0; time < 20; time += 1) site.post.wake()
    await site.smtp.received(1)
    await site.post.drain(5_000, new AbortController().signal)
    expect(site.smtp.mails).toHaveLength(1)
  })

  it('by a run that was stopped before its last try', async () => {
    const site = await opened()
    await turns()
    site.queue()
    await site.post.drain(5_000, AbortSignal.abort())
    expect(site.smtp.steps).toEqual([])
    expect(site.mails.take(Number.POSITIVE_INFINITY, 0)).toMatchObject({ attempts: 0 })
  })
})

describe('an outbox that cannot be read', () => {
  it('hurts nobody who only wants to tell something, and its mails go when it can be again', async () => {
    const site = await opened()
    await turns()
    site.queue()
    const failing: { take: unknown } = site.mails as never
    const take = site.mails.take.bind(site.mails)
    failing.take = () => {
      throw new RelayError('R4001', 'disk I/O error')
    }
    site.post.wake()
    site.post.wayChanged()
    await turns()
    expect(site.smtp.mails).toEqual([])
    failing.take = take
    site.post.wake()
    await site.smtp.received(1)
  })
})

describe('at the end of a run', () => {
  it('everything is tried once more, also what waits for its next try', async () => {
    const site = await opened()
    site.answer = (step) => (step === 'greeting' ? '421 4.3.2 closed' : undefined)
    site.queue()
    await site.due()
    site.answer = () => undefined
    await site.post.drain(5_000, new AbortController().signal)
    expect(site.smtp.mails).toHaveLength(1)
    expect(site.mails.state()).toEqual(GONE)
  })

  it('a slow server is left when the time is over, and its mail counts as tried', async () => {
    const site = await opened()
    site.answer = (step) => (step === 'DATA' ? 'silent' : undefined)
    site.queue()
    await site.post.drain(50, new AbortController().signal)
    expect(site.mails.state()).toMatchObject({ waiting: 1, failure: { code: 'R7003' } })
  })

  it('a stop ends it, and the mail waits as before', async () => {
    const site = await opened()
    site.answer = (step) => (step === 'DATA' ? 'silent' : undefined)
    site.queue()
    const stop = new AbortController()
    const draining = site.post.drain(60_000, stop.signal)
    await site.smtp.connected(1)
    stop.abort()
    await draining
    expect(site.mails.take(Number.POSITIVE_INFINITY, 0)).toMatchObject({ attempts: 0 })
  })
})

describe('a test mail', () => {
  it('goes to every recipient and leaves nothing in the outbox', async () => {
    const site = await opened()
    expect(await site.post.test()).toEqual([])
    expect(site.smtp.mails.map(({ to }) => to)).toEqual([[A], [B]])
    expect(site.smtp.mails.map(textOf)).toEqual(
      Array(2).fill(expect.stringContaining('イベントID:5\nレベル:Information\n')),
    )
    expect(site.mails.state()).toEqual(GONE)
  })

  it('names the recipients that were not taken', async () => {
    const site = await opened()
    site.answer = (step, line) => (step === 'RCPT' && line.includes(A) ? '550 nobody' : undefined)
    expect(await site.post.test()).toEqual([{ recipient: A, detail: '550 nobody' }])
    expect(site.smtp.mails.map(({ to }) => to)).toEqual([[B]])
  })

  it.each<[string, (site: Site) => void, string]>([
    [
      'nobody was taken',
      (site) => (site.answer = (step) => (step === 'RCPT' ? '550 no' : undefined)),
      `R7009: ${A} 550 no`,
    ],
    [
      'the sender was not',
      (site) => (site.answer = (step) => (step === 'MAIL' ? '550 no' : undefined)),
      'R7008: 550 no',
    ],
    ['nothing is set up', (site) => (site.way = () => null), 'R7012'],
    [
      'the password cannot be opened',
      (site) => {
        site.way = () => {
          throw new RelayError('R6003', 'MailPassword')
        }
      },
      'R6003: MailPassword',
    ],
  ])('fails when %s', async (_, arrange, told) => {
    const site = await opened()
    arrange(site)
    await expect(site.post.test()).rejects.toThrow(new RegExp(`^${told}$`))
  })
})
