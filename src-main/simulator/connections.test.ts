import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Connections, trackConnections } from './connections.ts'

let server: Server
let connections: Connections
let onRequest: (request: IncomingMessage) => void
let clients: Socket[]

beforeEach(async () => {
  clients = []
  server = createServer((request, response) => {
    onRequest(request)
    if (!request.socket.destroyed) response.end('ok')
  })
  connections = trackConnections(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  for (const client of clients) client.destroy()
  connections.destroyAll()
  await new Promise((resolve) => server.close(resolve))
})

function open(): Socket {
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  client.on('error', () => {})
  clients.push(client)
  return client
}

/** Sends one request on a connection and waits for its answer. */
async function ask(client: Socket): Promise<void> {
  client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  await new Promise((resolve) => client.once('data', resolve))
}

describe('trackConnections', () => {
  it('numbers connections, not requests', async () => {
    const seen: number[] = []
    onRequest = (request) => seen.push(connections.idOf(request))
    const first = open()
    await ask(first)
    await ask(first)
    const second = open()
    await ask(second)
    await ask(first)
    expect(seen).toEqual([1, 1, 2, 1])
  })

  it('never gives a number twice', async () => {
    const seen: number[] = []
    onRequest = (request) => seen.push(connections.idOf(request))
    for (let round = 1; round <= 5; round += 1) {
      const client = open()
      await ask(client)
      const closed = new Promise((resolve) => client.once('close', resolve))
      client.destroy()
      await closed
    }
    expect(seen).toEqual([1, 2, 3, 4, 5])
  })

  it('ends one connection with a reset and no other', async () => {
    onRequest = () => {}
    const stays = open()
    await ask(stays)
    onRequest = (request) => connections.reset(request)
    const ends = open()
    const broken = new Promise<string>((resolve) =>
      ends.once('error', (error) => resolve((error as NodeJS.ErrnoException).code ?? '')),
    )
    ends.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    expect(await broken).toBe('ECONNRESET')
    onRequest = () => {}
    await ask(stays)
  })

  it('ends them all, also those that asked for nothing yet', async () => {
    onRequest = () => {}
    const silent = open()
    const asking = open()
    const arrived = new Promise((resolve) => server.once('connection', resolve))
    await ask(asking)
    await arrived
    const closed = Promise.all(
      [silent, asking].map((client) => new Promise((resolve) => client.once('close', resolve))),
    )
    await new Promise<void>((resolve) => server.getConnections((_, count) => resolve(expect(count).toBe(2))))
    connections.destroyAll()
    await closed
  })
})
