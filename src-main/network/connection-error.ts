import type { ErrorCode } from '../../src-shared/domain/error-catalogue.ts'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import { isCertificateRequired } from './handshake-failure.ts'

const BY_ERRNO: Readonly<Record<string, ErrorCode>> = {
  ENOTFOUND: 'R1001',
  EAI_AGAIN: 'R1001',
  EAI_FAIL: 'R1001',
  EAI_NODATA: 'R1001',
  EAI_NONAME: 'R1001',
  ECONNREFUSED: 'R1002',
  EHOSTUNREACH: 'R1002',
  EHOSTDOWN: 'R1002',
  ENETUNREACH: 'R1002',
  ENETDOWN: 'R1002',
  EADDRNOTAVAIL: 'R1002',
  ETIMEDOUT: 'R1003',
  UND_ERR_CONNECT_TIMEOUT: 'R1003',
  EPROTO: 'R1012',
}

/** OpenSSL's words for a certificate that is not believed, as Node reports them. */
const CERTIFICATE =
  /^(?:CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|CRL_|OCSP_)/

/**
 * Names what broke before the last body byte was handed over, so that PMH certainly processed nothing.
 * @param error what undici, TLS or the socket threw
 */
export function connectionError(error: unknown): RelayError {
  const root = rootOf(error)
  // Named already, where more was known.
  if (root instanceof RelayError) return root
  const errno = errnoOf(root)
  if (isCertificateRequired(errno)) return new RelayError('R1027', errno, { cause: error })
  const known = Object.hasOwn(BY_ERRNO, errno) ? BY_ERRNO[errno] : undefined
  if (known !== undefined) return new RelayError(known, errno, { cause: error })
  if (CERTIFICATE.test(errno)) return new RelayError('R1006', errno, { cause: error })
  if (errno.startsWith('ERR_SSL_') || errno.startsWith('ERR_TLS_')) {
    return new RelayError('R1012', errno, { cause: error })
  }
  return new RelayError('R1007', errno, { cause: error })
}

/** Several addresses that all fail give an AggregateError; wrapped errors carry their cause. */
function rootOf(error: unknown): unknown {
  let current: unknown = error
  for (let depth = 0; depth < 8; depth += 1) {
    const inner = innerError(current)
    if (inner === undefined || current instanceof RelayError) break
    current = inner
  }
  return current
}

function innerError(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors[0]
  return error.cause
}
