import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { errorRule } from '../../src-shared/domain/error-catalogue.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { connectionError } from './connection-error.ts'

const withCode = (code: string, cause?: unknown) => Object.assign(new Error('x', { cause }), { code })

describe('the name of a broken connection', () => {
  it.each([
    ['ENOTFOUND', 'R1001'],
    ['EAI_AGAIN', 'R1001'],
    ['ECONNREFUSED', 'R1002'],
    ['EHOSTUNREACH', 'R1002'],
    ['ENETUNREACH', 'R1002'],
    ['ETIMEDOUT', 'R1003'],
    ['UND_ERR_CONNECT_TIMEOUT', 'R1003'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'R1006'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'R1006'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'R1006'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'R1006'],
    ['CERT_HAS_EXPIRED', 'R1006'],
    ['CERT_NOT_YET_VALID', 'R1006'],
    ['CERT_REVOKED', 'R1006'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'R1006'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'R1027'],
    ['ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED', 'R1027'],
    // In the midst of a request this one does not say that nothing was read.
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'R1012'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'R1012'],
    ['ERR_TLS_HANDSHAKE_TIMEOUT', 'R1012'],
    ['EPROTO', 'R1012'],
    ['ECONNRESET', 'R1007'],
    ['EPIPE', 'R1007'],
    ['UND_ERR_SOCKET', 'R1007'],
    ['constructor', 'R1007'],
    ['__proto__', 'R1007'],
  ])('is %s -> %s', (errno, code) => {
    const error = withCode(errno)
    expect(connectionError(error)).toMatchObject({ code, detail: errno, cause: error })
  })

  it('lets every one of them be tried again', () => {
    for (const errno of [
      'ENOTFOUND',
      'ECONNREFUSED',
      'ETIMEDOUT',
      'CERT_HAS_EXPIRED',
      'EPROTO',
      'whatever',
    ]) {
      expect(errorRule(connectionError(withCode(errno)).code).retry).toBe('safe')
    }
  })

  it('is found below the errors that wrap it', () => {
    const wrapped = new TypeError('fetch failed', {
      cause: withCode('UND_ERR_SOCKET', withCode('CERT_HAS_EXPIRED')),
    })
    expect(connectionError(wrapped)).toMatchObject({ code: 'R1006', detail: 'CERT_HAS_EXPIRED' })
  })

  it('stays as it is when it was named already', () => {
    const named = new RelayError('R1020', 'CN=pmh.example', { cause: withCode('CERT_HAS_EXPIRED') })
    expect(connectionError(named)).toBe(named)
    expect(connectionError(withCode('UND_ERR_SOCKET', named))).toBe(named)
  })

  it('is the first of several addresses that all failed', () => {
    const all = new AggregateError([withCode('ECONNREFUSED'), withCode('ENETUNREACH')])
    expect(connectionError(all)).toMatchObject({ code: 'R1002', detail: 'ECONNREFUSED' })
    expect(connectionError(new AggregateError([])).code).toBe('R1007')
  })

  it('ends for an error that is its own cause', () => {
    const endless = withCode('ECONNREFUSED')
    endless.cause = endless
    expect(connectionError(endless).code).toBe('R1002')
  })

  it.each([undefined, null, 'text', 5])('is R1007 for %j, which is no error', (thrown) =>
    expect(connectionError(thrown)).toMatchObject({ code: 'R1007', detail: 'unknown' }),
  )
})

describe('errors as they really come', () => {
  it('a name that nobody knows', async () => {
    const error = await lookup('nonexistent.invalid').catch((met: unknown) => met)
    expect(connectionError(error).code).toBe('R1001')
  })

  it('a port where nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, 'close')
    const [error] = await once(connect(port, '127.0.0.1'), 'error').catch((met: unknown) => [met])
    expect(connectionError(error)).toMatchObject({ code: 'R1002', detail: 'ECONNREFUSED' })
  })
})
