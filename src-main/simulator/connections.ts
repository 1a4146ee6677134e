import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'

/** The TCP connections of one server, numbered from 1. */
export interface Connections {
  idOf(request: IncomingMessage): number
  /** Ends the request's connection with RST, under TLS too. */
  reset(request: IncomingMessage): void
  destroyAll(): void
}

interface Connection {
  readonly id: number
  readonly socket: Socket
}

/**
 * Keeps the raw sockets: under TLS a request knows only the encrypted one, which can neither be reset nor is it
 * there before the handshake is done. The peer's port finds the raw one, as all peers have the same address.
 */
export function trackConnections(server: Server): Connections {
  const open = new Map<number, Connection>()
  let count = 0

  server.on('connection', (socket: Socket) => {
    const port = socket.remotePort
    // The peer may be gone again before it was looked at.
    if (port === undefined) return
    count += 1
    const connection = { id: count, socket }
    open.set(port, connection)
    socket.once('close', () => {
      // The same port may already be in use again by the next connection.
      if (open.get(port) === connection) open.delete(port)
    })
  })

  const find = (request: IncomingMessage) => open.get(request.socket.remotePort ?? -1)
  return {
    idOf: (request) => find(request)?.id ?? 0,
    reset(request) {
      find(request)?.socket.resetAndDestroy()
      request.socket.destroy()
    },
    destroyAll() {
      for (const { socket } of open.values()) socket.destroy()
    },
  }
}
