import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ChattyProxy {
  readonly port: number
  /** Refuses everybody from now on, or no longer. */
  refuse(isRefusing: boolean): void
  close(): Promise<void>
}

/**
 * A forward proxy that wants Basic, and says more than it should: its 407 repeats the request's headers in reason,
 * headers and body, as gateways do that somebody left in debugging mode.
 */
export async function startChattyProxy(user: string, password: string): Promise<ChattyProxy> {
  const right = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  let isRefusing = false
  const server = createServer((incoming, outgoing) => {
    const { 'proxy-authorization': proof, ...headers } = incoming.headers
    if (isRefusing || proof !== right) {
      const echo = JSON.stringify({ message: `${proof} ${headers.authorization} ${password}` })
      outgoing.writeHead(407, `no ${proof}`, {
        'Proxy-Authenticate': `Basic realm="${password}"`,
        'X-Echo': String(headers.authorization),
        Connection: 'close',
      })
      return void outgoing.end(incoming.method === 'HEAD' ? '' : echo)
    }
    const onward = request(
      incoming.url ?? '',
      { method: incoming.method, headers, agent: false },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      },
    )
    onward.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    refuse: (value) => {
      isRefusing = value
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
