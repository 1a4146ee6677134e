import type { Socket } from 'node:net'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Settings } from '../../src-shared/domain/settings.ts'
import { diagnosisFact } from '../../src-shared/text/ja/diagnosis.ts'
import { describeCertificate } from '../network/certificate-description.ts'
import { connectionError } from '../network/connection-error.ts'
import { type DialOptions, dial } from '../network/dial.ts'
import { ProxyWay, type Target } from '../network/proxy-way.ts'
import { type Route, routeOf } from '../network/route.ts'
import { secureConnection } from '../network/secure.ts'
import { openTrust } from '../network/trust.ts'
import type { StepEnd } from './step-list.ts'

/** What a proxy says of the password, not of the way. */
const ABOUT_PASSWORD: ReadonlySet<string> = new Set(['R1005', 'R1013'])

export type Dialled = Omit<DialOptions, 'signal'>

/** The part of the way from this computer to the target's door: connection, proxy, TLS. */
export class WaySteps {
  readonly #settings: Settings
  readonly #route: Route
  readonly #target: Target
  readonly #signal: AbortSignal
  readonly #ended = new AbortController()
  #socket: Socket | null = null
  #refused: RelayError | null = null

  constructor(settings: Settings, signal: AbortSignal) {
    this.#settings = settings
    this.#route = routeOf(settings)
    this.#target = targetOf(settings.PostRegistrationTasksBaseURL)
    this.#signal = AbortSignal.any([signal, this.#ended.signal])
  }

  /** Who is called by this computer itself: with a proxy, the target's name is the proxy's business. */
  get dialled(): Dialled {
    const { host, port } = this.#route ?? this.#target
    return { host, port, isProxy: this.#route !== null }
  }

  async connect(): Promise<StepEnd> {
    const { host, port, isProxy } = this.dialled
    try {
      this.#socket = await dial({ host, port, isProxy, signal: this.#signal })
      return { result: 'ok', fact: diagnosisFact.connected(host, port, isProxy) }
    } catch (error) {
      const { code, detail } = connectionError(error)
      return { result: 'failed', fact: diagnosisFact.notConnected(host, port, detail), code }
    }
  }

  async passProxy(): Promise<StepEnd> {
    if (this.#route === null) return { result: 'omitted', fact: diagnosisFact.noProxy }
    this.#socket?.destroy()
    try {
      this.#socket = await new ProxyWay(this.#route, this.#signal).open(this.#target)
      return { result: 'ok', fact: diagnosisFact.proxyThrough }
    } catch (error) {
      if (!(error instanceof RelayError) || !ABOUT_PASSWORD.has(error.code)) throw error
      this.#refused = error
      return { result: 'ok', fact: diagnosisFact.proxyAnswered }
    }
  }

  /** @throws RelayError R1005, R1013 as {@link passProxy} met them */
  proxyAuthentication(): StepEnd {
    if (this.#refused !== null) throw this.#refused
    if (this.#route === null) return { result: 'omitted', fact: diagnosisFact.noProxy }
    const { scheme } = this.#route.authentication
    if (scheme === 'none') return { result: 'omitted', fact: diagnosisFact.noProxyAuthentication }
    return { result: 'ok', fact: diagnosisFact.proxyAuthenticated(scheme) }
  }

  async secure(): Promise<StepEnd> {
    if (!this.#target.isSecure) return { result: 'omitted', fact: diagnosisFact.notSecure }
    if (this.#socket === null) throw new TypeError('not connected')
    const trust = await openTrust(this.#settings)
    const secured = await secureConnection(this.#socket, {
      host: this.#target.host,
      trust,
      signal: this.#signal,
    })
    const certificate = secured.getPeerX509Certificate()
    const shown = certificate === undefined ? null : describeCertificate(certificate)
    return {
      result: 'ok',
      fact: diagnosisFact.secured(
        secured.getProtocol() ?? 'TLS',
        shown?.subject ?? '-',
        shown?.validTo ?? '-',
      ),
    }
  }

  close(): void {
    this.#ended.abort()
    this.#socket?.destroy()
  }
}

function targetOf(base: string): Target {
  const { protocol, hostname, port } = new URL(base)
  const isSecure = protocol === 'https:'
  return { isSecure, host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (isSecure ? 443 : 80) }
}
