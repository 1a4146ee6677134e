import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/simulator.ts'
import { TOKEN } from './diagnosed.ts'

/** A target that no file may reach: the test fails when one began to come. */
export async function quietPmh(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const pmh = await startSimulator({ tokens: [TOKEN], ...options })
  onTestFinished(async () => {
    const { receivedCount, underWay } = pmh
    await pmh.close()
    expect([receivedCount, underWay.length]).toEqual([0, 0])
  })
  return pmh
}

/** An http target that answers as it likes, and is asked nothing but GET. @returns its URL */
export async function quietTarget(answer: RequestListener): Promise<string> {
  const methods = new Set<string | undefined>()
  const server = createServer((request, response) => {
    methods.add(request.method)
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
    expect([...methods]).toEqual(['GET'])
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A port of 127.0.0.1 where nobody listens. */
export async function deadPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
