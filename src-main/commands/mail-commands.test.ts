import { describe, expect, it, onTestFinished } from 'vitest'
import { type SmtpServerOptions, startSmtpServer, textOf } from '../notify/testing/smtp-server.ts'
import { type OpenSession, openSession, SECRET } from './testing/open-session.ts'

async function setUp(options: SmtpServerOptions = {}, more: Readonly<Record<string, string>> = {}) {
  const smtp = await startSmtpServer(options)
  onTestFinished(() => smtp.close())
  const opened = openSession()
  await opened.value('vault.choose', { kind: 'memory' })
  const changes = {
    MailServer: '127.0.0.1',
    MailPort: String(smtp.port),
    MailFrom: 'pmh@example.jp',
    MailTo: 'a@example.jp;b@example.jp',
    ...more,
  }
  expect(await opened.value('settings.save', { changes })).toEqual({ saved: true, problems: [] })
  return { smtp, opened }
}

/** Puts a mail of an event into the outbox that goes nowhere. */
function giveUpOne({ session }: OpenSession) {
  const { mails } = session.real
  const at = '2026-04-01T09:00:00.000+09:00'
  const mail = { messageId: '<1@x>', recipient: 'a@example.jp', at, level: 'error', eventId: 1002 } as const
  mails.add({ ...mail, message: 'm' }, Number.MAX_SAFE_INTEGER)
  const taken = mails.take(Number.POSITIVE_INFINITY, 0)
  mails.giveUp(taken?.id ?? 0, { code: 'R7009', detail: '550 nobody', at })
}

describe('テストメール', () => {
  it('goes out by the stored settings, password included', async () => {
    const login = { user: 'relay', password: `${SECRET}-mail`, methods: 'PLAIN' } as const
    const { smtp, opened } = await setUp({ login }, { MailUser: login.user, MailPassword: login.password })
    expect(await opened.value('mail.test')).toEqual({ refused: [] })
    expect(smtp.mails).toMatchObject([
      { to: ['a@example.jp'], user: 'relay' },
      { to: ['b@example.jp'], user: 'relay' },
    ])
    expect(smtp.mails.map(textOf).join()).toContain('テストメールです')
  })

  it('is refused with the step that failed', async () => {
    const { smtp, opened } = await setUp()
    await smtp.close()
    expect(await opened.refusal('mail.test')).toBe('R7002 ECONNREFUSED')
  })

  it('is refused while nothing is set up, and in practice', async () => {
    const opened = openSession()
    expect(await opened.refusal('mail.test')).toBe('R7012')
    await opened.value('vault.choose', { kind: 'memory' })
    await opened.value('practice.start')
    expect(await opened.refusal('mail.test')).toBe('R7013')
    expect(await opened.value('mail.state')).toMatchObject({ sending: false })
  })
})

describe('a mail that was given up', () => {
  it('is one of 対応が必要な項目 until staff have seen it, with a row in 操作記録', async () => {
    const { opened } = await setUp()
    giveUpOne(opened)
    expect((await opened.value('overview.get')).problems).toMatchObject([
      { kind: 'mail', code: 'R7014', folder: null, displayName: '通知メール' },
    ])
    expect(await opened.value('mail.state')).toMatchObject({
      sending: true,
      givenUp: 1,
      failure: { code: 'R7009', detail: '550 nobody' },
    })
    await opened.value('mail.forget')
    await opened.value('mail.forget')
    expect((await opened.value('overview.get')).problems).toEqual([])
    const actions = opened.session.real.audit.newestFirst(10).map(({ action }) => action)
    expect(actions.filter((action) => action === 'mail.forgotten')).toHaveLength(1)
    expect(opened.told).toContain('mail')
  })

  it('is no problem any more when mail was turned off', async () => {
    const { opened } = await setUp()
    giveUpOne(opened)
    await opened.value('settings.save', { changes: { MailServer: '' } })
    expect((await opened.value('overview.get')).problems).toEqual([])
  })
})
