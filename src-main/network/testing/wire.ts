import type { Socket } from 'node:net'

/** The head of a request as it came. */
export interface RequestHead {
  readonly method: string
  readonly target: string
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
}

/** Reads requests from a raw connection; throws at its end. */
export class Wire {
  readonly #chunks: AsyncIterator<Buffer>
  #held = Buffer.alloc(0)

  constructor(socket: Socket) {
    this.#chunks = socket.iterator({ destroyOnReturn: false })
  }

  async head(): Promise<RequestHead> {
    for (;;) {
      const end = this.#held.indexOf('\r\n\r\n')
      if (end >= 0) {
        const head = this.#held.toString('latin1', 0, end)
        this.#held = this.#held.subarray(end + 4)
        return parse(head)
      }
      await this.#more()
    }
  }

  async *body({ headers }: RequestHead): AsyncGenerator<Buffer> {
    for (let left = Number(headers['content-length'] ?? 0); left > 0; ) {
      if (this.#held.length === 0) await this.#more()
      const part = this.#held.subarray(0, left)
      this.#held = this.#held.subarray(part.length)
      left -= part.length
      yield part
    }
  }

  /** Lets go of the connection. @returns what had come already */
  async release(): Promise<Buffer> {
    await this.#chunks.return?.()
    return this.#held
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#chunks.next()
    if (done === true) throw new Error('the connection ended')
    this.#held = Buffer.concat([this.#held, value])
  }
}

function parse(head: string): RequestHead {
  const [first = '', ...lines] = head.split('\r\n')
  const [method = '', target = ''] = first.split(' ')
  const pairs = lines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  })
  return { method, target, headers: Object.fromEntries(pairs) }
}
