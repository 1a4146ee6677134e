import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SimulatedAnswer } from './answer.ts'
import { sendAnswer } from './send-answer.ts'

const ANSWER: SimulatedAnswer = {
  outcome: 'accepted',
  status: 200,
  headers: { 'content-type': 'text/plain' },
  body: '受付済',
  serialNumber: null,
}

let server: Server
let url: string
let answer: SimulatedAnswer
/** Resolves when `sendAnswer` did, for the latest request. */
let sent: Promise<void>

beforeEach(async () => {
  server = createServer((request, response) => {
    request.resume()
    sent = sendAnswer(response, answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

describe('sendAnswer', () => {
  it('sends status, headers and body with its length in bytes', async () => {
    answer = { ...ANSWER, status: 418, headers: { 'x-test': '1' } }
    const seen = await fetch(url)
    expect([seen.status, seen.headers.get('x-test'), seen.headers.get('content-length')]).toEqual([
      418,
      '1',
      '9',
    ])
    expect(await seen.text()).toBe('受付済')
    await sent
  })

  it.each([0, 5, 9, 10, 65_536, 65_545, 200_000])(
    'fills a body up to %i bytes, never cutting it',
    async (bytes) => {
      answer = { ...ANSWER, paddedBytes: bytes }
      const body = Buffer.from(await (await fetch(url)).arrayBuffer())
      expect(body).toHaveLength(Math.max(9, bytes))
      expect(body.toString('utf8').trimEnd()).toBe('受付済')
    },
  )

  it.each([204, 304])('sends no body with %i', async (status) => {
    answer = { ...ANSWER, status }
    const seen = await fetch(url)
    expect([seen.status, await seen.text()]).toEqual([status, ''])
  })

  it('ends the connection in the middle of an answer that is cut short', async () => {
    answer = { ...ANSWER, body: '0123456789', isCutShort: true }
    const { port } = server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1').setEncoding('utf8')
    let text = ''
    socket.on('data', (chunk: string) => (text += chunk))
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    await closed
    expect(text).toContain('content-length: 10')
    expect(text.endsWith('\r\n\r\n01234')).toBe(true)
    await sent
  })

  it('resolves when the client is gone in the middle', async () => {
    answer = { ...ANSWER, paddedBytes: 100_000_000 }
    const { port } = server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    await new Promise((resolve) => socket.once('data', resolve))
    socket.destroy()
    await expect(sent).resolves.toBeUndefined()
  })
})
