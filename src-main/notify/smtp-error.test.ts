import { describe, expect, it } from 'vitest'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { concernsOneMail, isRefusedForGood, smtpError } from './smtp-error.ts'

const LOGIN = { user: 'relay', password: 'SECRET-mail-7' }

/** As nodemailer throws it. */
function thrown(fields: Record<string, unknown>): Error {
  return Object.assign(new Error('words of the library'), fields)
}

describe('what a mail failed of is told by', () => {
  it.each<[string, Record<string, unknown>]>([
    // The name.
    ['R7001', { code: 'ENOTFOUND' }],
    ['R7001', { code: 'EAI_AGAIN', command: 'CONN' }],
    ['R7001', { code: 'ESOCKET', originalCode: 'EAI_FAIL' }],
    // The way.
    ['R7002', { code: 'ECONNREFUSED' }],
    ['R7002', { code: 'ESOCKET', originalCode: 'EHOSTUNREACH', command: 'CONN' }],
    ['R7002', { code: 'ENETUNREACH' }],
    ['R7002', { code: 'EADDRNOTAVAIL' }],
    // The system's time limit has no command, nodemailer's own have one.
    ['R7002', { code: 'ETIMEDOUT' }],
    ['R7003', { code: 'ETIMEDOUT', command: 'CONN' }],
    ['R7003', { code: 'ETIMEDOUT', command: 'DATA' }],
    // TLS.
    ['R7004', { code: 'ETLS', command: 'STARTTLS' }],
    ['R7006', { code: 'ETLS', command: 'CONN' }],
    ['R7006', { code: 'ETLS' }],
    ['R7006', { code: 'ESOCKET', originalCode: 'ERR_SSL_WRONG_VERSION_NUMBER' }],
    ['R7006', { code: 'EPROTO' }],
    ['R7005', { code: 'ESOCKET', originalCode: 'CERT_HAS_EXPIRED' }],
    ['R7005', { code: 'ETLS', originalCode: 'SELF_SIGNED_CERT_IN_CHAIN', command: 'STARTTLS' }],
    ['R7005', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }],
    ['R7005', { code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }],
    // The steps of a mail.
    ['R7007', { code: 'EAUTH', command: 'AUTH PLAIN' }],
    ['R7008', { code: 'EENVELOPE', command: 'MAIL FROM' }],
    ['R7009', { code: 'EENVELOPE', command: 'RCPT TO' }],
    ['R7010', { code: 'EMESSAGE', command: 'DATA' }],
    ['R7011', { code: 'EPROTOCOL', command: 'EHLO' }],
    ['R7011', { code: 'ECONNECTION' }],
    ['R7011', {}],
  ])('%s: %j', (code, fields) => expect(smtpError(thrown(fields), null).code).toBe(code))

  it('the first of several addresses that all fail', () => {
    const all = new AggregateError([thrown({ code: 'EHOSTUNREACH' }), thrown({ code: 'ENOTFOUND' })], 'all')
    expect(smtpError(all, null)).toMatchObject({ code: 'R7002', detail: 'EHOSTUNREACH' })
    expect(smtpError(new AggregateError([], 'none'), null).code).toBe('R7011')
  })

  it('what has its code already, and what is no error at all', () => {
    const known = new RelayError('R1028', '/no.pem')
    expect(smtpError(known, null)).toBe(known)
    expect(smtpError('a word', null).code).toBe('R7011')
  })
})

describe('the detail of it', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['the server’s own words', { code: 'EAUTH', response: '535 5.7.8 no' }, '535 5.7.8 no'],
    ['else the system’s', { code: 'ESOCKET', originalCode: 'ECONNRESET', response: '' }, 'ECONNRESET'],
    ['else the library’s', { code: 'ECONNECTION' }, 'ECONNECTION'],
    ['on one line', { response: '550-first\r\n550 last\u202e' }, '550-first\\u000d\\u000a550 last\\u202e'],
    ['cut where nobody reads on', { response: 'x'.repeat(201) }, `${'x'.repeat(200)}…`],
    ['and no sooner', { response: 'x'.repeat(200) }, 'x'.repeat(200)],
  ])('is %s', (_, fields, detail) => expect(smtpError(thrown(fields), null).detail).toBe(detail))

  it.each([
    ['in clear', `535 ${LOGIN.password}`],
    ['as PLAIN sends it', `535 ${btoa(`\0${LOGIN.user}\0${LOGIN.password}`)}`],
    ['as LOGIN sends it', `535 ${btoa(LOGIN.password)}`],
    ['twice', `535 ${LOGIN.password} ${LOGIN.password}`],
    ['where the line is cut', `${'x'.repeat(192)} ${LOGIN.password}`],
  ])('does not repeat the password: %s', (_, response) => {
    const { detail } = smtpError(thrown({ code: 'EAUTH', response }), LOGIN)
    expect(detail).toContain('•••')
    expect(detail).not.toMatch(/SECRET|UkVU|mail-7/)
  })

  it('is left alone without a login, or with an empty password', () => {
    for (const login of [null, { user: 'relay', password: '' }])
      expect(smtpError(thrown({ response: '550 abc' }), login).detail).toBe('550 abc')
  })
})

describe('whether another try makes sense', () => {
  it.each([
    ['RCPT TO', 550, true, true],
    ['RCPT TO', 500, true, true],
    ['RCPT TO', 499, true, false],
    ['RCPT TO', 451, true, false],
    ['DATA', 554, true, true],
    ['DATA', 421, true, false],
    ['DATA', undefined, true, false],
    ['MAIL FROM', 550, false, false],
    ['AUTH', 535, false, false],
  ])('%s %s: of this mail alone %s, for good %s', (command, responseCode, one, forGood) => {
    const error = smtpError(thrown({ command, responseCode, response: `${responseCode}` }), null)
    expect([concernsOneMail(error), isRefusedForGood(error)]).toEqual([one, forGood])
  })

  it('is never denied by an error without an answer', () => {
    expect(isRefusedForGood(new RelayError('R7009', 'x'))).toBe(false)
  })
})
