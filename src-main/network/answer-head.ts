import type { Socket } from 'node:net'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'

/** What an HTTP/1.x answer to a bodyless request says before its body. */
export interface AnswerHead {
  readonly status: number
  /** By lower-case name; each line that came, in order. */
  readonly headers: ReadonlyMap<string, readonly string[]>
  /** The connection carries nothing more after this answer. */
  readonly isLast: boolean
}

const HEAD_LIMIT_BYTES = 64 * 1024
const BODY_LIMIT_BYTES = 1024 * 1024

/** Answers like 103 that come before the real one. */
const INTERIM_LIMIT = 8

/**
 * Reads one answer from a raw connection and puts back what came behind it. The body is read and dropped: another
 * request can follow.
 * @param method an answer to HEAD has no body; one to CONNECT has none if the way is open (RFC 9112 6.3)
 * @throws RelayError R1015 when the other side closes, sends something else, or does not come to an end. What the
 * socket was destroyed with, if that is a RelayError.
 */
export async function readAnswerHead(socket: Socket, method: 'HEAD' | 'CONNECT'): Promise<AnswerHead> {
  const incoming = new Incoming(socket)
  for (let interim = 0; interim < INTERIM_LIMIT; interim += 1) {
    const answer = parseHead(await incoming.head())
    if (answer.status < 200) continue
    const hasBody = method === 'CONNECT' && answer.status >= 300 && answer.status !== 304
    const hasEnd = !hasBody || (await drainBody(incoming, answer.headers))
    incoming.putBack()
    return { ...answer, isLast: answer.isLast || !hasEnd }
  }
  throw nonsense('too many answers')
}

/** @returns false when the body ends only with the connection */
async function drainBody(incoming: Incoming, headers: AnswerHead['headers']): Promise<boolean> {
  if (tokens(headers, 'transfer-encoding').includes('chunked')) {
    await drainChunks(incoming)
    return true
  }
  const [length] = headers.get('content-length') ?? []
  if (length === undefined) return false
  if (!/^\d{1,15}$/.test(length)) throw nonsense('length')
  await incoming.drop(Number(length))
  return true
}

async function drainChunks(incoming: Incoming): Promise<void> {
  for (;;) {
    const size = /^([0-9a-f]{1,8})\s*(?:;.*)?$/i.exec(await incoming.line())?.[1]
    if (size === undefined) throw nonsense('chunk')
    if (/^0+$/.test(size)) break
    await incoming.drop(Number.parseInt(size, 16))
    if ((await incoming.line()) !== '') throw nonsense('chunk')
  }
  // Trailers.
  while ((await incoming.line()) !== '');
}

function parseHead(head: string): AnswerHead {
  const [first = '', ...lines] = head.split(/\r?\n/)
  const [, minor, status] = /^HTTP\/1\.([01]) (\d{3})(?: |$)/.exec(first) ?? []
  if (status === undefined) throw nonsense('no HTTP')
  const headers = new Map<string, string[]>()
  for (const line of lines) {
    const [, name, value] = /^([^\s:]+)\s*:(.*)$/.exec(line) ?? []
    if (name === undefined || value === undefined) throw nonsense('header')
    const key = name.toLowerCase()
    headers.set(key, [...(headers.get(key) ?? []), value.trim()])
  }
  // Old proxies speak of the connection in a header of their own.
  const connection = [...tokens(headers, 'connection'), ...tokens(headers, 'proxy-connection')]
  const isLast = connection.includes('close') || (minor === '0' && !connection.includes('keep-alive'))
  return { status: Number(status), headers, isLast }
}

function tokens(headers: AnswerHead['headers'], name: string): string[] {
  return (headers.get(name) ?? [])
    .flatMap((line) => line.split(','))
    .map((token) => token.trim().toLowerCase())
}

/** The bytes of a socket as they come, never more than a few of them at a time. */
class Incoming {
  readonly #socket: Socket
  #bytes: Buffer = Buffer.alloc(0)
  #left = HEAD_LIMIT_BYTES + BODY_LIMIT_BYTES

  constructor(socket: Socket) {
    this.#socket = socket
  }

  /** Everything up to an empty line, without it. */
  head(): Promise<string> {
    return this.#until(/\r?\n\r?\n/)
  }

  line(): Promise<string> {
    return this.#until(/\r?\n/)
  }

  async drop(length: number): Promise<void> {
    for (let left = length; ; ) {
      const dropped = Math.min(left, this.#bytes.length)
      this.#bytes = this.#bytes.subarray(dropped)
      left -= dropped
      if (left === 0) return
      await this.#more()
    }
  }

  putBack(): void {
    if (this.#bytes.length > 0) this.#socket.unshift(this.#bytes)
  }

  async #until(end: RegExp): Promise<string> {
    for (;;) {
      const text = this.#bytes.toString('latin1')
      const found = end.exec(text)
      if (found !== null) {
        this.#bytes = this.#bytes.subarray(found.index + found[0].length)
        return text.slice(0, found.index)
      }
      if (this.#bytes.length > HEAD_LIMIT_BYTES) throw nonsense('endless')
      await this.#more()
    }
  }

  async #more(): Promise<void> {
    const chunk = await nextChunk(this.#socket)
    this.#left -= chunk.length
    if (this.#left < 0) throw nonsense('endless')
    this.#bytes = Buffer.concat([this.#bytes, chunk])
  }
}

/** Reads by hand instead of by 'data', so that nothing flows while the socket changes hands. */
async function nextChunk(socket: Socket): Promise<Buffer> {
  for (;;) {
    const chunk: Buffer | null = socket.read()
    if (chunk !== null) return chunk
    if (socket.errored instanceof RelayError) throw socket.errored
    if (socket.errored !== null)
      throw new RelayError('R1015', errnoOf(socket.errored), { cause: socket.errored })
    if (socket.destroyed || socket.readableEnded) throw new RelayError('R1015', 'closed')
    await readable(socket)
  }
}

function readable(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const events = ['readable', 'end', 'close', 'error'] as const
    const go = () => {
      for (const event of events) socket.off(event, go)
      resolve()
    }
    for (const event of events) socket.on(event, go)
  })
}

function nonsense(what: string): RelayError {
  return new RelayError('R1015', `answer: ${what}`)
}
