import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import type { Duplex } from 'node:stream'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Guard, says, testProxy } from '../network/testing/proxy.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { derOf, hasOpenssl, selfSigned } from './testing/certificate.ts'
import { openedLine, simulator, submit, submitInTurn, TOKEN } from './testing/opened-line.ts'
import { deadPort, plainServer } from './testing/plain-server.ts'
import { uploadFile } from './testing/upload-file.ts'

const ACCEPTED = /^accepted S/

describe.skipIf(!hasOpenssl())('TLS (needs the openssl program)', () => {
  it('refuses a certificate that nobody vouches for: R1023, and nothing is sent', async () => {
    const pmh = await simulator({ tls: selfSigned() })
    expect(await submit(await openedLine(pmh.url), uploadFile())).toBe('R1023 safe')
    expect(pmh.receivedCount).toBe(0)
  })

  it('trusts certificate files that staff added, PEM and DER', async () => {
    const made = selfSigned()
    const pmh = await simulator({ tls: made })
    for (const file of [made.certFile, derOf(made.certFile)]) {
      expect(await submit(await openedLine(pmh.url, { CaCertificateFiles: file }), uploadFile())).toMatch(
        ACCEPTED,
      )
    }
    expect(pmh.receivedCount).toBe(2)
  })

  it('refuses a trusted certificate of another host: R1022', async () => {
    const made = selfSigned('DNS:other.example')
    const pmh = await simulator({ tls: made })
    expect(await submit(await openedLine(pmh.url, { CaCertificateFiles: made.certFile }), uploadFile())).toBe(
      'R1022 safe',
    )
    expect(pmh.receivedCount).toBe(0)
  })

  it('keeps its connection between uploads', async () => {
    const made = selfSigned()
    const pmh = await simulator({ tls: made })
    const line = await openedLine(pmh.url, { CaCertificateFiles: made.certFile })
    await submitInTurn(line, [uploadFile('1'), uploadFile('2'), uploadFile('3')])
    expect(pmh.received.map((upload) => upload.connectionId)).toEqual([1, 1, 1])
  })
})

describe('a way that cannot be set up', () => {
  it.each([
    ['is missing', () => '/no/such/file.cer'],
    [
      'is far too large',
      () => {
        const file = path.join(tempFolder(), 'large.cer')
        writeFileSync(file, Buffer.alloc(1024 * 1024 + 1))
        return file
      },
    ],
  ])('is R1028 when a certificate file %s', async (_, certificate) => {
    const file = certificate()
    await expect(openedLine('https://127.0.0.1', { CaCertificateFiles: file })).rejects.toMatchObject({
      code: 'R1028',
      detail: expect.stringContaining(file),
    })
  })

  it('is R1012 when the target speaks no TLS', async () => {
    const { port } = await plainServer((_, response) => response.end())
    expect(await submit(await openedLine(`https://127.0.0.1:${port}`), uploadFile())).toBe('R1012 safe')
  })
})

describe('a proxy', () => {
  const through = (port: number) => ({ ProxyAddress: '127.0.0.1', ProxyPort: String(port) })
  const basic = { ProxyAuthType: '2', ProxyUsername: 'hanako', ProxyPassword: 'SECRET:pass' }

  it.each([
    [407, 'R1005 safe'],
    [403, 'R1014 safe'],
    [502, 'R1014 safe'],
  ])('that answers %i to the tunnel: %s', async (status, ending) => {
    const { server, port } = await plainServer(() => {})
    server.on('connect', (_, socket: Duplex) =>
      socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`),
    )
    expect(await submit(await openedLine('https://pmh.invalid', through(port)), uploadFile())).toBe(ending)
  })

  it('that asks for a password over plain http: R1005', async () => {
    const { port } = await plainServer((request, response) => {
      request.resume()
      response.writeHead(407).end()
    })
    expect(await submit(await openedLine('http://pmh.invalid', through(port)), uploadFile())).toBe(
      'R1005 safe',
    )
  })

  it.each(['http', 'https'])(
    'that does not answer is R1004, and not the target’s fault (%s)',
    async (scheme) => {
      const way = through(await deadPort())
      const line = await openedLine(`${scheme}://pmh.invalid`, way)
      await expect(
        line.submit({
          ...uploadFile(),
          token: TOKEN,
          signal: new AbortController().signal,
          onProgress: () => {},
        }),
      ).rejects.toMatchObject({ code: 'R1004', detail: 'ECONNREFUSED', retry: 'safe' })
    },
  )

  it.each(['http', 'https'])('whose name nobody knows is R1004 (%s)', async (scheme) => {
    const line = await openedLine(`${scheme}://127.0.0.1`, {
      ProxyAddress: 'proxy.invalid',
      ProxyPort: '8080',
    })
    expect(await submit(line, uploadFile())).toBe('R1004 safe')
  })

  it('is the only way: the target is not asked for directly, loopback included', async () => {
    const pmh = await simulator()
    expect(await submit(await openedLine(pmh.url, through(await deadPort())), uploadFile())).toBe(
      'R1004 safe',
    )
    expect(pmh.receivedCount).toBe(0)
  })

  it('is told user and password, and the target is not', async () => {
    const heads: string[] = []
    const { server, port } = await plainServer(() => {})
    server.on('connect', (request, socket: Duplex) => {
      heads.push(`${request.url} ${request.headers['proxy-authorization']} ${request.headers.authorization}`)
      socket.end('HTTP/1.1 403 No\r\n\r\n')
    })
    await submit(await openedLine('https://pmh.invalid', { ...through(port), ...basic }), uploadFile())
    const password = Buffer.from('hanako:SECRET:pass').toString('base64')
    expect(heads).toEqual([`pmh.invalid:443 Basic ${password} undefined`])
  })

  it.each<[string, Guard]>([
    ['R1005 safe', says(407, ['Proxy-Authenticate: Basic realm="x"'])],
    ['R1013 safe', says(407, ['Proxy-Authenticate: Negotiate'])],
    ['R1014 safe', says(503)],
    ['R1015 safe', () => 'reset'],
  ])(
    'that does not let anything through: %s, also for an empty file and over http',
    async (ending, guard) => {
      const { port } = await testProxy(guard)
      for (const scheme of ['http', 'https']) {
        const line = await openedLine(`${scheme}://pmh.invalid`, { ...through(port), ...basic })
        for (const content of ['a,b\r\n', '']) expect(await submit(line, uploadFile(content))).toBe(ending)
      }
    },
  )

  it.each([
    ['direct', 'R1002 safe', {}],
    ['proxy', 'R1004 safe', { ProxyAddress: '127.0.0.1' }],
  ])(
    'or a target (%s) that cannot be reached is no doubt for an empty file: %s',
    async (_, ending, proxy) => {
      const port = await deadPort()
      const line = await openedLine(`http://127.0.0.1:${port}`, { ProxyPort: String(port), ...proxy })
      expect(await submit(line, uploadFile(''))).toBe(ending)
    },
  )

  it.skipIf(!hasOpenssl())('carries a TLS upload unread', async () => {
    const made = selfSigned()
    const pmh = await simulator({ tls: made })
    const { server, port } = await plainServer(() => {})
    let seen = ''
    server.on('connect', async (_, socket: Duplex) => {
      const upstream = connect(pmh.port, '127.0.0.1')
      await once(upstream, 'connect')
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.on('data', (chunk: Buffer) => (seen += chunk.toString('latin1')))
      socket.pipe(upstream).pipe(socket)
      socket.on('error', () => upstream.destroy())
      upstream.on('error', () => socket.destroy())
      upstream.once('close', () => socket.destroy())
      onTestFinished(() => {
        upstream.destroy()
      })
    })
    const line = await openedLine(pmh.url, { ...through(port), CaCertificateFiles: made.certFile })
    expect(await submit(line, uploadFile())).toMatch(ACCEPTED)
    expect(seen.length).toBeGreaterThan(100)
    expect(seen).not.toContain('Bearer')
  })
})
