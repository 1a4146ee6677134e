import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { hasOpenssl, selfSigned } from './testing/certificate.ts'
import { openedLine, simulator, submit } from './testing/opened-line.ts'
import { uploadFile } from './testing/upload-file.ts'

/** What the client sends last in a handshake of TLS 1.3 is some 150 bytes. */
const REQUEST_BYTES = 400

/**
 * Passes a handshake of TLS 1.3 through, and what the server says after the client's last part of it only when a
 * request has come: the answer of a server that is slow or far away.
 */
async function slowPassage(port: number): Promise<string> {
  const server = createServer((client) => pass(client, connect(port, '127.0.0.1')))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function pass(client: Socket, server: Socket): void {
  const held: Buffer[] = []
  let hasAnswered = false
  let finished = 0
  let hasEnded = false
  const release = () => {
    if (finished < REQUEST_BYTES) return
    for (const chunk of held.splice(0)) client.write(chunk)
    if (hasEnded) client.end()
  }
  client.on('data', (chunk: Buffer) => {
    if (hasAnswered) finished += chunk.length
    server.write(chunk)
    release()
  })
  server.on('data', (chunk: Buffer) => {
    hasAnswered = true
    if (finished === 0) client.write(chunk)
    else held.push(chunk)
    release()
  })
  server.on('close', () => {
    hasEnded = true
    release()
  })
  for (const socket of [client, server]) socket.on('error', () => {})
  client.on('close', () => server.destroy())
}

it.skipIf(!hasOpenssl())(
  'R1027, safe, also when the refusal comes after the whole file was sent: the server has read none of it',
  async () => {
    const made = selfSigned()
    const wanted = { minVersion: 'TLSv1.3', requestCert: true, rejectUnauthorized: true } as const
    const pmh = await simulator({ tls: { ...made, ...wanted } })
    const line = await openedLine(await slowPassage(pmh.port), { CaCertificateFiles: made.certFile })
    expect(await submit(line, uploadFile('x'.repeat(1000)))).toBe('R1027 safe')
    expect(pmh.receivedCount).toBe(0)
  },
)
