import type { Socket } from 'node:net'

const HEAD_END = Buffer.from('\r\n\r\n')

/** What comes in on a socket, read only as far as it is asked for: the rest waits in the kernel, at the sender's cost. */
export class Intake {
  readonly #chunks: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)

  constructor(socket: Socket) {
    this.#chunks = socket.iterator({ destroyOnReturn: false })
  }

  /** @returns at most so many bytes, at least one; null when the other side has ended or is gone */
  async some(most: number): Promise<Buffer | null> {
    if (this.#rest.length === 0 && !(await this.#more())) return null
    const taken = this.#rest.subarray(0, most)
    this.#rest = this.#rest.subarray(taken.length)
    return taken
  }

  /** @returns the head of an HTTP message with its blank line; null when it does not come whole */
  async head(): Promise<Buffer | null> {
    for (;;) {
      const end = this.#rest.indexOf(HEAD_END)
      if (end >= 0) return this.some(end + HEAD_END.length)
      if (!(await this.#more())) return null
    }
  }

  async #more(): Promise<boolean> {
    // A connection that breaks ends here like one that is closed.
    const next = await this.#chunks.next().catch(() => null)
    if (next === null || next.done === true) return false
    this.#rest = Buffer.concat([this.#rest, next.value])
    return true
  }
}

/** Bytes of the body by Content-Length; 0 without one. */
export function bodyLength(head: Buffer): number {
  return Number(/^content-length: *(\d+)/im.exec(head.toString('latin1'))?.[1] ?? 0)
}
