import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'

/** The server speaks only versions before TLS 1.2, told by its alert or by its answer. */
const TOO_OLD = /^ERR_SSL_(?:TLSV1_ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|WRONG_SSL_VERSION)$/

/** BoringSSL's word and OpenSSL's (RFC 8446 6.2). */
const CERTIFICATE_REQUIRED = /^ERR_SSL_(?:TLSV1|TLSV13)_ALERT_CERTIFICATE_REQUIRED$/

/** Alerts of older versions that speak of the client's certificate, and we have none (RFC 5246 7.2.2). */
const CERTIFICATE_REFUSED = /^ERR_SSL_(?:SSLV3|SSL\/TLS)_ALERT_(?:BAD|NO)_CERTIFICATE$/

/** Says "no common cipher" right after our first message, and "where is your certificate" later (RFC 5246 7.4.6). */
const HANDSHAKE_FAILURE = /^ERR_SSL_(?:SSLV3|SSL\/TLS)_ALERT_HANDSHAKE_FAILURE$/

/** An alert alone: five bytes of record, two of alert. */
const ALERT_BYTES = 7

/**
 * The server ended its side of the handshake since we showed no certificate, and so has read nothing of a request. In
 * TLS 1.3 we may learn this only while we send one.
 */
export function isCertificateRequired(errno: string): boolean {
  return CERTIFICATE_REQUIRED.test(errno)
}

/**
 * Names why there was no handshake.
 * @param received bytes that came from the server in it
 * @returns R1026 version too old, R1027 a certificate of ours is wanted, R1012 anything else
 */
export function handshakeFailure(error: unknown, host: string, received: number): RelayError {
  const errno = errnoOf(error)
  const isWanted =
    isCertificateRequired(errno) ||
    CERTIFICATE_REFUSED.test(errno) ||
    (HANDSHAKE_FAILURE.test(errno) && received > ALERT_BYTES)
  const code = isWanted ? 'R1027' : TOO_OLD.test(errno) ? 'R1026' : 'R1012'
  return new RelayError(code, `${host} (${errno})`, { cause: error })
}
