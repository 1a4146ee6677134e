import { isIPv6, type Socket } from 'node:net'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { dial } from './dial.ts'
import { type Carrier, shakeHands } from './proxy-handshake.ts'
import type { ProxyRoute } from './route.ts'

export interface Target {
  readonly isSecure: boolean
  /** IPv6 without brackets. */
  readonly host: string
  readonly port: number
}

/** Connections through one proxy for one cycle. */
export class ProxyWay {
  readonly #route: ProxyRoute
  readonly #signal: AbortSignal
  #last: Promise<unknown> = Promise.resolve()

  /** @param signal destroys every connection, also later */
  constructor(route: ProxyRoute, signal: AbortSignal) {
    this.#route = route
    this.#signal = signal
  }

  /**
   * A connection past the proxy's authentication: the target itself for https, the proxy for http. One at a time, and
   * none after one that failed: eight folders that try a wrong password at once would lock the account.
   * @throws RelayError R1004, R1005, R1013, R1014, R1015
   */
  open(target: Target): Promise<Socket> {
    const opening = this.#last.then(() => this.#openNow(target))
    this.#last = opening
    return opening
  }

  async #openNow(target: Target): Promise<Socket> {
    const { authentication } = this.#route
    const carrier = carrierTo(target)
    const first = await this.#dial()
    const end = await shakeHands(first, carrier, authentication)
    if (end === 'through') return first
    first.destroy()
    const second = await this.#dial()
    if (end === 'known' || (await shakeHands(second, carrier, authentication)) === 'through') return second
    second.destroy()
    throw new RelayError('R1015', 'closed')
  }

  #dial(): Promise<Socket> {
    const { host, port } = this.#route
    return dial({ host, port, isProxy: true, signal: this.#signal })
  }
}

function carrierTo({ isSecure, host, port }: Target): Carrier {
  const authority = `${isIPv6(host) ? `[${host}]` : host}:${port}`
  if (isSecure) return { method: 'CONNECT', target: authority, host: authority }
  const url = new URL(`http://${authority}/`)
  return { method: 'HEAD', target: url.href, host: url.host }
}
