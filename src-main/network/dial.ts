import { connect, type Socket } from 'node:net'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { connectionError } from './connection-error.ts'

/** Time to get a connection, from the question for the name on; apart from the time that an upload may take. */
export const CONNECT_TIMEOUT_MS = 30_000

/** As long as Node lets a quiet connection be; a firewall forgets one later. */
const TCP_KEEP_ALIVE_MS = 60_000

export interface DialOptions {
  /** A name or an address, IPv6 without brackets. */
  readonly host: string
  readonly port: number
  /** It is the proxy that is dialled: then every trouble is R1004. */
  readonly isProxy: boolean
  /** Gives up at once, and destroys the connection also later. */
  readonly signal: AbortSignal
}

/**
 * A TCP connection.
 * @throws RelayError R1001 name, R1002 refused or unreachable, R1003 timeout; R1004 for all three at a proxy
 */
export function dial({ host, port, isProxy, signal }: DialOptions): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, signal })
    const timeout = setTimeout(
      () => socket.destroy(new RelayError(isProxy ? 'R1004' : 'R1003', 'ETIMEDOUT')),
      CONNECT_TIMEOUT_MS,
    )
    // Stays for good: between two owners of the socket an error would have nobody to go to.
    socket.on('error', (error) => {
      clearTimeout(timeout)
      reject(error instanceof RelayError ? error : reachingError(error, isProxy))
    })
    socket.once('connect', () => {
      clearTimeout(timeout)
      socket.setNoDelay(true).setKeepAlive(true, TCP_KEEP_ALIVE_MS)
      resolve(socket)
    })
  })
}

function reachingError(error: Error, isProxy: boolean): RelayError {
  const met = connectionError(error)
  return isProxy ? new RelayError('R1004', met.detail, { cause: error }) : met
}
