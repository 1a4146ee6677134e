import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { createServer as createTlsServer } from 'node:tls'
import { request } from 'undici'
import { expect, it, onTestFinished } from 'vitest'
import { type Certificate, hasOpenssl, selfSigned } from '../pmh/testing/certificate.ts'
import { openDispatcher } from './dispatcher.ts'

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n'
const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody'

/**
 * Sends a file of two bytes to a server that answers with these pieces, each in a packet of its own.
 * @param certificate of a server that speaks TLS
 */
async function answeredBy(
  pieces: readonly string[],
  certificate: Certificate | null = null,
): Promise<string> {
  const answer = (socket: Socket) => {
    socket.setNoDelay(true).on('error', () => {})
    socket.once('data', async () => {
      for (const piece of pieces) {
        socket.write(piece)
        for (let turns = 0; turns < 5; turns += 1) await turn()
      }
    })
  }
  const server = certificate === null ? createServer(answer) : createTlsServer(certificate, answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const dispatcher = await openDispatcher({
    CaCertificateFiles: certificate === null ? [] : [certificate.certFile],
    ProxyAddress: '',
    ProxyAuthType: '1',
    ProxyPort: null,
    ProxyUsername: '',
    ProxyPassword: '',
    ProxyDomain: '',
  })
  onTestFinished(async () => {
    await dispatcher.destroy()
    server.close()
  })
  const url = `${certificate === null ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const { statusCode, body } = await request(url, { method: 'POST', body: 'ab', dispatcher })
  return `${statusCode} ${await body.text()}`
}

it.each([
  ['nothing', [ANSWER]],
  ['one 100', [CONTINUE, ANSWER]],
  ['one 100 in the same packet', [CONTINUE + ANSWER]],
  ['three of them', [CONTINUE + CONTINUE, CONTINUE + ANSWER]],
  ['one with headers, cut anywhere', ['HTTP/1.0 100 Continue\r', '\nDate: x\r\n\r', `\n${ANSWER}`]],
  ['103 too, which undici knows', ['HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n', CONTINUE, ANSWER]],
])('an answer behind %s is read', async (_, pieces) => {
  expect(await answeredBy(pieces)).toBe('200 body')
})

it.skipIf(!hasOpenssl())(
  'an answer behind one is read through TLS too (needs the openssl program)',
  async () => {
    const certificate = selfSigned()
    for (const pieces of [[ANSWER], [CONTINUE, ANSWER], [CONTINUE.slice(0, 15), CONTINUE.slice(15) + ANSWER]])
      expect(await answeredBy(pieces, certificate)).toBe('200 body')
  },
)

it('a body that looks alike is left as it is', async () => {
  const body = `x${CONTINUE}`
  const head = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`
  expect(await answeredBy([head + body])).toBe(`200 ${body}`)
})
