import { X509Certificate } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import tls from 'node:tls'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Settings } from '../../src-shared/domain/settings.ts'
import { type CertificateDescription, describeCertificate } from './certificate-description.ts'

/** A PEM or DER certificate file is a few KB; anything larger is something else. */
const CERTIFICATE_LIMIT_BYTES = 1024 * 1024

const PEM_BEGIN = '-----BEGIN CERTIFICATE-----'

export interface AddedCertificate extends CertificateDescription {
  readonly file: string
}

/** Whom this computer believes: its own list, the system's store where it can be read, and what staff added. */
export interface Trust {
  /** For `tls.connect`, with TLS 1.2 as the oldest version. Made when first asked for, since that takes some 50 ms. */
  readonly context: tls.SecureContext
  /** False in a runtime that cannot list the system's store, so that a root which is only there is not known. */
  readonly storeReadable: boolean
  /** Each certificate of CaCertificateFiles. */
  readonly added: readonly AddedCertificate[]
}

/**
 * Reads CaCertificateFiles: PEM with one or more certificates, or DER (requirements, FAQ 4.1).
 * @throws RelayError R1028 that names the file when one cannot be read or holds anything but certificates
 */
export async function openTrust(settings: Pick<Settings, 'CaCertificateFiles'>): Promise<Trust> {
  const files = settings.CaCertificateFiles.map(async (file) =>
    (await readCertificates(file)).map((certificate) => ({ file, certificate })),
  )
  const added = (await Promise.all(files)).flat()
  const own = await ownCertificates()
  let context: tls.SecureContext | null = null
  return {
    get context() {
      const ca = () => [...own(), ...added.map(({ certificate }) => certificate.toString())]
      context ??= tls.createSecureContext({ ca: ca(), minVersion: 'TLSv1.2' })
      return context
    },
    storeReadable: isStoreReadable(),
    added: added.map(({ file, certificate }) => ({ file, ...describeCertificate(certificate) })),
  }
}

/** Since Node 22.15. Before that nothing can read the system's store. */
function isStoreReadable(): boolean {
  return typeof tls.getCACertificates === 'function'
}

/** The runtime's own list, NODE_EXTRA_CA_CERTS, and the system's store. */
async function ownCertificates(): Promise<() => string[]> {
  if (isStoreReadable()) {
    return () => {
      const all = [...tls.getCACertificates('default'), ...tls.getCACertificates('system')]
      return [...new Set(all.map((pem) => pem.trim()))]
    }
  }
  const extra = process.env.NODE_EXTRA_CA_CERTS
  // Node itself only warns of a file that it cannot read.
  const pem = extra === undefined ? '' : await readFile(extra, 'latin1').catch(() => '')
  return () => [...tls.rootCertificates, pem]
}

/**
 * Every certificate of one file: PEM with one or more, or DER.
 * @throws RelayError R1028 that names the file when it cannot be read or holds anything but certificates
 */
export async function readCertificates(file: string): Promise<X509Certificate[]> {
  const bytes = await readBounded(file)
  try {
    return certificatesIn(bytes)
  } catch (error) {
    throw new RelayError('R1028', `${file} (no certificate)`, { cause: error })
  }
}

async function readBounded(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file)
    if (size <= CERTIFICATE_LIMIT_BYTES) return await readFile(file)
  } catch (error) {
    throw new RelayError('R1028', `${file} (${errnoOf(error)})`, { cause: error })
  }
  throw new RelayError('R1028', `${file} (too large)`)
}

/**
 * Each one is read by itself: OpenSSL would stop at the first that it cannot read, pass over one behind a byte order
 * mark, and say nothing of either. @throws when there is one that cannot be read
 */
function certificatesIn(bytes: Buffer): X509Certificate[] {
  const text = bytes.toString('latin1')
  if (!text.includes(PEM_BEGIN)) return [new X509Certificate(bytes)]
  return text
    .split(PEM_BEGIN)
    .slice(1)
    .map((block) => new X509Certificate(PEM_BEGIN + block))
}
