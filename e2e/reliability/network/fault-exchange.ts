import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { bodyLength, Intake } from './fault-intake.ts'

/** More than kernel buffers take in: who reads so much of an endless answer has no limit. 64 MiB. */
const ENDLESS_BYTES = 64 * 1024 * 1024

/** The relay (or PMH) has closed or broken its connection, which ends the story of an exchange. */
export class ConnectionGone extends Error {}

/** PMH's own answer as it came. */
export interface PmhAnswer {
  readonly raw: Buffer
  /** The body, JSON with a serial number when PMH accepted. */
  readonly body: Buffer
}

/** One connection of the relay's, and the one to PMH behind it: the words of which faults are made. */
export class Exchange {
  readonly #relay: Socket
  readonly #intake: Intake
  readonly #pmhPort: number
  readonly #stalled: () => void
  #pmh: { readonly socket: Socket; readonly intake: Intake } | null = null
  /** Bytes of the body that have not come yet; null before the head. */
  #left: number | null = null

  constructor(relay: Socket, pmhPort: number, stalled: () => void) {
    this.#relay = relay
    this.#intake = new Intake(relay)
    this.#pmhPort = pmhPort
    this.#stalled = stalled
    // Told by the intake as well.
    relay.on('error', () => {})
  }

  get isOpen(): boolean {
    return !this.#relay.destroyed && !this.#relay.writableEnded
  }

  /** Lets the head and so many more bytes of the body through to PMH; a negative number leaves so many out. */
  async pass(bodyBytes = Number.POSITIVE_INFINITY): Promise<void> {
    if (this.#left === null) {
      const head = await this.takeHead()
      await this.#toPmh(head)
      this.#left = bodyLength(head)
    }
    const stay = bodyBytes < 0 ? -bodyBytes : Math.max(0, this.#left - bodyBytes)
    while (this.#left > stay) {
      const chunk = await this.#taken(this.#intake.some(this.#left - stay))
      await this.#toPmh(chunk)
      this.#left -= chunk.length
    }
  }

  /** Lets a part of the head through. */
  async passWithinHead(): Promise<void> {
    await this.#toPmh(await this.#taken(this.#intake.some(20)))
  }

  /** Reads the head alone; PMH hears nothing of it. */
  takeHead(): Promise<Buffer> {
    return this.#taken(this.#intake.head())
  }

  /** Reads the request whole; PMH hears nothing of it. */
  async take(): Promise<void> {
    const head = await this.takeHead()
    for (let left = bodyLength(head); left > 0; ) left -= (await this.#taken(this.#intake.some(left))).length
  }

  /** Lets the request through whole and waits for PMH's answer, which the relay does not see yet. */
  async arrive(): Promise<PmhAnswer> {
    await this.pass()
    this.#left = null
    const { intake } = this.#upstream()
    const head = await this.#taken(intake.head())
    const body: Buffer[] = []
    for (let left = bodyLength(head); left > 0; left -= body.at(-1)?.length ?? 0)
      body.push(await this.#taken(intake.some(left)))
    return { raw: Buffer.concat([head, ...body]), body: Buffer.concat(body) }
  }

  /** Resolves when the bytes are with the kernel, or the relay is gone. */
  write(bytes: Buffer | string): Promise<void> {
    return new Promise((resolve) => void this.#relay.write(bytes, () => resolve()))
  }

  /** Each byte is a packet of its own. */
  async drip(bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length; at += 1) {
      await this.write(bytes.subarray(at, at + 1))
      await nextTurn()
    }
  }

  /** Goes on writing until the relay turns away. @throws Error when it never does */
  async flood(chunk: string): Promise<void> {
    for (let sent = 0; !this.#relay.destroyed; sent += chunk.length) {
      if (sent > ENDLESS_BYTES) throw new Error(`the relay has read ${sent} bytes of an endless answer`)
      await this.write(chunk)
    }
  }

  /** RST. */
  reset(): void {
    this.#relay.resetAndDestroy()
  }

  /** FIN; the relay may still send, and is listened to until it closes too. */
  async end(): Promise<void> {
    const finished = once(this.#relay, 'finish').catch(() => {})
    this.#relay.end()
    await finished
    await this.untilGone()
  }

  /** Reads and drops everything until the relay closes. */
  async untilGone(): Promise<void> {
    while ((await this.#intake.some(Number.POSITIVE_INFINITY)) !== null);
    this.#relay.destroy()
  }

  /** Neither reads nor writes any more, and does not close. */
  async stall(): Promise<void> {
    this.#stalled()
    if (!this.#relay.destroyed) await once(this.#relay, 'close')
  }

  /** Ends both connections; PMH sees an upload that did not end as broken. */
  close(): void {
    this.#relay.destroy()
    this.#pmh?.socket.resetAndDestroy()
  }

  async #taken(bytes: Promise<Buffer | null>): Promise<Buffer> {
    const taken = await bytes
    if (taken === null) throw new ConnectionGone()
    return taken
  }

  #upstream(): { readonly socket: Socket; readonly intake: Intake } {
    if (this.#pmh === null) {
      const socket = connect({ port: this.#pmhPort, host: '127.0.0.1', noDelay: true })
      socket.on('error', () => {})
      this.#pmh = { socket, intake: new Intake(socket) }
    }
    return this.#pmh
  }

  async #toPmh(bytes: Buffer): Promise<void> {
    const { socket } = this.#upstream()
    await new Promise<void>((resolve) => void socket.write(bytes, () => resolve()))
  }
}
