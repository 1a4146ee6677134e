import type { Socket } from 'node:net'
import { Agent, type buildConnector, Dispatcher } from 'undici'
import type { Settings } from '../../src-shared/domain/settings.ts'
import { passOverContinue } from './continue-answer.ts'
import { dial } from './dial.ts'
import { basicCredentials } from './proxy-handshake.ts'
import { ProxyWay, type Target } from './proxy-way.ts'
import { type Route, type RouteSettings, routeOf } from './route.ts'
import { secureConnection } from './secure.ts'
import { openTrust, type Trust } from './trust.ts'

/** A server may have forgotten a connection that was quiet for longer; a try on it would be lost. */
const IDLE_LIMIT_MS = 2_000

/**
 * The way to the target by the settings: direct with an empty ProxyAddress, else through the proxy, always. Whatever
 * keeps it from being opened for a request is a RelayError. Connections are kept from one request to the next, and none
 * outlives `destroy()`.
 * @throws RelayError R1028 when a certificate file cannot be read or holds no certificate
 */
export async function openDispatcher(
  settings: RouteSettings & Pick<Settings, 'CaCertificateFiles'>,
): Promise<Dispatcher> {
  return new RouteDispatcher(routeOf(settings), await openTrust(settings))
}

/** undici's own ProxyAgent knows no NTLM, and tells a refusal only in the text of its errors. */
class RouteDispatcher extends Dispatcher {
  readonly #agent: Agent
  readonly #trust: Trust
  readonly #proxy: ProxyWay | null
  /** What each request to an http target says to the proxy besides its own headers. */
  readonly #proxyHeaders: Readonly<Record<string, string>>
  readonly #destroyed = new AbortController()

  constructor(route: Route, trust: Trust) {
    super()
    this.#trust = trust
    this.#proxy = route === null ? null : new ProxyWay(route, this.#destroyed.signal)
    this.#proxyHeaders = proxyHeaders(route)
    this.#agent = new Agent({
      connect: (options, callback) => {
        this.#connect(targetOf(options)).then(
          (socket) => callback(null, socket),
          (error: Error) => callback(error, null),
        )
      },
      keepAliveTimeout: IDLE_LIMIT_MS,
      keepAliveMaxTimeout: IDLE_LIMIT_MS,
      // undici's hidden 300 s limits are off (No 3).
      headersTimeout: 0,
      bodyTimeout: 0,
    })
  }

  /** @param options with headers as a plain object */
  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const { origin, protocol } = new URL(String(options.origin))
    if (this.#proxy === null || protocol === 'https:') return this.#agent.dispatch(options, handler)
    // RFC 9112 3.2.2: a proxy is asked for the whole URL.
    const headers = { ...options.headers, ...this.#proxyHeaders }
    return this.#agent.dispatch({ ...options, path: origin + options.path, headers }, handler)
  }

  override async destroy(): Promise<void> {
    this.#destroyed.abort()
    await this.#agent.destroy()
  }

  async #connect(target: Target): Promise<Socket> {
    const { signal } = this.#destroyed
    const socket = await (this.#proxy?.open(target) ?? dial({ ...target, isProxy: false, signal }))
    if (!target.isSecure) return passOverContinue(socket)
    return passOverContinue(await secureConnection(socket, { host: target.host, trust: this.#trust, signal }))
  }
}

function targetOf({ protocol, hostname, port }: buildConnector.Options): Target {
  const isSecure = protocol === 'https:'
  return { isSecure, host: hostname, port: Number(port) || (isSecure ? 443 : 80) }
}

/** NTLM needs none: it has proved the connection itself. */
function proxyHeaders(route: Route): Record<string, string> {
  if (route === null) return {}
  const credentials = basicCredentials(route.authentication)
  const kept = { 'proxy-connection': 'Keep-Alive' }
  return credentials === null ? kept : { ...kept, 'proxy-authorization': credentials }
}
