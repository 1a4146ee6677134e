import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { CertificateMaker, opensslProblem } from '../network/testing/certificate-maker.ts'
import { type Letter, type MailServer, sendLetter } from './smtp.ts'
import {
  headerOf,
  type Misbehaviour,
  type SmtpServerOptions,
  startSmtpServer,
  textOf,
} from './testing/smtp-server.ts'

const LOGIN = { user: 'relay', password: 'SECRET-mail-7' }
const ROOT = { name: 'Closed network root', isAuthority: true } as const
const SERVER = { name: 'mail', hosts: 'IP:127.0.0.1', issuer: ROOT } as const

const LETTER: Letter = {
  messageId: '<0001@example.jp>',
  recipient: 'a@example.jp',
  at: '2026-04-01T09:05:07.123+09:00',
  lines: ['イベントID:1002', 'レベル:Error'],
}

let folder: string
let certificates: CertificateMaker

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'pmh-mail-'))
  certificates = new CertificateMaker(folder)
})

afterAll(() => rmSync(folder, { recursive: true }))

async function opened(options: SmtpServerOptions = {}, fields: Partial<MailServer> = {}) {
  const smtp = await startSmtpServer(options)
  onTestFinished(() => smtp.close())
  const server: MailServer = {
    host: '127.0.0.1',
    port: smtp.port,
    security: 'none',
    login: null,
    from: 'pmh@example.jp',
    trust: () => Promise.reject(new Error('not asked for')),
    ...fields,
  }
  return { smtp, server }
}

/** @returns code and detail of the failure */
async function failure(server: MailServer, limitMs?: number): Promise<string> {
  const error = await sendLetter(LETTER, server, new AbortController().signal, limitMs).then(
    () => new Error('sent'),
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(RelayError)
  const { code, detail } = error as RelayError
  expect(detail).not.toContain('SECRET')
  return `${code} ${detail}`
}

const send = (server: MailServer) => sendLetter(LETTER, server, new AbortController().signal)

describe('a mail', () => {
  it('has the official subject, and its lines in UTF-8', async () => {
    const { smtp, server } = await opened()
    await send(server)
    const [mail] = smtp.mails
    if (mail === undefined) throw new Error('no mail')
    expect(mail).toMatchObject({ from: 'pmh@example.jp', to: ['a@example.jp'], secure: false, user: null })
    expect(headerOf(mail, 'Subject')).toBe('PMH連携通知')
    expect(headerOf(mail, 'From')).toBe('pmh@example.jp')
    expect(headerOf(mail, 'To')).toBe('a@example.jp')
    expect(headerOf(mail, 'Message-ID')).toBe('<0001@example.jp>')
    expect(new Date(headerOf(mail, 'Date')).toISOString()).toBe('2026-04-01T00:05:07.000Z')
    expect(mail.data).toMatch(/^Content-Type: text\/plain; charset=utf-8$/im)
    expect(textOf(mail).trimEnd()).toBe('イベントID:1002\nレベル:Error')
  })

  it.each(['PLAIN', 'LOGIN'] as const)('is sent with user and password by AUTH %s', async (methods) => {
    const { smtp, server } = await opened({ login: { ...LOGIN, methods } }, { login: LOGIN })
    await send(server)
    expect(smtp.mails).toMatchObject([{ user: 'relay' }])
  })
})

describe.skipIf(opensslProblem() !== null)('with TLS', () => {
  const trust = (...roots: (typeof ROOT)[]) => ({
    trust: async () => tls.createSecureContext({ ca: roots.map((root) => certificates.make(root).cert) }),
  })
  const SECURE = [
    ['starttls', 'starttls'],
    ['tls', 'implicit'],
  ] as const

  it.each(SECURE)('%s: mail and password go through it alone', async (security, offered) => {
    const { smtp, server } = await opened(
      { security: offered, tls: certificates.serve([SERVER]), login: { ...LOGIN, methods: 'PLAIN' } },
      { security, login: LOGIN, ...trust(ROOT) },
    )
    await send(server)
    expect(smtp.mails).toMatchObject([{ secure: true, user: 'relay' }])
  })

  it.each(SECURE)('%s: nothing is sent to a server whose issuer is not known', async (security, offered) => {
    const { smtp, server } = await opened(
      { security: offered, tls: certificates.serve([SERVER, ROOT]) },
      { security, login: LOGIN, ...trust() },
    )
    expect(await failure(server)).toMatch(/^R7005 (?:SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_)/)
    expect(smtp.steps).not.toContain('AUTH')
    expect(smtp.mails).toEqual([])
  })

  it.each(SECURE)('%s: nothing is sent to a server of another name', async (security, offered) => {
    const other = { name: 'other', hosts: 'DNS:mail.example', issuer: ROOT }
    const { smtp, server } = await opened(
      { security: offered, tls: certificates.serve([other]) },
      { security, ...trust(ROOT) },
    )
    expect(await failure(server)).toBe('R7005 ERR_TLS_CERT_ALTNAME_INVALID')
    expect(smtp.mails).toEqual([])
  })

  it('starttls: a server that offers none gets neither password nor mail', async () => {
    const { smtp, server } = await opened(
      { login: { ...LOGIN, methods: 'PLAIN' } },
      { security: 'starttls', login: LOGIN, ...trust(ROOT) },
    )
    expect(await failure(server)).toBe('R7004 502 5.5.1 not here')
    expect(smtp.steps).toEqual(['greeting', 'EHLO', 'STARTTLS'])
  })

  it('tls: a server that speaks none is told as such', async () => {
    const { server } = await opened({}, { security: 'tls', ...trust(ROOT) })
    expect(await failure(server)).toMatch(/^R7006 /)
  })

  it('none: what a server offers is not taken half-way', async () => {
    const { smtp, server } = await opened({ security: 'starttls', tls: certificates.serve([SERVER]) })
    await send(server)
    expect(smtp.steps).not.toContain('STARTTLS')
  })
})

describe('a failure names the step', () => {
  const at = (step: string, instead: Misbehaviour) => ({
    misbehave: (heard: string) => (heard === step ? instead : undefined),
  })

  it.each<[string, SmtpServerOptions, Partial<MailServer>, string]>([
    [
      'a wrong password',
      { login: { ...LOGIN, password: 'another', methods: 'PLAIN' } },
      { login: LOGIN },
      'R7007 535 5.7.8 authentication failed',
    ],
    [
      'a wrong password, by LOGIN',
      { login: { ...LOGIN, password: 'another', methods: 'LOGIN' } },
      { login: LOGIN },
      'R7007 535 5.7.8 authentication failed',
    ],
    ['a refused sender', at('MAIL', '550 5.7.1 not you'), {}, 'R7008 550 5.7.1 not you'],
    ['a refused recipient', at('RCPT', '550 5.1.1 nobody'), {}, 'R7009 550 5.1.1 nobody'],
    ['a postponed recipient', at('RCPT', '451 4.7.1 later'), {}, 'R7009 451 4.7.1 later'],
    ['a refused message', at('.', '554 5.6.0 no'), {}, 'R7010 554 5.6.0 no'],
    ['a refused DATA', at('DATA', '451 4.3.0 full'), {}, 'R7010 451 4.3.0 full'],
    ['no SMTP', at('greeting', 'HTTP/1.1 400 Bad Request'), {}, 'R7011 HTTP/1.1 400 Bad Request'],
    ['a busy server', at('greeting', '421 4.3.2 later'), {}, 'R7011 421 4.3.2 later'],
    ['an end in the greeting', at('greeting', 'close'), {}, 'R7011 ECONNECTION'],
    ['an end in DATA', at('DATA', 'close'), {}, 'R7011 ECONNECTION'],
    ['an end instead of the answer to a mail', at('.', 'close'), {}, 'R7011 ECONNECTION'],
  ])('%s', async (_, options, fields, told) => {
    const { server } = await opened(options, fields)
    expect(await failure(server)).toBe(told)
  })

  it('without what a server repeats of the password', async () => {
    const { server } = await opened(
      {
        login: { ...LOGIN, methods: 'PLAIN' },
        misbehave: (step, line) => (step === 'AUTH' ? `535 ${LOGIN.password} ${line}\u0007` : undefined),
      },
      { login: LOGIN },
    )
    expect(await failure(server)).toBe('R7007 535 ••• AUTH PLAIN •••\\u0007')
  })

  it('a dead server', async () => {
    const { smtp, server } = await opened()
    await smtp.close()
    expect(await failure(server)).toBe('R7002 ECONNREFUSED')
  })

  it('a name that nobody knows', async () => {
    const { server } = await opened({}, { host: 'mail.invalid' })
    expect(await failure(server)).toMatch(/^R7001 (?:ENOTFOUND|EAI_AGAIN)$/)
  })

  it('a server that says nothing', async () => {
    const silent = createServer((socket) => void socket.on('error', () => {}))
    silent.listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { server } = await opened({}, { port: (silent.address() as AddressInfo).port })
    expect(await failure(server, 100)).toBe('R7003 ETIMEDOUT')
    // Ends only when the connection is gone.
    await new Promise((resolve) => silent.close(resolve))
  })

  it('a certificate file of the settings that cannot be read, by its own code', async () => {
    const trust = () => Promise.reject(new RelayError('R1028', '/no.pem'))
    const { server } = await opened({}, { security: 'tls', trust })
    expect(await failure(server)).toBe('R1028 /no.pem')
  })
})

it('a mail that is stopped ends at once, with the reason', async () => {
  const { smtp, server } = await opened({ misbehave: (step) => (step === 'DATA' ? 'silent' : undefined) })
  const stop = new AbortController()
  const sending = sendLetter(LETTER, server, stop.signal)
  await smtp.connected(1)
  stop.abort(new Error('stopped'))
  await expect(sending).rejects.toThrow('stopped')
})
