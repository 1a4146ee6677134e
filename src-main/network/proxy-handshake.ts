import type { Socket } from 'node:net'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { type AnswerHead, readAnswerHead } from './answer-head.ts'
import { authenticateMessage, negotiateMessage } from './ntlm/message.ts'
import { namesOf, proxyOffers } from './proxy-offer.ts'
import type { ProxyAuthentication } from './route.ts'

/** A request without a body by which a proxy lets us through or not. */
export interface Carrier {
  /**
   * CONNECT opens a tunnel for https. HEAD asks for a page of an http target, also where no authentication is set up:
   * a 407, or a target that is not there, is met before a file is on its way.
   */
  readonly method: 'CONNECT' | 'HEAD'
  /** `host:port` for CONNECT, an absolute URL for HEAD (RFC 9112 3.2). */
  readonly target: string
  /** The target's, as its Host header says it. */
  readonly host: string
}

/**
 * What one connection came to. through: it can be used. The proxy closes it with the other two: known is a fresh one as
 * good as past the authentication, lost must begin anew there, since NTLM holds for one connection alone.
 */
export type HandshakeEnd = 'through' | 'known' | 'lost'

/**
 * Time that a proxy has for all answers together. A proxy's own patience with its target is a minute in Squid, and its
 * word for that is better than our silence.
 */
export const HANDSHAKE_TIMEOUT_MS = 75_000

/**
 * Gets one fresh connection to a proxy past its authentication, before any byte of a file leaves.
 * @throws RelayError R1005 refused, R1013 another method, R1014 no way to the target, R1015 closed or nonsense
 */
export async function shakeHands(
  socket: Socket,
  carrier: Carrier,
  authentication: ProxyAuthentication,
): Promise<HandshakeEnd> {
  const timeout = setTimeout(() => socket.destroy(new RelayError('R1015', 'timeout')), HANDSHAKE_TIMEOUT_MS)
  try {
    const first = await ask(socket, carrier, firstCredentials(authentication))
    if (first.status !== 407) return judge(first, carrier)
    if (authentication.scheme !== 'NTLM') throw refusal(first, authentication)
    const challenge = ntlmChallenge(first)
    if (challenge === undefined) throw refusal(first, authentication)
    if (first.isLast) return 'lost'
    const proof = authenticateMessage(authentication, challenge)
    const second = await ask(socket, carrier, `NTLM ${proof.toString('base64')}`)
    if (second.status === 407) throw refusal(second, authentication)
    return judge(second, carrier) === 'through' ? 'through' : 'lost'
  } catch (error) {
    socket.destroy()
    throw error
  } finally {
    clearTimeout(timeout)
  }
}

/** Proxies that ask first often close then; NTLM's first message holds no secret. */
function firstCredentials(authentication: ProxyAuthentication): string | null {
  if (authentication.scheme === 'NTLM') return `NTLM ${negotiateMessage().toString('base64')}`
  return basicCredentials(authentication)
}

/** The header's value for Basic, in UTF-8 (RFC 7617); null for the other methods. */
export function basicCredentials(authentication: ProxyAuthentication): string | null {
  if (authentication.scheme !== 'Basic') return null
  const { user, password } = authentication
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}

async function ask(socket: Socket, carrier: Carrier, credentials: string | null): Promise<AnswerHead> {
  const lines = [
    `${carrier.method} ${carrier.target} HTTP/1.1`,
    `Host: ${carrier.host}`,
    'User-Agent: PMH_Relay',
    'Proxy-Connection: Keep-Alive',
    ...(credentials === null ? [] : [`Proxy-Authorization: ${credentials}`]),
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  return await readAnswerHead(socket, carrier.method)
}

/** The proxy did not ask for more. */
function judge({ status, isLast }: AnswerHead, { method }: Carrier): HandshakeEnd {
  if (method === 'CONNECT') {
    if (status < 200 || status >= 300) throw new RelayError('R1014', `HTTP${status}`)
    return 'through'
  }
  // Whatever else a target thinks of HEAD; but behind these words of a gateway an upload would be in doubt.
  if (status >= 502 && status <= 504) throw new RelayError('R1014', `HTTP${status}`)
  return isLast ? 'known' : 'through'
}

/** @returns empty when the proxy names NTLM only once more, undefined when it does not do that either */
function ntlmChallenge({ headers }: AnswerHead): Buffer | undefined {
  const offers = proxyOffers(headers.get('proxy-authenticate') ?? [])
  const offer = offers.find(({ scheme }) => scheme === 'ntlm')
  return offer === undefined ? undefined : Buffer.from(offer.token, 'base64')
}

/** Names why a 407 is the end, by what the proxy offers. */
function refusal({ headers }: AnswerHead, { scheme }: ProxyAuthentication): RelayError {
  const offers = proxyOffers(headers.get('proxy-authenticate') ?? [])
  // A proxy that names no method at all just says no.
  if (offers.length === 0 || offers.some((offer) => offer.scheme === scheme.toLowerCase()))
    return new RelayError('R1005', 'HTTP407')
  return new RelayError('R1013', `Proxy-Authenticate: ${namesOf(offers)}; ProxyAuthType: ${scheme}`)
}
