import type { KeyObject, X509Certificate } from 'node:crypto'

/** What is accepted at least, in bits. Factoring and discrete logarithms below them are within reach. */
const RSA_BITS = 2048
const EC_BITS = 224

/** Signature algorithms whose hash can be forged, by the object identifier's bytes (RFC 3279, RFC 8017). */
const FORGEABLE: Readonly<Record<string, string>> = {
  '2a864886f70d010102': 'MD2',
  '2a864886f70d010103': 'MD4',
  '2a864886f70d010104': 'MD5',
  '2a864886f70d010105': 'SHA-1',
  '2b0e03021d': 'SHA-1',
  '2a8648ce380403': 'SHA-1',
  '2a8648ce3d0401': 'SHA-1',
}

/** RSASSA-PSS names its hash in the parameters; without one it is SHA-1. */
const RSASSA_PSS = '2a864886f70d01010a'
const SHA_2 = '6086480165030402'

/**
 * Why a certificate proves nothing although it is trusted: `RSA 1024`, `EC 192`, `SHA-1`; null when it is strong.
 * BoringSSL judges none of this, and OpenSSL not everything, so it is judged here.
 * @param isRoot a trusted root's signature on itself is not what makes it trusted
 */
export function weaknessOf(certificate: X509Certificate, isRoot: boolean): string | null {
  return weakKey(certificate) ?? (isRoot ? null : weakSignature(certificate.raw))
}

function weakKey(certificate: X509Certificate): string | null {
  const key = publicKeyOf(certificate)
  const type = key?.asymmetricKeyType
  if (type === 'ec') return tooShort('EC', certificate.toLegacyObject().bits, EC_BITS)
  // Only keys of RSA and DSA have a modulus.
  return tooShort(type === 'dsa' ? 'DSA' : 'RSA', key?.asymmetricKeyDetails?.modulusLength, RSA_BITS)
}

/** Null for a kind of key that this runtime does not know; then it has verified nothing with it either. */
function publicKeyOf(certificate: X509Certificate): KeyObject | null {
  try {
    return certificate.publicKey
  } catch {
    return null
  }
}

function tooShort(kind: string, bits: number | undefined, least: number): string | null {
  return bits !== undefined && bits < least ? `${kind} ${bits}` : null
}

/** Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm SEQUENCE { OBJECT IDENTIFIER, … }, … } (RFC 5280) */
function weakSignature(der: Buffer): string | null {
  const signed = element(der, element(der, 0).start)
  const algorithm = element(der, signed.end)
  const oid = element(der, algorithm.start)
  const name = der.toString('hex', oid.start, oid.end)
  if (name === RSASSA_PSS) {
    return der.toString('hex', oid.end, algorithm.end).includes(SHA_2) ? null : 'SHA-1'
  }
  return Object.hasOwn(FORGEABLE, name) ? (FORGEABLE[name] ?? null) : null
}

/** The contents of the DER element that begins there. @throws RangeError when there is none */
function element(der: Buffer, at: number): { start: number; end: number } {
  const length = der.readUInt8(at + 1)
  if (length < 0x80) return { start: at + 2, end: at + 2 + length }
  const count = length - 0x80
  const start = at + 2 + count
  return { start, end: start + der.readUIntBE(at + 2, count) }
}
