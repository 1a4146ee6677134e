import { EventEmitter, once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import tls from 'node:tls'
import { onTestFinished } from 'vitest'

export interface Peer {
  readonly port: number
  /** A connection to it. */
  dial(): Promise<Socket>
  /** Bytes of requests that came through, asked once its connections have ended. */
  applicationBytes(): Promise<number>
}

/** A server that only shakes hands; closed when the test is over. */
export async function tlsPeer(options: tls.TlsOptions): Promise<Peer> {
  let bytes = 0
  const server = tls.createServer(options)
  const peer = await listening(server, (ended) => {
    server.on('tlsClientError', ended)
    server.on('secureConnection', (socket) => {
      socket.on('error', () => {})
      socket.on('data', (chunk: Buffer) => (bytes += chunk.length))
      socket.once('close', ended)
    })
  })
  return { ...peer, applicationBytes: () => peer.allEnded().then(() => bytes) }
}

/** A server that speaks something else than TLS, or nothing. */
export async function rawPeer(answer: (socket: Socket) => void): Promise<Peer> {
  const server = createServer(answer)
  const peer = await listening(server, (ended) => {
    server.on('connection', (socket) => socket.resume().once('close', ended))
  })
  return { ...peer, applicationBytes: () => peer.allEnded().then(() => 0) }
}

/** @param observe has to tell the end of each connection */
async function listening(server: Server, observe: (ended: () => void) => void) {
  const sockets = new Set<Socket>()
  const ends = new EventEmitter()
  let open = 0
  server.on('connection', (socket: Socket) => {
    open += 1
    sockets.add(socket.on('error', () => {}))
  })
  observe(() => {
    open -= 1
    ends.emit('end')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    async dial() {
      const socket = connect(port, '127.0.0.1')
      await once(socket, 'connect')
      // As the way's own dialling does.
      return socket.on('error', () => {})
    },
    async allEnded() {
      while (open > 0) await once(ends, 'end')
    },
  }
}
