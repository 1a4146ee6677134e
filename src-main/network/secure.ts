import { once } from 'node:events'
import { isIP, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import tls, { type TLSSocket } from 'node:tls'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import { certificateFault } from './certificate-fault.ts'
import { handshakeFailure, isCertificateRequired } from './handshake-failure.ts'
import type { Trust } from './trust.ts'

/** A handshake counts as a part of connecting. */
const HANDSHAKE_TIMEOUT_MS = 30_000

/** How long a refusal after the handshake is waited for; most servers send a ticket at once, some only with an answer. */
const REFUSAL_WAIT_MS = 250

export interface SecureOptions {
  /** The target's name or IP address, as in its URL. */
  readonly host: string
  readonly trust: Pick<Trust, 'context'>
  /** Ends the handshake; its reason is what is thrown. */
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
}

/**
 * Speaks TLS (1.2 or newer, HTTP/1.1 alone) over a connected socket, direct or through a tunnel. The certificate is
 * always checked; there is no setting against it. Nobody gets the socket before all is in order; otherwise it is
 * destroyed, and no byte of a request was written.
 * @throws RelayError R1003 no answer in time, R1006 and R1020 to R1025 the certificate, R1026 version, R1027 a client
 * certificate is wanted, R1012 anything else; the signal's reason when that stopped it
 */
export async function secureConnection(socket: Socket, options: SecureOptions): Promise<TLSSocket> {
  const { trust, signal, timeoutMs = HANDSHAKE_TIMEOUT_MS } = options
  const host = bareHost(options.host)
  const receivedBefore = socket.bytesRead
  const secured = tls.connect({
    socket,
    host,
    // RFC 6066: a literal address is no server name.
    servername: isIP(host) === 0 ? host : '',
    secureContext: trust.context,
    ALPNProtocols: ['http/1.1'],
    // Judged below instead, where the certificate can still be named.
    rejectUnauthorized: false,
  })
  // The event comes in the midst of OpenSSL's reading; what was written there would go out damaged.
  const ticket = new Promise<void>((resolve) => void secured.once('session', () => setImmediate(resolve)))
  const failure = watchFor(secured, host, timeoutMs, signal)
  try {
    await Promise.race([failure.met, once(secured, 'secureConnect')])
    const fault = certificateFault(secured, host)
    if (fault !== null) throw fault
    // In TLS 1.3 the client is ready before the server has seen that it shows no certificate, so that the refusal would
    // only meet the request. A ticket is the server's word that it is ready too.
    if (secured.getProtocol() === 'TLSv1.3') {
      await Promise.race([failure.met, ticket, pause(REFUSAL_WAIT_MS, undefined, { ref: false })])
    }
    return secured
  } catch (error) {
    secured.destroy()
    if (signal?.aborted === true) throw signal.reason
    if (error instanceof RelayError) throw error
    throw handshakeFailure(error, host, socket.bytesRead - receivedBefore)
  } finally {
    failure.forget()
  }
}

/** URLs have brackets around IPv6 addresses; a dot at the end is no part of a name in TLS (RFC 6066). */
function bareHost(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
}

/** A promise that only ever fails: by an error, the connection's end, the time, or the signal. */
function watchFor(secured: TLSSocket, host: string, timeoutMs: number, signal: AbortSignal | undefined) {
  const { promise: met, reject } = Promise.withResolvers<never>()
  const stop = () => reject(signal?.reason)
  const timer = setTimeout(() => reject(new RelayError('R1003', `TLS ${host}`)), timeoutMs)
  // Stays for good: between two owners of the socket an error would have nobody to go to.
  secured.on('error', (error) => {
    reject(error)
    // In the midst of a request Node would leave the socket open, and its end would be taken for the reason.
    if (isCertificateRequired(errnoOf(error))) secured.destroy()
  })
  secured.once('close', () => reject(new RelayError('R1012', `${host} (closed)`)))
  signal?.addEventListener('abort', stop)
  if (signal?.aborted === true) stop()
  return {
    met,
    forget() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
    },
  }
}
