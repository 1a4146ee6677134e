import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { ConnectionGone, Exchange } from './fault-exchange.ts'

/** What happens to one request of the relay's and to the answer. */
export type Fault = (exchange: Exchange) => Promise<void> | void

/** A TCP relay on 127.0.0.1 between the relay command and PMH, with real sockets. */
export interface FaultProxy {
  readonly url: string
  /** Resolves when a fault stalls: from then on nothing happens by itself. */
  readonly stalled: Promise<void>
  /** Ends every connection. @throws Error when a fault could not be played, or the relay had no limit */
  close(): Promise<void>
}

/**
 * Starts a relay that lets everything through but one exchange.
 * @param nth the exchange that meets the fault, counted from 1; the first begins with its connection
 */
export async function startFaultProxy(pmhPort: number, fault: Fault, nth: number): Promise<FaultProxy> {
  let stall = () => {}
  const stalled = new Promise<void>((resolve) => {
    stall = resolve
  })
  const open = new Set<Exchange>()
  const stories: Promise<void>[] = []
  const failures: unknown[] = []
  let begun = 0

  async function serve(exchange: Exchange): Promise<void> {
    try {
      while (exchange.isOpen) {
        begun += 1
        await (begun === nth ? fault : passOn)(exchange)
      }
    } catch (error) {
      if (!(error instanceof ConnectionGone)) failures.push(error)
    } finally {
      exchange.close()
      open.delete(exchange)
    }
  }

  // Half open: a FIN of the relay's must not end what is still to be sent.
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const exchange = new Exchange(socket, pmhPort, stall)
    open.add(exchange)
    stories.push(serve(exchange))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stalled,
    async close() {
      const closed = once(server, 'close')
      server.close()
      for (const exchange of open) exchange.close()
      await Promise.all([closed, ...stories])
      if (failures.length > 0) throw failures[0]
    },
  }
}

async function passOn(exchange: Exchange): Promise<void> {
  await exchange.write((await exchange.arrive()).raw)
}
