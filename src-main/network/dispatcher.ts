import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import tls from 'node:tls'
import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Settings } from '../../src-shared/domain/settings.ts'

/** Time to get a connection, apart from the time that an upload may take. */
const CONNECT_TIMEOUT_MS = 30_000

/** A PEM or DER certificate file is a few KB; anything larger is something else. */
const CERTIFICATE_LIMIT_BYTES = 1024 * 1024

const PEM_BEGIN = '-----BEGIN CERTIFICATE-----'

type DispatcherSettings = Pick<
  Settings,
  | 'ProxyAuthType'
  | 'ProxyAddress'
  | 'ProxyPort'
  | 'ProxyUsername'
  | 'ProxyPassword'
  | 'CaCertificateFiles'
  | 'PostRegistrationTasksBaseURL'
>

/**
 * The way to the target by the settings: direct with an empty ProxyAddress, else through the proxy, always. Neither
 * the environment nor a bypass list changes that. undici's hidden 300 s limits are off (No 3).
 * @throws RelayError R1013 for NTLM, R1006 when a certificate file cannot be read or holds no certificate
 */
export async function openDispatcher(settings: DispatcherSettings): Promise<Dispatcher> {
  const added = await Promise.all(settings.CaCertificateFiles.map(readCertificate))
  const isSecure = /^https:/i.test(settings.PostRegistrationTasksBaseURL)
  const ca = isSecure ? [...(await ownCertificates()), ...added] : []
  const connect = { timeout: CONNECT_TIMEOUT_MS, ca }
  const limits = { headersTimeout: 0, bodyTimeout: 0 }
  if (settings.ProxyAddress === '') return new Agent({ connect, ...limits })
  if (settings.ProxyAuthType === '3') throw new RelayError('R1013')
  return new ProxyAgent({
    uri: `http://${settings.ProxyAddress}:${settings.ProxyPort}`,
    ...(settings.ProxyAuthType === '2' ? { token: basicToken(settings) } : {}),
    requestTls: connect,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    // CONNECT to a port other than 443 is refused by most firms' proxies.
    proxyTunnel: isSecure,
    ...limits,
  })
}

function basicToken(settings: DispatcherSettings): string {
  return `Basic ${Buffer.from(`${settings.ProxyUsername}:${settings.ProxyPassword}`).toString('base64')}`
}

/** What this computer trusts: the runtime's own list, NODE_EXTRA_CA_CERTS, and the system's store. */
async function ownCertificates(): Promise<string[]> {
  // Since Node 22.15. Before that nothing can read the system's store.
  if (typeof tls.getCACertificates === 'function') {
    const all = [...tls.getCACertificates('default'), ...tls.getCACertificates('system')]
    return [...new Set(all.map((pem) => pem.trim()))]
  }
  const extra = process.env.NODE_EXTRA_CA_CERTS
  if (extra === undefined) return [...tls.rootCertificates]
  // Node itself only warns of a file that it cannot read.
  const pem = await readFile(extra, 'latin1').catch(() => '')
  return [...tls.rootCertificates, pem]
}

/** @returns PEM, with all the certificates of the file */
async function readCertificate(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new RelayError('R1006', `${file} (${errnoOf(error)})`, { cause: error })
  })
  if (bytes.length > CERTIFICATE_LIMIT_BYTES) throw new RelayError('R1006', `${file} (too large)`)
  try {
    return certificatesIn(bytes)
  } catch (error) {
    throw new RelayError('R1006', `${file} (no certificate)`, { cause: error })
  }
}

/** OpenSSL would stop at the first certificate that it cannot read, and say nothing. @throws when there is one */
function certificatesIn(bytes: Buffer): string {
  const text = bytes.toString('latin1')
  if (!text.includes(PEM_BEGIN)) return new X509Certificate(bytes).toString()
  for (const block of text.split(PEM_BEGIN).slice(1)) new X509Certificate(PEM_BEGIN + block)
  return text
}
