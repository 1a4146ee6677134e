import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { type AnswerHead, readAnswerHead } from './answer-head.ts'

/** Two connected sockets: the one that reads and the one that answers. */
async function pair(): Promise<{ near: Socket; far: Socket }> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const near = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {})
  const [far]: Socket[] = await once(server, 'connection')
  if (far === undefined) throw new Error('no connection')
  server.close()
  onTestFinished(() => {
    near.destroy()
    far.destroy()
  })
  return { near, far: far.on('error', () => {}) }
}

type Method = 'HEAD' | 'CONNECT'

async function reading(
  text: string,
  method: Method = 'CONNECT',
  close = false,
): Promise<AnswerHead | string> {
  const { near, far } = await pair()
  if (close) far.end(text, 'latin1')
  else far.write(text, 'latin1')
  return readAnswerHead(near, method).catch((error: RelayError) => `${error.code} ${error.detail}`)
}

describe('an answer', () => {
  it.each<[string, string, Method, number, boolean]>([
    ['200', 'HTTP/1.1 200 OK\r\n\r\n', 'CONNECT', 200, false],
    ['200 without a reason', 'HTTP/1.1 200\r\n\r\n', 'CONNECT', 200, false],
    ['200 with bare line feeds', 'HTTP/1.1 200 OK\nA: b\n\n', 'CONNECT', 200, false],
    ['407 with a body', 'HTTP/1.1 407 A\r\nContent-Length: 4\r\n\r\nbody', 'CONNECT', 407, false],
    ['407 to HEAD', 'HTTP/1.1 407 A\r\nContent-Length: 4\r\n\r\n', 'HEAD', 407, false],
    [
      '200 to CONNECT, whose length means nothing',
      'HTTP/1.1 200 A\r\nContent-Length: 4\r\n\r\n',
      'CONNECT',
      200,
      false,
    ],
    ['407 without a length', 'HTTP/1.1 407 A\r\n\r\n', 'CONNECT', 407, true],
    [
      '407 that closes',
      'HTTP/1.1 407 A\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
      'CONNECT',
      407,
      true,
    ],
    [
      '407 that closes, old style',
      'HTTP/1.1 407 A\r\nProxy-Connection: x, CLOSE\r\nContent-Length: 0\r\n\r\n',
      'CONNECT',
      407,
      true,
    ],
    ['407 of HTTP/1.0', 'HTTP/1.0 407 A\r\nContent-Length: 0\r\n\r\n', 'CONNECT', 407, true],
    [
      '407 of HTTP/1.0 that stays',
      'HTTP/1.0 407 A\r\nProxy-Connection: keep-alive\r\nContent-Length: 0\r\n\r\n',
      'CONNECT',
      407,
      false,
    ],
    [
      'an answer behind an interim one',
      'HTTP/1.1 103 A\r\nLink: x\r\n\r\nHTTP/1.1 403 B\r\nContent-Length: 0\r\n\r\n',
      'CONNECT',
      403,
      false,
    ],
    [
      'chunks with a name and trailers',
      'HTTP/1.1 407 A\r\nTransfer-Encoding: Chunked\r\n\r\n4;x=y\r\nbody\r\nA\r\n0123456789\r\n0\r\nT: u\r\n\r\n',
      'CONNECT',
      407,
      false,
    ],
    [
      'a page in chunks of hexadecimal length, as proxies send them',
      `HTTP/1.1 407 A\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1a4\r\n${'x'.repeat(420)}\r\n00\r\n\r\n`,
      'CONNECT',
      407,
      false,
    ],
    [
      '304 to CONNECT, which has no body',
      'HTTP/1.1 304 A\r\nContent-Length: 4\r\n\r\n',
      'CONNECT',
      304,
      false,
    ],
    ['300 to CONNECT, which has one', 'HTTP/1.1 300 A\r\nContent-Length: 2\r\n\r\nab', 'CONNECT', 300, false],
    [
      '200 behind seven interim ones',
      `${'HTTP/1.1 102 A\r\n\r\n'.repeat(7)}HTTP/1.1 200 B\r\n\r\n`,
      'HEAD',
      200,
      false,
    ],
    [
      'a head just short enough',
      `HTTP/1.1 200 OK\r\nA: ${'x'.repeat(65_000)}\r\n\r\n`,
      'CONNECT',
      200,
      false,
    ],
  ])('is %s', async (_, text, method, status, isLast) => {
    expect(await reading(text, method)).toMatchObject({ status, isLast })
  })

  it('keeps each line of a header that comes several times, under any name', async () => {
    const answer = await reading('HTTP/1.1 200 OK\r\nX-Offer: a, b \r\nx-oFFER:c\r\nEmpty:\r\n\r\n')
    expect(answer).toMatchObject({
      headers: new Map([
        ['x-offer', ['a, b', 'c']],
        ['empty', ['']],
      ]),
    })
  })

  it('may come byte by byte, and another one after it on the same connection', async () => {
    const { near, far } = await pair()
    const chunks = 'HTTP/1.1 407 A\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n'
    const length = 'HTTP/1.1 403 B\r\nContent-Length: 3\r\n\r\nxyz'
    for (const answer of [chunks, length, chunks]) {
      const read = readAnswerHead(near, 'CONNECT')
      for (const byte of answer) {
        far.write(byte)
        await new Promise((resolve) => setImmediate(resolve))
      }
      expect((await read).status).toBe(answer === length ? 403 : 407)
    }
  })

  it('leaves what comes behind it to the next reader', async () => {
    const { near, far } = await pair()
    far.write('HTTP/1.1 407 A\r\nContent-Length: 2\r\n\r\nabHTTP/1.1 200 B\r\n\r\nbehind')
    expect((await readAnswerHead(near, 'CONNECT')).status).toBe(407)
    expect((await readAnswerHead(near, 'CONNECT')).status).toBe(200)
    expect(near.listenerCount('readable')).toBe(0)
    expect(String(near.read())).toBe('behind')
  })

  it.each<[string, string, boolean, string]>([
    ['closes at once', '', true, 'closed'],
    ['closes within its head', 'HTTP/1.1 200 OK\r\nA', true, 'closed'],
    ['closes within its body', 'HTTP/1.1 407 A\r\nContent-Length: 9\r\n\r\nabc', true, 'closed'],
    ['speaks something else', 'SSH-2.0-x\r\n\r\n', false, 'answer: no HTTP'],
    ['speaks HTTP/2', 'HTTP/2 200\r\n\r\n', false, 'answer: no HTTP'],
    ['has a header that is none', 'HTTP/1.1 200 OK\r\nnone\r\n\r\n', false, 'answer: header'],
    ['has a length that is none', 'HTTP/1.1 407 A\r\nContent-Length: -1\r\n\r\n', false, 'answer: length'],
    [
      'has a chunk that is none',
      'HTTP/1.1 407 A\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n',
      false,
      'answer: chunk',
    ],
    [
      'has a chunk of another size',
      'HTTP/1.1 407 A\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n',
      false,
      'answer: chunk',
    ],
    ['has an endless head', `HTTP/1.1 200 OK\r\n${'A: b\r\n'.repeat(12_000)}`, false, 'answer: endless'],
    [
      'has an endless body',
      `HTTP/1.1 407 A\r\nContent-Length: 9000000\r\n\r\n${'x'.repeat(1_200_000)}`,
      false,
      'answer: endless',
    ],
    [
      'has a header without a colon behind a good one',
      'HTTP/1.1 200 OK\r\nA: b\r\n: c\r\n\r\n',
      false,
      'answer: header',
    ],
    ['has a status that is none', 'HTTP/1.1 2000 OK\r\n\r\n', false, 'answer: no HTTP'],
    [
      'has a length of more digits than a file can have',
      `HTTP/1.1 407 A\r\nContent-Length: ${'9'.repeat(16)}\r\n\r\n`,
      false,
      'answer: length',
    ],
    ['comes after too many others', 'HTTP/1.1 100 A\r\n\r\n'.repeat(8), false, 'answer: too many answers'],
  ])('that %s is R1015', async (_, text, close, detail) => {
    expect(await reading(text, 'CONNECT', close)).toBe(`R1015 ${detail}`)
  })

  it('ends with what the connection was destroyed with', async () => {
    const { near } = await pair()
    const read = readAnswerHead(near, 'HEAD')
    const error = new RelayError('R1015', 'timeout')
    near.destroy(error)
    await expect(read).rejects.toBe(error)
  })

  it('ends with a connection that is reset', async () => {
    const { near, far } = await pair()
    const read = readAnswerHead(near, 'HEAD')
    far.resetAndDestroy()
    await expect(read).rejects.toMatchObject({ code: 'R1015', detail: 'ECONNRESET' })
  })
})
