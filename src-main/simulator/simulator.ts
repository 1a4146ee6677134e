import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { type SimulatedAnswer, unauthorizedAnswer, webServerAnswer } from './answer.ts'
import type { Behaviour } from './behaviour.ts'
import { type BehaveOptions, type BehaviourPlan, createBehaviourPlan } from './behaviour-plan.ts'
import { trackConnections } from './connections.ts'
import { answerControl, isControlPath } from './control.ts'
import { findEndpoint, uploadEndpoints } from './endpoint.ts'
import { type ReceivedUpload, seenToken, type UploadUnderWay } from './received-upload.ts'
import { sendAnswer } from './send-answer.ts'
import { createSerialNumbers } from './serial-number.ts'
import { bearerToken, receiveUpload, requestPath } from './upload.ts'
import { createUploadBook } from './upload-book.ts'

export interface SimulatorOptions {
  /** 0 or absent: any free port. */
  readonly port?: number
  /** The tokens that are accepted, one per scheme. */
  readonly tokens: readonly string[]
  /** PEM; with it the simulator speaks https. */
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer }
  /** One JSON line per upload is appended there, each flushed to the disk. */
  readonly recordFile?: string
  /** The date in serial numbers and `at`. */
  readonly now?: () => Date
  /** Whether `/simulator/…` is served for practice by hand. */
  readonly hasControl?: boolean
}

/** A stand-in for PMH on 127.0.0.1. */
export interface Simulator {
  /** `http://127.0.0.1:PORT` or `https://…`, without a slash at the end: a base URL. */
  readonly url: string
  readonly port: number
  /** Finished and broken uploads in the order of their end, the last 10,000. */
  readonly received: readonly ReceivedUpload[]
  /** All of them since the start. */
  readonly receivedCount: number
  readonly underWay: readonly UploadUnderWay[]
  /** See {@link BehaviourPlan}. A behaviour is chosen when the head of an upload arrives. */
  behave(behaviour: Behaviour | null, options?: BehaveOptions): void
  /** Lets everything go on that `hold_body` holds at this moment. */
  release(): void
  /** Resolves with the upload that ends next, well or broken, from now on; rejects when the simulator is closed. */
  nextUpload(): Promise<ReceivedUpload>
  /** Resolves once the predicate holds; asked now and whenever an upload begins, changes its state or ends. */
  waitFor(predicate: (simulator: Simulator) => boolean): Promise<void>
  /**
   * Ends every connection; uploads under way end as broken.
   * @throws Error when something of a request failed that was not its connection, such as writing the record
   */
  close(): Promise<void>
}

/**
 * Starts a simulator; it listens on 127.0.0.1 alone.
 * @throws Error (errno) when the port is taken or the record file cannot be opened, or when the certificate is unusable
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const endpoints = uploadEndpoints()
  const now = options.now ?? (() => new Date())
  const plan: BehaviourPlan = createBehaviourPlan()
  const stories = new Set<Promise<void>>()
  const failures: unknown[] = []
  let releases: readonly (() => void)[] = []

  const server = createWebServer(options.tls, (request, response) => {
    const story = answerRequest(request, response).catch((error: unknown) => {
      failures.push(error)
      response.destroy()
    })
    stories.add(story)
    void story.then(() => stories.delete(story))
  })
  const connections = trackConnections(server)
  const book = createUploadBook(options.recordFile)
  const port = await listen(server, options.port ?? 0).catch((error: unknown) => {
    book.close()
    throw error
  })

  const surroundings = {
    tokens: options.tokens,
    endpoints,
    plan,
    book,
    nextSerial: createSerialNumbers(now),
    now,
    released: () => new Promise<void>((resolve) => (releases = [...releases, resolve])),
    connectionId: connections.idOf,
    reset: connections.reset,
  }

  async function answerRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = requestPath(request)
    if (options.hasControl === true && isControlPath(path)) return answerControl(request, response, simulator)
    if (request.method === 'POST') return receiveUpload(request, response, surroundings)
    request.resume()
    await sendAnswer(response, answerWithoutUpload(request, path))
  }

  /** As gateways do, the token is minded before the method. */
  function answerWithoutUpload(request: IncomingMessage, path: string): SimulatedAnswer {
    if (findEndpoint(endpoints, path) === null) return webServerAnswer(404)
    const { index } = seenToken(bearerToken(request), options.tokens)
    return index === null ? unauthorizedAnswer() : webServerAnswer(405)
  }

  const simulator: Simulator = {
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    received: book.received,
    underWay: book.underWay,
    get receivedCount() {
      return book.receivedCount
    },
    behave: plan.behave,
    release() {
      const waiting = releases
      releases = []
      for (const resolve of waiting) resolve()
    },
    nextUpload: book.next,
    waitFor: (predicate) => book.when(() => predicate(simulator)),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      connections.destroyAll()
      await closed
      await Promise.all(stories)
      book.close()
      if (failures.length > 0) throw failures[0]
    },
  }
  return simulator
}

/** The certificate is judged here. No time limit of Node's own: a slow upload may take hours. */
function createWebServer(tls: SimulatorOptions['tls'], listener: RequestListener): Server {
  const limits = { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 60_000 }
  return tls === undefined ? createServer(limits, listener) : createTlsServer({ ...limits, ...tls }, listener)
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}
