import { X509Certificate } from 'node:crypto'
import tls, { type DetailedPeerCertificate, type TLSSocket } from 'node:tls'
import type { ErrorCode } from '../../src-shared/domain/error-catalogue.ts'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import { certificateFaultText } from '../../src-shared/text/ja/certificate.ts'
import { describeCertificate, shownName } from './certificate-description.ts'
import { weaknessOf } from './certificate-weakness.ts'

/** OpenSSL's words, as Node reports them. Whatever is not among them is R1006. */
const BY_VERDICT: Readonly<Record<string, ErrorCode>> = {
  CERT_HAS_EXPIRED: 'R1020',
  CERT_NOT_YET_VALID: 'R1021',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'R1023',
  UNABLE_TO_GET_ISSUER_CERT: 'R1024',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'R1024',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'R1024',
  SELF_SIGNED_CERT_IN_CHAIN: 'R1024',
  CERT_UNTRUSTED: 'R1024',
}

/** OpenSSL itself follows a chain no further than 100. */
const CHAIN_LIMIT = 100

type Chain = readonly [X509Certificate, ...X509Certificate[]]

/**
 * Judges what the server showed in its handshake: trusted, in time, of this host, and strong.
 * @param host name or IP address, without brackets
 * @returns null when all is in order; otherwise R1006 or R1020 to R1025, whose detail names the one certificate
 */
export function certificateFault(socket: TLSSocket, host: string): RelayError | null {
  try {
    const peer = socket.getPeerCertificate(true)
    const chain = chainOf(peer)
    return (
      verdictFault(socket, chain) ??
      nameFault(host, peer, chain[0]) ??
      weakFault(chain) ??
      (socket.authorized ? null : unnamedFault(socket, chain[0]))
    )
  } catch (error) {
    return new RelayError('R1006', `${host} (${errnoOf(error)})`, { cause: error })
  }
}

/** From the server's own certificate up to the root, as far as it could be put together. @throws without any */
function chainOf(peer: DetailedPeerCertificate): Chain {
  const chain: [X509Certificate, ...X509Certificate[]] = [new X509Certificate(peer.raw)]
  let current = peer
  // A root is its own issuer.
  while (current.issuerCertificate && current.issuerCertificate !== current && chain.length < CHAIN_LIMIT) {
    current = current.issuerCertificate
    chain.push(new X509Certificate(current.raw))
  }
  return chain
}

function verdictFault(socket: TLSSocket, chain: Chain): RelayError | null {
  const verdict = verdictOf(socket)
  const code = Object.hasOwn(BY_VERDICT, verdict) ? BY_VERDICT[verdict] : undefined
  if (code === undefined) return null
  const now = Date.now()
  if (code === 'R1020') return fault(code, chain.find((one) => Date.parse(one.validTo) < now) ?? chain[0])
  if (code === 'R1021') return fault(code, chain.find((one) => Date.parse(one.validFrom) > now) ?? chain[0])
  const last = chain.at(-1) ?? chain[0]
  if (code === 'R1024') return fault(code, last, { kind: 'missing', name: describeCertificate(last).issuer })
  return fault(code, chain[0])
}

function nameFault(host: string, peer: DetailedPeerCertificate, leaf: X509Certificate): RelayError | null {
  if (tls.checkServerIdentity(host, peer) === undefined) return null
  const names = shownName(leaf.subjectAltName ?? '')
  return fault('R1022', leaf, { kind: 'host', name: shownName(host), names })
}

function weakFault(chain: Chain): RelayError | null {
  for (const [index, certificate] of chain.entries()) {
    const isRoot = index === chain.length - 1 && certificate.subject === certificate.issuer
    const weakness = weaknessOf(certificate, isRoot)
    if (weakness !== null) return fault('R1025', certificate, { kind: 'weak', name: weakness })
  }
  return null
}

function unnamedFault(socket: TLSSocket, leaf: X509Certificate): RelayError {
  return fault('R1006', leaf, { kind: 'verdict', name: verdictOf(socket) })
}

/** Typed as an Error, and a string in truth. */
function verdictOf(socket: TLSSocket): string {
  return socket.authorized ? '' : shownName(String(socket.authorizationError))
}

function fault(
  code: ErrorCode,
  certificate: X509Certificate,
  why?: Parameters<typeof certificateFaultText>[1],
): RelayError {
  return new RelayError(code, certificateFaultText(describeCertificate(certificate), why))
}
