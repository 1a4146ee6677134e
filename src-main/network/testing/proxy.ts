import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { type RequestHead, Wire } from './wire.ts'

/** A request as a proxy met it. */
export interface SeenRequest extends RequestHead {
  /** Counts the TCP connections of this proxy from 1. */
  readonly connection: number
}

/** What a proxy does with a request: pass it on, write these bytes, say nothing more, or reset the connection. */
export type Verdict = 'pass' | 'silence' | 'reset' | { readonly raw: string; readonly close?: boolean }

/** Asked for each request before anything is passed on. */
export type Guard = (seen: SeenRequest) => Verdict

export interface TestProxy {
  readonly port: number
  readonly seen: readonly SeenRequest[]
  /** Connections that are open now. */
  readonly open: ReadonlySet<Socket>
  /** Bytes of request bodies outside of tunnels that came here. */
  bodyBytes(): number
}

/** An answer of the proxy's own, well formed; it closes if its headers say so. */
export function says(status: number, headers: readonly string[] = []): Guard {
  const body = 'a page of the proxy'
  const close = headers.some((header) => /^(?:proxy-)?connection: *close$/i.test(header))
  return ({ method }) => {
    const lines = [`HTTP/1.1 ${status} Said`, ...headers, `Content-Length: ${body.length}`]
    return { raw: `${lines.join('\r\n')}\r\n\r\n${method === 'HEAD' ? '' : body}`, close }
  }
}

/** A forward proxy on 127.0.0.1 for http and https targets; closed when the test is over. */
export async function testProxy(guard: Guard = () => 'pass'): Promise<TestProxy> {
  const seen: SeenRequest[] = []
  const open = new Set<Socket>()
  let connections = 0
  let bodyBytes = 0

  async function converse(socket: Socket, connection: number): Promise<void> {
    const wire = new Wire(socket)
    for (;;) {
      const head = await wire.head()
      const one = { ...head, connection }
      seen.push(one)
      const verdict = guard(one)
      if (verdict === 'silence') return
      if (verdict === 'reset') return void socket.resetAndDestroy()
      if (verdict === 'pass' && head.method === 'CONNECT') return tunnel(socket, wire, head)
      if (verdict === 'pass') {
        await passOn(socket, head, counted(wire.body(head)))
      } else {
        socket.write(verdict.raw)
        if (verdict.close === true) return void socket.end()
        for await (const _ of counted(wire.body(head)));
      }
    }
  }

  async function* counted(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of body) {
      bodyBytes += chunk.length
      yield chunk
    }
  }

  const server = createServer((socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket)).on('error', () => {})
    converse(socket, ++connections).catch(() => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    const closed = once(server, 'close')
    server.close()
    for (const socket of open) socket.destroy()
    await closed
  })
  return { port: (server.address() as AddressInfo).port, seen, open, bodyBytes: () => bodyBytes }
}

async function tunnel(socket: Socket, wire: Wire, { target }: RequestHead): Promise<void> {
  const { hostname, port } = new URL(`https://${target}`)
  const upstream = connect(Number(port) || 443, hostname)
  upstream.on('error', () => socket.destroy()).once('close', () => socket.destroy())
  socket.once('close', () => upstream.destroy())
  await once(upstream, 'connect')
  upstream.write(await wire.release())
  socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
  socket.pipe(upstream).pipe(socket)
}

/** As proxies do: what is meant for the proxy itself goes no further (RFC 9110 7.6.1). */
async function passOn(socket: Socket, head: RequestHead, body: AsyncIterable<Buffer>): Promise<void> {
  const { hostname, port, pathname } = new URL(head.target)
  const headers = Object.entries(head.headers).filter(([name]) => !/^(?:proxy-|connection$)/.test(name))
  const upstream = request({
    hostname,
    port,
    path: pathname,
    method: head.method,
    headers: Object.fromEntries(headers),
    agent: false,
  })
  const answered = once(upstream, 'response')
  for await (const chunk of body) if (!upstream.write(chunk)) await once(upstream, 'drain')
  upstream.end()
  const [response]: IncomingMessage[] = await answered
  if (response === undefined) throw new Error('no answer')
  const page = await buffer(response)
  socket.write(`HTTP/1.1 ${response.statusCode} Passed\r\nContent-Length: ${page.length}\r\n\r\n`)
  socket.write(page)
}
