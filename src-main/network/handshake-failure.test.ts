import { describe, expect, it } from 'vitest'
import { handshakeFailure, isCertificateRequired } from './handshake-failure.ts'

const withCode = (code: string) => Object.assign(new Error('x'), { code })

/** Bytes of an alert alone, and of an alert behind the server's own certificate. */
const [AT_ONCE, LATER] = [7, 700]

describe('a handshake that failed', () => {
  // The words of OpenSSL's versions, and of BoringSSL, which Electron has.
  it.each([
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', AT_ONCE, 'R1026'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', LATER, 'R1026'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', LATER, 'R1027'],
    ['ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED', LATER, 'R1027'],
    ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', LATER, 'R1027'],
    ['ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE', LATER, 'R1027'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', LATER, 'R1027'],
    ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', LATER, 'R1027'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', AT_ONCE, 'R1012'],
    ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', AT_ONCE, 'R1012'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', LATER, 'R1012'],
    ['ECONNRESET', 0, 'R1012'],
  ])('with %s after %i bytes is %s', (errno, received, code) => {
    const error = withCode(errno)
    expect(handshakeFailure(error, 'pmh.example', received)).toMatchObject({
      code,
      detail: `pmh.example (${errno})`,
      cause: error,
    })
  })

  it('is a proof that nothing was read in TLS 1.3 alone', () => {
    expect(isCertificateRequired('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')).toBe(true)
    expect(isCertificateRequired('ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE')).toBe(false)
    expect(isCertificateRequired('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE')).toBe(false)
  })
})
