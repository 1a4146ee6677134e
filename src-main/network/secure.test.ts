import { mkdtempSync, rmSync } from 'node:fs'
import type { Socket } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import type { TLSSocket, TlsOptions } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { secureConnection } from './secure.ts'
import { BAD_CHAINS, GOOD_CHAINS, ROOT } from './testing/certificate-cases.ts'
import { CertificateMaker, opensslProblem } from './testing/certificate-maker.ts'
import { type Peer, rawPeer, tlsPeer } from './testing/peer.ts'
import { openTrust, type Trust } from './trust.ts'

const problem = opensslProblem()

describe.skipIf(problem !== null)(`a secured connection${problem === null ? '' : ` (${problem})`}`, () => {
  let folder: string
  let maker: CertificateMaker
  let trust: Trust
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'pmh-tls-'))
    maker = new CertificateMaker(folder)
    trust = await openTrust({ CaCertificateFiles: [maker.make(ROOT).certFile] })
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const good = () => maker.serve(GOOD_CHAINS[0]?.sent ?? [ROOT])

  async function secure(peer: Peer, host = '127.0.0.1', timeoutMs?: number): Promise<TLSSocket> {
    const limit = timeoutMs === undefined ? {} : { timeoutMs }
    const secured = await secureConnection(await peer.dial(), { host, trust, ...limit })
    onTestFinished(() => void secured.destroy())
    return secured
  }

  /** How it fails, once the server has seen the end of the connection and no byte of a request. */
  async function failure(peer: Peer, host?: string, timeoutMs?: number) {
    const error = await secure(peer, host, timeoutMs).then(
      () => 'secured',
      (met: unknown) => met,
    )
    expect(await peer.applicationBytes()).toBe(0)
    return error
  }

  it.each(GOOD_CHAINS)('is there for a certificate $name', async ({ sent }) => {
    const peer = await tlsPeer(maker.serve(sent))
    for (const host of ['127.0.0.1', 'localhost', 'localhost.']) {
      const secured = await secure(peer, host)
      expect([secured.authorized, secured.getProtocol()]).toEqual([true, 'TLSv1.3'])
      secured.end('hello')
    }
    expect(await peer.applicationBytes()).toBe(15)
  })

  it.each(BAD_CHAINS)('is $code for a certificate $name, which it names', async (bad) => {
    const { sent, code, concerned, says } = bad
    const plan = sent[concerned] ?? sent[0]
    expect(await failure(await tlsPeer(maker.serve(sent)))).toMatchObject({
      code,
      retry: 'safe',
      scope: 'engine',
      detail: expect.stringContaining(`、SHA-256：${maker.fingerprint(plan)}`),
    })
    const error = await failure(await tlsPeer({ ...maker.serve(sent), maxVersion: 'TLSv1.2' }))
    expect(error).toMatchObject({ code, detail: expect.stringContaining(says) })
    expect(error).toMatchObject({ detail: expect.stringContaining(`証明書：CN=${plan.name}、`) })
  })

  it('is R1022 by the name that was asked for, not by another one of the same server', async () => {
    const peer = await tlsPeer(good())
    expect(await failure(peer, '127.0.0.2')).toMatchObject({ code: 'R1022' })
    expect(await failure(peer, '[::1]')).toMatchObject({ detail: expect.stringContaining('名前：::1、') })
    expect(await failure(peer, 'pmh.example')).toMatchObject({ code: 'R1022' })
  })

  it('is R1006 for a certificate that is wrong in a way without a code of its own', async () => {
    // Signed by one that may sign nothing.
    const issuer = { name: 'No Authority', issuer: ROOT }
    const sent = { name: 'pmh.example', hosts: 'IP:127.0.0.1', issuer }
    expect(await failure(await tlsPeer(maker.serve([sent, issuer])))).toMatchObject({
      code: 'R1006',
      detail: expect.stringMatching(/^判定：INVALID_(?:CA|PURPOSE)、証明書：CN=pmh\.example、/),
    })
  })

  it('shows a hostile name on one bounded line', async () => {
    const name = `a\u202eb\nc${`/OU=${'x'.repeat(60)}`.repeat(9)}`
    const error = await failure(await tlsPeer(maker.serve([{ name, hosts: 'IP:127.0.0.1' }])))
    const { detail } = error as { detail: string }
    expect(detail).toContain('a\\u202eb')
    expect(detail).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(detail.length).toBeLessThan(650)
  })

  it('names the host to servers that have several, and no address', async () => {
    const asked: string[] = []
    const peer = await tlsPeer({
      ...good(),
      SNICallback(name, done) {
        asked.push(name)
        done(null)
      },
    })
    for (const host of ['localhost', '127.0.0.1', 'localhost.']) await secure(peer, host)
    expect(asked).toEqual(['localhost', 'localhost'])
  })

  it('speaks HTTP/1.1 and nothing else', async () => {
    const both = await secure(await tlsPeer({ ...good(), ALPNProtocols: ['h2', 'http/1.1'] }))
    expect(both.alpnProtocol).toBe('http/1.1')
    const newer = await tlsPeer({ ...good(), ALPNProtocols: ['h2'] })
    expect(await failure(newer)).toMatchObject({ code: 'R1012' })
  })

  it.each(['TLSv1', 'TLSv1.1'] as const)('is R1026 for %s', async (version) => {
    const peer = await tlsPeer({ ...good(), minVersion: version, maxVersion: version })
    expect(await failure(peer)).toMatchObject({
      code: 'R1026',
      detail: '127.0.0.1 (ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION)',
    })
  })

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'is R1027 when a certificate of ours is wanted by %s',
    async (version) => {
      const peer = await tlsPeer({ ...good(), requestCert: true, minVersion: version, maxVersion: version })
      expect(await failure(peer)).toMatchObject({ code: 'R1027' })
    },
  )

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('goes on when one is only asked for by %s', async (version) => {
    const wanted: TlsOptions = { requestCert: true, rejectUnauthorized: false }
    const peer = await tlsPeer({ ...good(), ...wanted, minVersion: version, maxVersion: version })
    expect((await secure(peer)).getProtocol()).toBe(version)
  })

  it('does not take a server without a common cipher for one that wants a certificate', async () => {
    const peer = await tlsPeer({ ...good(), maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' })
    expect(await failure(peer)).toMatchObject({ code: 'R1012' })
  })

  it.each([
    ['garbage', (peer: Socket) => void peer.end('garbage '.repeat(9))],
    ['plain HTTP', (peer: Socket) => void peer.once('data', () => peer.end('HTTP/1.1 400 No\r\n\r\n'))],
    ['an end', (peer: Socket) => void peer.end()],
    ['a reset', (peer: Socket) => void peer.once('data', () => peer.resetAndDestroy())],
  ])('is R1012 for %s instead of TLS', async (_, answer) => {
    expect(await failure(await rawPeer(answer))).toMatchObject({
      code: 'R1012',
      detail: expect.stringMatching(/^127\.0\.0\.1 \([A-Z_]+\)$/),
    })
  })

  it('is R1003 when the server says nothing, after 30 s', async () => {
    expect(await failure(await rawPeer(() => {}), 'pmh.example', 20)).toMatchObject({
      code: 'R1003',
      detail: 'TLS pmh.example',
    })
    const socket = await (await rawPeer(() => {})).dial()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const pending = secureConnection(socket, { host: 'pmh.example', trust })
    vi.advanceTimersByTime(29_999)
    await Promise.resolve()
    expect(socket.destroyed).toBe(false)
    vi.advanceTimersByTime(1)
    await expect(pending).rejects.toMatchObject({ code: 'R1003' })
    expect(socket.destroyed).toBe(true)
  })

  it('ends by the signal with its reason, before and in the handshake', async () => {
    const peer = await rawPeer(() => {})
    const stop = new AbortController()
    const options = { host: 'pmh.example', trust, signal: stop.signal }
    const sockets = [await peer.dial(), await peer.dial()] as const
    const pending = secureConnection(sockets[0], options)
    stop.abort('stopped')
    await expect(pending).rejects.toBe('stopped')
    await expect(secureConnection(sockets[1], options)).rejects.toBe('stopped')
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, true])
  })

  it('is R1012 over a socket that is or goes away', async () => {
    const peer = await rawPeer(() => {})
    const [gone, going] = [await peer.dial(), await peer.dial()]
    const options = { host: 'pmh.example', trust }
    gone.destroy()
    await expect(secureConnection(gone, options)).rejects.toMatchObject({ code: 'R1012' })
    const pending = secureConnection(going, options)
    going.destroy()
    await expect(pending).rejects.toMatchObject({ code: 'R1012' })
  })
})
