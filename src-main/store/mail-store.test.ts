import { readFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { DATABASE_FILE } from './database.ts'
import { EventStore } from './event-store.ts'
import { MailStore, type NewMail } from './mail-store.ts'
import { openedDatabase } from './testing/opened-database.ts'

let count = 0
const mail = (fields: Partial<NewMail> = {}): NewMail => {
  count += 1
  return {
    messageId: `<${count}@relay>`,
    recipient: 'a@example.jp',
    at: `2026-04-01T09:00:00.${String(count).padStart(3, '0')}+09:00`,
    level: 'warning',
    eventId: 1002,
    message: `m${count}`,
    ...fields,
  }
}

const FAILURE = { code: 'R7002', detail: 'ECONNREFUSED', at: '2026-04-01T10:00:00.000+09:00' }

function outbox(limit?: number) {
  const db = openedDatabase()
  return { db, mails: new MailStore(db, limit) }
}

describe('a mail in the outbox', () => {
  it('is taken once, in the order in which it came, and is gone when it is sent', () => {
    const { mails } = outbox()
    const [first, second] = [mail(), mail({ recipient: 'b@example.jp' })]
    mails.add(first, 5)
    mails.add(second, 5)
    const taken = mails.take(5, 0)
    expect(taken).toEqual({ ...first, id: 1, summed: null, queuedAt: 5, attempts: 0 })
    expect(mails.take(5, 0)).toMatchObject(second)
    expect(mails.take(Infinity, 0)).toBeNull()
    expect(mails.state().waiting).toBe(2)
    mails.sent(1)
    mails.sent(2)
    expect(mails.state()).toEqual({ waiting: 0, oldestAt: null, givenUp: 0, failure: null })
  })

  it('waits for its next try, also over a restart, unless all are asked for', () => {
    const dataDir = tempFolder()
    const mails = new MailStore(openedDatabase(dataDir))
    mails.add(mail(), 5)
    mails.take(5, 0)
    mails.postpone(1, FAILURE, 1000)
    const later = new MailStore(openedDatabase(dataDir))
    later.resumeInterrupted()
    expect([later.take(999, 0), later.nextAt()]).toEqual([null, 1000])
    expect(later.take(1000, 0)).toMatchObject({ id: 1, attempts: 1 })
    later.putBack(1)
    expect(later.take(Infinity, 0)).toMatchObject({ id: 1, attempts: 1 })
    later.putBack(1)
    expect(later.take(Infinity, 1)).toBeNull()
  })

  it('that a killed program had in hand waits again under its own Message-ID', () => {
    const { mails } = outbox()
    const first = mail()
    mails.add(first, 5)
    mails.take(5, 0)
    mails.resumeInterrupted()
    expect(mails.take(5, 0)).toMatchObject({ messageId: first.messageId })
  })

  it('may go at once after a change of the way out', () => {
    const { mails } = outbox()
    mails.add(mail(), 9000)
    mails.bringForward(100)
    expect(mails.take(100, 0)).not.toBeNull()
  })

  it('waits with the others when the server takes none', () => {
    const { mails } = outbox()
    mails.add(mail(), 5)
    mails.add(mail(), 7000)
    mails.postponeAll(FAILURE, 6000)
    expect([mails.nextAt(), mails.state().failure]).toEqual([6000, FAILURE])
    mails.postponeAll(FAILURE, 7500)
    expect(mails.nextAt()).toBe(7500)
    expect(mails.take(7500, 0)).toMatchObject({ attempts: 2 })
  })

  it('to somebody who is no recipient any more is dropped', () => {
    const { mails } = outbox()
    mails.add(mail(), 5)
    mails.add(mail({ recipient: 'b@example.jp' }), 5)
    mails.dropOthers(['b@example.jp', 'c@example.jp'])
    expect(mails.take(5, 0)).toMatchObject({ recipient: 'b@example.jp' })
  })
})

describe('beyond the limit for one recipient', () => {
  it('many events become one more mail, with the gravest level and the last message', () => {
    const { mails } = outbox(2)
    for (const level of ['warning', 'warning', 'information', 'error', 'warning'] as const)
      mails.add(mail({ level, eventId: 1002 }), 5)
    mails.add(mail({ recipient: 'b@example.jp' }), 5)
    expect(mails.state().waiting).toBe(4)
    expect(mails.take(5, 2)).toMatchObject({
      eventId: 4,
      summed: 3,
      level: 'error',
      message: `m${count - 1}`,
    })
  })

  it('an event that comes while the summary is on its way is not lost with it', () => {
    const { mails } = outbox(1)
    mails.add(mail(), 5)
    mails.add(mail(), 5)
    expect(mails.take(5, 1)).toMatchObject({ id: 2, summed: 1 })
    mails.add(mail(), 5)
    mails.sent(2)
    expect(mails.take(5, 1)).toMatchObject({ id: 3, summed: 1, message: `m${count}` })
  })
})

describe('mails that were given up', () => {
  it('are counted with their reason, and never sent', () => {
    const { mails } = outbox()
    mails.add(mail(), 5)
    mails.add(mail(), 5)
    mails.take(5, 0)
    mails.giveUp(1, FAILURE)
    expect(mails.state()).toMatchObject({ waiting: 1, givenUp: 1, failure: FAILURE })
    mails.resumeInterrupted()
    expect(mails.take(Infinity, 0)).toMatchObject({ id: 2 })
    expect(mails.forgetGivenUp()).toBe(1)
    expect(mails.state()).toMatchObject({ waiting: 1, givenUp: 0, failure: null })
  })

  it('are those that are old enough and were tried often enough', () => {
    const { mails } = outbox()
    for (const queuedAt of [5, 500]) mails.add(mail(), queuedAt)
    mails.postponeAll(FAILURE, 600)
    expect([mails.giveUpOld(100, 2), mails.giveUpOld(5, 1), mails.giveUpOld(100, 1)]).toEqual([0, 0, 1])
    expect(mails.state()).toMatchObject({ waiting: 1, givenUp: 1, failure: FAILURE })
  })

  it('are bounded: the oldest go', () => {
    const { mails } = outbox(1000)
    for (let n = 0; n < 105; n += 1) {
      mails.add(mail(), 5)
      mails.giveUp(mails.take(5, 0)?.id ?? 0, FAILURE)
    }
    expect(mails.state().givenUp).toBe(100)
  })
})

describe('the event table', () => {
  const EVENT = {
    at: 'now',
    level: 'error',
    eventId: 1002,
    code: 'R1002',
    folder: null,
    transferId: null,
  } as const

  it('drops its oldest rows, and no mail that waits', () => {
    const { db, mails } = outbox()
    const events = new EventStore(db, 3)
    mails.add(mail(), 5)
    for (let n = 1; n <= 5; n += 1) events.add({ ...EVENT, message: `m${n}` })
    expect(events.newestFirst(10).map(({ message }) => message)).toEqual(['m5', 'm4', 'm3'])
    expect(mails.state().waiting).toBe(1)
  })

  it('comes down step by step when it was far too long', () => {
    const { db } = outbox()
    const before = new EventStore(db)
    for (let n = 0; n < 250; n += 1) before.add({ ...EVENT, message: 'old' })
    const events = new EventStore(db, 10)
    const left = () => events.newestFirst(1000).length
    events.add({ ...EVENT, message: 'new' })
    expect(left()).toBe(151)
    events.add({ ...EVENT, message: 'new' })
    events.add({ ...EVENT, message: 'new' })
    expect(left()).toBe(10)
  })
})

it('events of an older program stay, without a number', () => {
  const dataDir = tempFolder()
  const old = new Database(path.join(dataDir, DATABASE_FILE))
  const steps = ['0001-initial', '0002-moving-to', '0003-filed-rows', '0004-search']
  for (const name of steps)
    old.exec(readFileSync(path.join(import.meta.dirname, 'migrations', `${name}.sql`), 'utf8'))
  old.pragma(`user_version = ${steps.length}`)
  old.exec(`INSERT INTO events (at, level, code, message) VALUES ('then', 'error', 'R1002', 'm')`)
  old.close()
  const db = openedDatabase(dataDir)
  expect(new EventStore(db).newestFirst(10)).toMatchObject([{ code: 'R1002', eventId: null }])
  expect(new MailStore(db).state().waiting).toBe(0)
})
