import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { SimulatedAnswer } from './answer.ts'

const BLANKS = Buffer.alloc(64 * 1024, ' ')

/** Statuses that RFC 9110 sends without a body. */
const BODILESS = [204, 205, 304]

/**
 * Sends a decided answer and resolves when it left, or when the client is gone: what the client makes of an answer
 * is the client's story.
 */
export async function sendAnswer(response: ServerResponse, answer: SimulatedAnswer): Promise<void> {
  const body = BODILESS.includes(answer.status) ? Buffer.alloc(0) : Buffer.from(answer.body)
  const length = Math.max(body.length, answer.paddedBytes ?? 0)
  response.writeHead(answer.status, { ...answer.headers, 'content-length': length })
  if (answer.isCutShort === true) {
    await write(response, body.subarray(0, Math.ceil(body.length / 2)))
    response.destroy()
    return
  }
  // A client may turn away from a long answer; that is its right.
  await pipeline(Readable.from(padded(body, length)), response).catch(() => {})
}

function write(response: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve)
    response.write(bytes, () => resolve())
  })
}

function* padded(body: Buffer, length: number): Generator<Buffer> {
  if (body.length > 0) yield body
  for (let left = length - body.length; left > 0; left -= BLANKS.length) yield BLANKS.subarray(0, left)
}
