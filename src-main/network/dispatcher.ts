import { readFile } from 'node:fs/promises'
import tls from 'node:tls'
import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Settings } from '../../src-shared/domain/settings.ts'

/** Time to get a connection, apart from the time that an upload may take. */
const CONNECT_TIMEOUT_MS = 30_000

/** A PEM or DER certificate file is a few KB; anything larger is something else. */
const CERTIFICATE_LIMIT_BYTES = 1024 * 1024

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
 * @throws RelayError R1013 for NTLM, R1006 when a certificate file cannot be read
 */
export async function openDispatcher(settings: DispatcherSettings): Promise<Dispatcher> {
  const ca = await trustedCertificates(settings.CaCertificateFiles)
  const connect = { timeout: CONNECT_TIMEOUT_MS, ...(ca === null ? {} : { ca }) }
  const limits = { headersTimeout: 0, bodyTimeout: 0 }
  if (settings.ProxyAddress === '') return new Agent({ connect, ...limits })
  if (settings.ProxyAuthType === '3') throw new RelayError('R1013')
  return new ProxyAgent({
    uri: `http://${settings.ProxyAddress}:${settings.ProxyPort}`,
    ...(settings.ProxyAuthType === '2' ? { token: basicToken(settings) } : {}),
    requestTls: connect,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    // CONNECT to a port other than 443 is refused by most firms' proxies.
    proxyTunnel: settings.PostRegistrationTasksBaseURL.startsWith('https:'),
    ...limits,
  })
}

function basicToken(settings: DispatcherSettings): string {
  return `Basic ${Buffer.from(`${settings.ProxyUsername}:${settings.ProxyPassword}`).toString('base64')}`
}

/** @returns null when nothing was added, so that the runtime's own store is used */
async function trustedCertificates(files: readonly string[]): Promise<string[] | null> {
  if (files.length === 0) return null
  const added = await Promise.all(files.map(readCertificate))
  return [...tls.rootCertificates, ...added]
}

async function readCertificate(file: string): Promise<string> {
  try {
    const bytes = await readFile(file)
    if (bytes.length > CERTIFICATE_LIMIT_BYTES) throw new RelayError('R1006', `${file} (too large)`)
    const text = bytes.toString('latin1')
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text
    return `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64')}\n-----END CERTIFICATE-----\n`
  } catch (error) {
    if (error instanceof RelayError) throw error
    throw new RelayError('R1006', `${file} (${errnoOf(error)})`, { cause: error })
  }
}
