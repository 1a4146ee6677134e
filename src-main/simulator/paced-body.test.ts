import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Behaviour } from './behaviour.ts'
import { createBodyTally } from './body-tally.ts'
import { type BodyPace, paceOf, readPacedBody } from './paced-body.ts'
import { openUpload } from './testing/upload-client.ts'

interface Reading {
  readonly result: 'end' | 'stopped' | 'broken'
  readonly bytes: number
  /** How much was read at each hold. */
  readonly holds: readonly number[]
}

let server: Server
let pace: BodyPace
let readings: Promise<Reading>[]
let onHold: () => Promise<void>

beforeEach(async () => {
  readings = []
  onHold = () => Promise.resolve()
  server = createServer((request, response) => {
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const tally = createBodyTally('text/csv')
    const holds: number[] = []
    const hold = () => {
      holds.push(tally.bodyBytes)
      return onHold()
    }
    const read = readPacedBody(request, tally, pace, hold, gone.signal).catch(() => 'broken' as const)
    readings.push(
      read.then((result) => {
        response.end()
        return { result, bytes: tally.bodyBytes, holds }
      }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** Sends `bytes` in pieces of `size`, as the network might. */
async function read(bytes: number, size: number): Promise<Reading | undefined> {
  const { request, answer } = openUpload(url(), { contentLength: bytes })
  for (let sent = 0; sent < bytes; sent += size) request.write(Buffer.alloc(Math.min(size, bytes - sent)))
  request.end()
  await answer
  return readings[0]
}

describe('paceOf', () => {
  it.each<[Behaviour | null, BodyPace]>([
    [null, {}],
    ['stall', {}],
    ['reset_after_body', {}],
    [{ kind: 'status', status: 500 }, {}],
    ['reset_before_body', { stopAfter: 0 }],
    [{ kind: 'reset_after_bytes', bytes: 7 }, { stopAfter: 7 }],
    [{ kind: 'hold_body', afterBytes: 7 }, { holdAfter: 7 }],
    [{ kind: 'drip', bytesPerSecond: 7 }, { bytesPerSecond: 7 }],
  ])('%j -> %j', (behaviour, expected) => {
    expect(paceOf(behaviour)).toEqual(expected)
  })
})

describe('readPacedBody', () => {
  it.each([
    [0, 1],
    [1, 1],
    [100_000, 70_000],
    [1_000_000, 65_536],
  ])('reads %i bytes to their end', async (bytes, size) => {
    pace = {}
    expect(await read(bytes, size)).toEqual({ result: 'end', bytes, holds: [] })
  })

  it.each([1, 999, 1000, 1001, 99_999, 100_000])('stops after %i bytes exactly', async (stopAfter) => {
    pace = { stopAfter }
    expect(await read(100_000, 1000)).toEqual({ result: 'stopped', bytes: stopAfter, holds: [] })
  })

  it('reads nothing at all when it stops before the body', async () => {
    pace = { stopAfter: 0 }
    expect(await read(1000, 100)).toEqual({ result: 'stopped', bytes: 0, holds: [] })
  })

  it('reads to the end when the stop lies behind it', async () => {
    pace = { stopAfter: 1001 }
    expect(await read(1000, 100)).toEqual({ result: 'end', bytes: 1000, holds: [] })
  })

  it.each([0, 1, 500, 1000])('holds once after %i bytes exactly, then goes on', async (holdAfter) => {
    pace = { holdAfter }
    expect(await read(1000, 300)).toEqual({ result: 'end', bytes: 1000, holds: [holdAfter] })
  })

  it('does not hold for a shorter body', async () => {
    pace = { holdAfter: 1001 }
    expect(await read(1000, 300)).toEqual({ result: 'end', bytes: 1000, holds: [] })
  })

  it('takes small pieces from a slow reader', async () => {
    pace = { bytesPerSecond: 100_000, stopAfter: 7001 }
    expect(await read(10_000, 10_000)).toMatchObject({ result: 'stopped', bytes: 7001 })
  })

  it('ends with a client that breaks off', async () => {
    pace = { holdAfter: 4 }
    const held = new Promise<void>((resolve) => {
      onHold = () => {
        resolve()
        return Promise.resolve()
      }
    })
    const { request, answer } = openUpload(url(), { contentLength: 100 })
    request.write('half')
    await held
    request.destroy()
    await answer
    expect(await readings[0]).toEqual({ result: 'broken', bytes: 4, holds: [4] })
  })

  it('ends with a client that leaves a slow reader', async () => {
    pace = { bytesPerSecond: 1 }
    const { request, answer } = openUpload(url())
    request.end('0123456789')
    await new Promise((resolve) => server.once('request', resolve))
    request.destroy()
    await answer
    expect(await readings[0]).toMatchObject({ result: 'broken' })
  })
})
