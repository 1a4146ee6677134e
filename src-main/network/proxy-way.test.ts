import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { type Dispatcher, request } from 'undici'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { RelayError } from '../../src-shared/domain/relay-error.ts'
import { parseSettings, type RawSettings } from '../../src-shared/domain/settings.ts'
import { hasOpenssl, selfSigned } from '../pmh/testing/certificate.ts'
import { openDispatcher } from './dispatcher.ts'
import { HANDSHAKE_TIMEOUT_MS } from './proxy-handshake.ts'
import { type Guard, says, type TestProxy, testProxy, type Verdict } from './testing/proxy.ts'
import { basicGuard, challengeMessage, ntlmGuard, ntlmType } from './testing/proxy-guards.ts'

const MEBIBYTE = 1024 * 1024

interface Asked {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly bytes: number
}

interface TestTarget {
  readonly url: string
  readonly asked: readonly Asked[]
}

/** A target that writes down everything it is told. */
async function target(tls?: { cert: Buffer; key: Buffer }): Promise<TestTarget> {
  const asked: Asked[] = []
  const server: Server = (tls === undefined ? createServer() : createTlsServer(tls)).on(
    'request',
    async (message, response) => {
      let bytes = 0
      for await (const chunk of message) bytes += (chunk as Buffer).length
      asked.push({ method: message.method ?? '', url: message.url ?? '', headers: message.headers, bytes })
      response.end('received')
    },
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return { url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`, asked }
}

const NONE = { ProxyAuthType: '1' }
const BASIC = { ProxyAuthType: '2', ProxyUsername: '花子', ProxyPassword: 'SECRET:pass' }
const NTLM = { ProxyAuthType: '3', ProxyUsername: 'WARD\\hanako', ProxyPassword: 'SECRET秘密' }
const ACCOUNT = { user: 'Hanako', password: 'SECRET秘密', domain: 'WARD' }

async function dispatcherThrough(proxy: { port: number }, raw: RawSettings): Promise<Dispatcher> {
  const address = { ProxyAddress: '127.0.0.1', ProxyPort: String(proxy.port) }
  const parsed = parseSettings({ ...address, ...raw }, 'posix')
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const dispatcher = await openDispatcher(parsed.settings)
  onTestFinished(() => dispatcher.destroy())
  return dispatcher
}

/** How a POST of so many bytes ends: the status, or our code. */
function post(dispatcher: Dispatcher, url: string, bytes = 10): Promise<string> {
  const body = Readable.from(zeros(bytes), { objectMode: false })
  const headers = { 'content-length': String(bytes), authorization: 'Bearer T' }
  return request(`${url}/up`, { dispatcher, method: 'POST', headers, body }).then(
    async ({ statusCode, body }) => {
      const text = await body.text()
      // The client waits for as long before it takes a connection again.
      for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      return `${statusCode} ${text}`
    },
    ({ code, detail }: RelayError) => `${code} ${detail}`,
  )
}

function* zeros(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= 65_536) yield Buffer.alloc(Math.min(left, 65_536))
}

function summary({ seen }: TestProxy): string[] {
  return seen.map(
    (one) => `${one.connection} ${one.method}${ntlmType(one) === 0 ? '' : ` type ${ntlmType(one)}`}`,
  )
}

const PASSING: readonly [string, Guard, RawSettings][] = [
  ['none', () => 'pass', NONE],
  ['Basic', basicGuard('花子', 'SECRET:pass'), BASIC],
]

describe('an http target through a proxy', () => {
  it.each(PASSING)(
    'with %s: a question without a body first, then uploads on one connection',
    async (_, guard, raw) => {
      const pmh = await target()
      const proxy = await testProxy(guard)
      const dispatcher = await dispatcherThrough(proxy, raw)
      for (let upload = 0; upload < 3; upload += 1)
        expect(await post(dispatcher, pmh.url)).toBe('200 received')
      expect(summary(proxy)).toEqual(['1 HEAD', '1 POST', '1 POST', '1 POST'])
      expect(proxy.seen.map((seen) => seen.target)).toEqual([
        `${pmh.url}/`,
        ...Array(3).fill(`${pmh.url}/up`),
      ])
      for (const { headers } of proxy.seen)
        expect(headers['proxy-connection']?.toLowerCase()).toBe('keep-alive')
    },
  )

  it.each([true, false])(
    'with NTLM: one handshake, and nothing of it on uploads (server time: %s)',
    async (hasTime) => {
      const pmh = await target()
      const proxy = await testProxy(ntlmGuard(ACCOUNT, { hasTime }))
      const dispatcher = await dispatcherThrough(proxy, NTLM)
      for (let upload = 0; upload < 3; upload += 1)
        expect(await post(dispatcher, pmh.url)).toBe('200 received')
      expect(summary(proxy)).toEqual(['1 HEAD type 1', '1 HEAD type 3', '1 POST', '1 POST', '1 POST'])
      expect(pmh.asked.map(({ method, bytes }) => `${method} ${bytes}`)).toEqual([
        'HEAD 0',
        ...Array(3).fill('POST 10'),
      ])
    },
  )

  it.each([...PASSING, ['NTLM', ntlmGuard(ACCOUNT), NTLM]] as const)(
    'with %s: the target sees its own headers and no credentials',
    async (_, guard, raw) => {
      const pmh = await target()
      const dispatcher = await dispatcherThrough(await testProxy(guard), raw)
      await post(dispatcher, pmh.url)
      for (const { headers } of pmh.asked) {
        expect(headers.host).toBe(new URL(pmh.url).host)
        expect(JSON.stringify(headers)).not.toMatch(/proxy-|NTLM|Basic/i)
      }
      expect(pmh.asked.at(-1)?.headers.authorization).toBe('Bearer T')
    },
  )

  it.each([
    ['Basic', basicGuard('花子', 'other'), BASIC, 1],
    ['NTLM', ntlmGuard({ ...ACCOUNT, password: 'other' }), NTLM, 2],
    ['NTLM of another domain', ntlmGuard({ ...ACCOUNT, domain: 'TOWN' }), NTLM, 2],
  ] as const)(
    'with a wrong password for %s: R1005, and no byte of the file leaves',
    async (_, guard, raw, requests) => {
      const pmh = await target()
      const proxy = await testProxy(guard)
      expect(await post(await dispatcherThrough(proxy, raw), pmh.url, 64 * MEBIBYTE)).toBe('R1005 HTTP407')
      expect([proxy.seen.length, proxy.bodyBytes(), pmh.asked]).toEqual([requests, 0, []])
    },
  )

  it('goes on without authentication when the proxy asks for none', async () => {
    const pmh = await target()
    const proxy = await testProxy()
    expect(await post(await dispatcherThrough(proxy, NTLM), pmh.url)).toBe('200 received')
    expect(summary(proxy)).toEqual(['1 HEAD type 1', '1 POST'])
  })

  it.each<[string, Guard, RawSettings]>([
    ['none', () => 'pass', NONE],
    ['Basic', basicGuard('花子', 'SECRET:pass'), BASIC],
    ['NTLM where it is not asked for', () => 'pass', NTLM],
  ])('is asked once more when the proxy closes behind its first answer, with %s', async (_, guard, raw) => {
    const pmh = await target()
    const closing: Guard = (seen) => {
      const verdict = guard(seen)
      return verdict === 'pass' && seen.method === 'HEAD' ? says(405, ['Connection: close'])(seen) : verdict
    }
    const proxy = await testProxy(closing)
    expect(await post(await dispatcherThrough(proxy, raw), pmh.url)).toBe('200 received')
    expect(proxy.seen.map(({ connection, method }) => `${connection} ${method}`)).toEqual([
      '1 HEAD',
      '2 POST',
    ])
  })

  it('is given up when the proxy closes behind the proof of NTLM, which holds for that connection alone', async () => {
    const guard = ntlmGuard(ACCOUNT)
    const proxy = await testProxy((seen) => {
      const verdict = guard(seen)
      return verdict === 'pass' ? says(405, ['Connection: close'])(seen) : verdict
    })
    expect(await post(await dispatcherThrough(proxy, NTLM), 'http://pmh.invalid')).toBe('R1015 closed')
    const twice = [1, 2].flatMap((connection) => [`${connection} HEAD type 1`, `${connection} HEAD type 3`])
    expect(summary(proxy)).toEqual(twice)
  })

  it.each([502, 503, 504])(
    'that the proxy cannot reach (%i) is R1014, and nothing is sent',
    async (status) => {
      const proxy = await testProxy(says(status))
      const dispatcher = await dispatcherThrough(proxy, NONE)
      expect(await post(dispatcher, 'http://pmh.invalid', 64 * MEBIBYTE)).toBe(`R1014 HTTP${status}`)
      expect([summary(proxy), proxy.bodyBytes()]).toEqual([['1 HEAD'], 0])
    },
  )

  it('with a password that is taken back later: 407 comes through as an answer', async () => {
    const pmh = await target()
    const guard = basicGuard('花子', 'SECRET:pass')
    const proxy = await testProxy((seen) => (proxy.seen.length > 2 ? says(407)(seen) : guard(seen)))
    const dispatcher = await dispatcherThrough(proxy, BASIC)
    expect(await post(dispatcher, pmh.url)).toBe('200 received')
    expect(await post(dispatcher, pmh.url)).toBe('407 a page of the proxy')
  })
})

describe.skipIf(!hasOpenssl())('an https target through a proxy (needs the openssl program)', () => {
  it.each([
    ...PASSING.map((row) => [...row, ['1 CONNECT']] as const),
    ['NTLM', ntlmGuard(ACCOUNT), NTLM, ['1 CONNECT type 1', '1 CONNECT type 3']] as const,
    ['NTLM where it is not asked for', () => 'pass', NTLM, ['1 CONNECT type 1']] as const,
  ])('with %s: one tunnel for all uploads, which has no credentials', async (_, guard, raw, requests) => {
    const made = selfSigned()
    const pmh = await target(made)
    const proxy = await testProxy(guard as Guard)
    const dispatcher = await dispatcherThrough(proxy, { ...raw, CaCertificateFiles: made.certFile })
    for (let upload = 0; upload < 3; upload += 1) expect(await post(dispatcher, pmh.url)).toBe('200 received')
    expect(summary(proxy)).toEqual(requests)
    const authority = new URL(pmh.url).host
    for (const seen of proxy.seen) expect([seen.target, seen.headers.host]).toEqual([authority, authority])
    expect(pmh.asked).toHaveLength(3)
    for (const { url, headers } of pmh.asked) {
      expect(url).toBe('/up')
      expect(JSON.stringify(headers)).not.toMatch(/proxy-|NTLM|Basic/i)
    }
  })

  it('whose certificate is not believed is no fault of the proxy’s', async () => {
    const pmh = await target(selfSigned())
    const proxy = await testProxy(ntlmGuard(ACCOUNT))
    expect(await post(await dispatcherThrough(proxy, NTLM), pmh.url)).toMatch(/^R10(?:06|2\d) /)
    expect(pmh.asked).toEqual([])
  })
})

const CHALLENGE = challengeMessage().toString('base64')
const raw =
  (text: string, close = false) =>
  (): Verdict => ({ raw: text, close })

describe.each(['http', 'https'])('a proxy that misbehaves towards an %s target', (scheme) => {
  it.each<[string, Guard, RawSettings, string, number]>([
    [
      'offers NTLM to Basic',
      says(407, ['Proxy-Authenticate: NTLM']),
      BASIC,
      'R1013 Proxy-Authenticate: NTLM; ProxyAuthType: Basic',
      1,
    ],
    [
      'offers Basic to NTLM',
      says(407, ['Proxy-Authenticate: basic realm="x"']),
      NTLM,
      'R1013 Proxy-Authenticate: Basic; ProxyAuthType: NTLM',
      1,
    ],
    [
      'offers Negotiate alone',
      says(407, ['Proxy-Authenticate: Negotiate']),
      NTLM,
      'R1013 Proxy-Authenticate: Negotiate; ProxyAuthType: NTLM',
      1,
    ],
    [
      'asks, where none is set up',
      says(407, ['Proxy-Authenticate: Basic realm="a, b", NTLM', 'Proxy-Authenticate: Negotiate']),
      NONE,
      'R1013 Proxy-Authenticate: Basic, NTLM, Negotiate; ProxyAuthType: none',
      1,
    ],
    ['says 407 and offers nothing', says(407), BASIC, 'R1005 HTTP407', 1],
    [
      'closes on a challenge',
      says(407, [`Proxy-Authenticate: NTLM ${CHALLENGE}`, 'Connection: close']),
      NTLM,
      'R1015 closed',
      2,
    ],
    [
      'closes on a challenge, in its own word',
      says(407, [`Proxy-Authenticate: NTLM ${CHALLENGE}`, 'Proxy-Connection: Close']),
      NTLM,
      'R1015 closed',
      2,
    ],
    ['gives no challenge', says(407, ['Proxy-Authenticate: NTLM']), NTLM, 'R1015 NTLM: no challenge', 1],
    [
      'gives a broken challenge',
      says(407, ['Proxy-Authenticate: NTLM TlRMTVNTUAAC']),
      NTLM,
      'R1015 NTLM: no challenge',
      1,
    ],
    [
      'gives a challenge twice',
      says(407, [`Proxy-Authenticate: NTLM ${CHALLENGE}`]),
      NTLM,
      'R1005 HTTP407',
      2,
    ],
    ['closes without a word', raw('', true), NONE, 'R1015 closed', 1],
    ['closes within its answer', raw('HTTP/1.1 200 OK\r\nContent-', true), NONE, 'R1015 closed', 1],
    ['resets', () => 'reset', NTLM, 'R1015 ECONNRESET', 1],
    ['answers nonsense', raw('SSH-2.0-OpenSSH_9.6\r\n\r\n'), NTLM, 'R1015 answer: no HTTP', 1],
    ['answers nonsense without an end', raw('x'.repeat(70_000)), BASIC, 'R1015 answer: endless', 1],
  ])('and %s', async (_, guard, settings, ending, requests) => {
    const proxy = await testProxy(guard)
    const dispatcher = await dispatcherThrough(proxy, settings)
    expect(await post(dispatcher, `${scheme}://pmh.invalid`, 64 * MEBIBYTE)).toBe(ending)
    expect(proxy.seen.length).toBe(requests)
    expect(proxy.bodyBytes()).toBe(0)
    expect([...proxy.seen.map((seen) => seen.method)]).not.toContain('POST')
  })

  it.each([403, 404, 500, 503, 302])('and does not let CONNECT through (%i)', async (status) => {
    const proxy = await testProxy(says(status))
    expect(await post(await dispatcherThrough(proxy, NONE), 'https://pmh.invalid')).toBe(
      `R1014 HTTP${status}`,
    )
  })

  describe('and time', () => {
    afterEach(() => {
      vi.useRealTimers()
    })

    it('says nothing: R1015 after a while', async () => {
      const asked = Promise.withResolvers<void>()
      const proxy = await testProxy(() => {
        asked.resolve()
        return 'silence'
      })
      const dispatcher = await dispatcherThrough(proxy, NTLM)
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      const ending = post(dispatcher, `${scheme}://pmh.invalid`)
      await asked.promise
      vi.advanceTimersByTime(HANDSHAKE_TIMEOUT_MS)
      expect(await ending).toBe('R1015 timeout')
    })
  })
})

describe('a target', () => {
  it.each([
    ['http://pmh.invalid', 'HEAD http://pmh.invalid/ pmh.invalid'],
    ['http://pmh.invalid:8080', 'HEAD http://pmh.invalid:8080/ pmh.invalid:8080'],
    ['http://[::1]:8080', 'HEAD http://[::1]:8080/ [::1]:8080'],
    ['https://pmh.invalid', 'CONNECT pmh.invalid:443 pmh.invalid:443'],
    ['https://[::1]:8443', 'CONNECT [::1]:8443 [::1]:8443'],
  ])('%s is asked for as %s, and resolved by the proxy alone', async (url, line) => {
    const proxy = await testProxy(says(503))
    expect(await post(await dispatcherThrough(proxy, NONE), url)).toBe('R1014 HTTP503')
    expect(proxy.seen.map(({ method, target, headers }) => `${method} ${target} ${headers.host}`)).toEqual([
      line,
    ])
  })
})

describe('several folders at once', () => {
  it('try a wrong password once, not once each: it would lock the account', async () => {
    const pmh = await target()
    const proxy = await testProxy(ntlmGuard({ ...ACCOUNT, password: 'other' }))
    const dispatcher = await dispatcherThrough(proxy, NTLM)
    const endings = await Promise.all(Array.from({ length: 8 }, () => post(dispatcher, pmh.url)))
    expect(endings).toEqual(Array(8).fill('R1005 HTTP407'))
    expect(await post(dispatcher, pmh.url)).toBe('R1005 HTTP407')
    expect(summary(proxy)).toEqual(['1 HEAD type 1', '1 HEAD type 3'])
  })

  it('ask for a target that the proxy cannot reach once, not one after the other', async () => {
    const proxy = await testProxy(says(504))
    const dispatcher = await dispatcherThrough(proxy, NONE)
    const endings = await Promise.all(
      Array.from({ length: 8 }, () => post(dispatcher, 'https://pmh.invalid')),
    )
    expect(endings).toEqual(Array(8).fill('R1014 HTTP504'))
    expect(summary(proxy)).toEqual(['1 CONNECT'])
  })

  it('have a connection each, proved for itself', async () => {
    const pmh = await target()
    const proxy = await testProxy(ntlmGuard(ACCOUNT))
    const dispatcher = await dispatcherThrough(proxy, NTLM)
    const endings = await Promise.all(Array.from({ length: 3 }, () => post(dispatcher, pmh.url, MEBIBYTE)))
    expect(endings).toEqual(Array(3).fill('200 received'))
    expect(proxy.seen.filter((seen) => ntlmType(seen) === 3).map((seen) => seen.connection)).toEqual([
      1, 2, 3,
    ])
  })
})

describe('a connection that was quiet for two seconds', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is closed: the proxy may have forgotten it, and a file would lose its try on it', async () => {
    const pmh = await target()
    const proxy = await testProxy()
    const dispatcher = await dispatcherThrough(proxy, NONE)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await post(dispatcher, pmh.url)
    const [socket] = proxy.open
    vi.advanceTimersByTime(1_999)
    expect(await post(dispatcher, pmh.url)).toBe('200 received')
    expect([...proxy.open]).toEqual([socket])
    const closed = new Promise((resolve) => socket?.once('close', resolve))
    vi.advanceTimersByTime(2_000)
    await closed
    expect(await post(dispatcher, pmh.url)).toBe('200 received')
    expect(summary(proxy)).toEqual(['1 HEAD', '1 POST', '1 POST', '2 HEAD', '2 POST'])
  })
})

describe('a line that is closed', () => {
  it('leaves no connection behind, neither idle nor in its handshake', async () => {
    const pmh = await target()
    const asked = Promise.withResolvers<void>()
    const proxy = await testProxy(({ target: url }) => {
      if (!url.includes('silent')) return 'pass'
      asked.resolve()
      return 'silence'
    })
    const dispatcher = await dispatcherThrough(proxy, NONE)
    expect(await post(dispatcher, pmh.url)).toBe('200 received')
    const ending = post(dispatcher, 'http://silent.invalid')
    await asked.promise
    expect(proxy.open.size).toBe(2)
    const closed = [...proxy.open].map((socket) => once(socket, 'close'))
    await dispatcher.destroy()
    await Promise.all(closed)
    expect(await ending).toMatch(/^(?:R1015|UND_ERR_DESTROYED)/)
  })
})

describe('the environment', () => {
  it('names a proxy in vain', async () => {
    const pmh = await target()
    const proxy = await testProxy()
    vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${proxy.port}`)
    vi.stubEnv('NO_PROXY', '127.0.0.1')
    onTestFinished(() => {
      vi.unstubAllEnvs()
    })
    expect(await post(await dispatcherThrough(proxy, { ProxyAddress: '', ProxyPort: '' }), pmh.url)).toBe(
      '200 received',
    )
    expect(proxy.seen).toEqual([])
    expect(await post(await dispatcherThrough(proxy, NONE), pmh.url)).toBe('200 received')
    expect(proxy.seen).toHaveLength(2)
  })
})
