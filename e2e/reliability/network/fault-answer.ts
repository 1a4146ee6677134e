import type { Fault } from './fault-proxy.ts'

/** A serial number that PMH never gave. */
export const SERIAL = '{"processingSerialNumber":"S0020241022000000000000"}'
export const PMH_ERROR = '{"errorCode":"E4000012","errorMessage":"rejected"}'
export const PAGE = '<!DOCTYPE html><html><body><h1>Login</h1></body></html>'

export type Headers = Readonly<Record<string, string | readonly string[]>>

/** One answer as it goes over the line; its length is declared unless it is chunked. */
export function answer(status: number, body: Buffer | string, headers: Headers = {}): Buffer {
  const length = 'transfer-encoding' in headers ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  return undeclared(status, body, { ...length, ...headers })
}

/** An answer that says nothing of its length: the end of the connection is its own. */
export function undeclared(status: number, body: Buffer | string, headers: Headers = {}): Buffer {
  const lines = Object.entries({ 'content-type': 'application/json', ...headers }).flatMap(([name, value]) =>
    [value].flat().map((each) => `${name}: ${each}\r\n`),
  )
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${lines.join('')}\r\n`), Buffer.from(body)])
}

export const CHUNKED = { 'transfer-encoding': 'chunked' } as const

/** In chunks of one byte. @param end what comes behind them, `0` and two line ends as it should be */
export function chunks(body: Buffer, end: string): string {
  return [...body].map((byte) => `1\r\n${String.fromCharCode(byte)}\r\n`).join('') + end
}

/** PMH does its part with the whole file, and the relay gets another answer, made of the body of PMH's. */
export function answered(make: (body: Buffer) => Buffer | string, then?: 'end' | 'reset' | 'stall'): Fault {
  return async (exchange) => {
    const { body } = await exchange.arrive()
    await exchange.write(make(body))
    if (then !== undefined) await exchange[then]()
  }
}

/** PMH does its part, and the relay gets an answer without an end. */
export function flooded(begin: (body: Buffer) => Buffer | string, chunk: string): Fault {
  return async (exchange) => {
    const { body } = await exchange.arrive()
    await exchange.write(begin(body))
    await exchange.flood(chunk)
  }
}

/** PMH hears nothing of a whole request; somebody before it answers. */
export function turnedAway(bytes: Buffer): Fault {
  return async (exchange) => {
    await exchange.take()
    await exchange.write(bytes)
  }
}

/** The answer comes when the head of the request has come. */
export function early(bytes: Buffer | string, then: 'untilGone' | 'end'): Fault {
  return async (exchange) => {
    await exchange.takeHead()
    await exchange.write(bytes)
    await exchange[then]()
  }
}

/** Something that is no answer yet, and then PMH's own. @param isEarly while the body is still to come */
export function announced(status: number, isEarly: boolean): Fault {
  return async (exchange) => {
    if (isEarly) await exchange.pass(0)
    else await exchange.pass()
    await exchange.write(`HTTP/1.1 ${status} X\r\n\r\n`)
    await exchange.write((await exchange.arrive()).raw)
  }
}
