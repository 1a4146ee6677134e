import type { Socket } from 'node:net'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { dial } from './dial.ts'
import { type Carrier, HANDSHAKE_TIMEOUT_MS, shakeHands } from './proxy-handshake.ts'
import type { ProxyAuthentication } from './route.ts'
import { type Guard, says, testProxy } from './testing/proxy.ts'

const HEAD: Carrier = { method: 'HEAD', target: 'http://pmh.example/', host: 'pmh.example' }
const CONNECT: Carrier = { method: 'CONNECT', target: 'pmh.example:443', host: 'pmh.example:443' }
const NONE: ProxyAuthentication = { scheme: 'none' }
const BASIC: ProxyAuthentication = { scheme: 'Basic', user: 'hanako', password: 'SECRET-1' }

async function connected(guard: Guard): Promise<Socket> {
  const { port } = await testProxy(guard)
  const socket = await dial({ host: '127.0.0.1', port, isProxy: true, signal: new AbortController().signal })
  onTestFinished(() => void socket.destroy())
  return socket
}

const ok: Guard = () => ({ raw: 'HTTP/1.1 200 OK\r\n\r\n' })
const silent: Guard = () => 'silence'

describe('the time that a handshake may take', () => {
  afterEach(() => void vi.useRealTimers())
  const held = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })

  // Else it would end the connection in the midst of an upload, which would be a doubt.
  it.each<[string, Carrier]>([
    ['HEAD', HEAD],
    ['CONNECT', CONNECT],
  ])('is over with it: nothing ends the connection later (%s)', async (_, carrier) => {
    const socket = await connected(ok)
    held()
    expect(await shakeHands(socket, carrier, NONE)).toBe('through')
    expect(vi.getTimerCount()).toBe(0)
    vi.advanceTimersByTime(2 * HANDSHAKE_TIMEOUT_MS)
    expect([socket.destroyed, socket.errored]).toEqual([false, null])
  })

  it('leaves no timer behind one that failed', async () => {
    const socket = await connected(says(407, ['Proxy-Authenticate: Basic realm="x"']))
    held()
    await expect(shakeHands(socket, HEAD, BASIC)).rejects.toMatchObject({ code: 'R1005' })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is not shorter than a proxy’s own patience with its target', async () => {
    const socket = await connected(silent)
    held()
    const shaking = shakeHands(socket, HEAD, NONE)
    vi.advanceTimersByTime(60_000)
    expect(socket.destroyed).toBe(false)
    vi.advanceTimersByTime(HANDSHAKE_TIMEOUT_MS - 60_000)
    await expect(shaking).rejects.toMatchObject({ code: 'R1015', detail: 'timeout' })
  })
})

describe('a handshake that fails', () => {
  it.each<[string, Guard, Carrier, ProxyAuthentication, string]>([
    ['a wrong password', says(407, ['Proxy-Authenticate: Basic']), HEAD, BASIC, 'R1005'],
    ['another method', says(407, ['Proxy-Authenticate: Digest realm="x"']), CONNECT, BASIC, 'R1013'],
    ['a gateway without its target', says(502), HEAD, NONE, 'R1014'],
    ['no way through', says(403), CONNECT, NONE, 'R1014'],
    ['an answer that is none', () => ({ raw: 'SSH-2.0\r\n\r\n' }), HEAD, NONE, 'R1015'],
    ['a reset', () => 'reset', HEAD, NONE, 'R1015'],
  ])('closes its connection, and tells no password: %s', async (_, guard, carrier, authentication, code) => {
    const socket = await connected(guard)
    const closed = new Promise((resolve) => socket.once('close', resolve))
    const error = await shakeHands(socket, carrier, authentication).catch((met: unknown) => met)
    expect(error).toMatchObject({ code })
    expect(JSON.stringify({ ...(error as object), text: String(error) })).not.toContain('SECRET')
    await closed
    expect(socket.destroyed).toBe(true)
  })
})

it.each([200, 301, 401, 404, 405, 500, 501, 505])(
  'what a target thinks of HEAD is no hindrance (%i)',
  async (status) => {
    expect(await shakeHands(await connected(says(status)), HEAD, NONE)).toBe('through')
  },
)

it.each(['Connection: close', 'Proxy-Connection: close'])(
  'a proxy that closes after HEAD has let us through all the same: the next connection needs no question (%s)',
  async (header) => {
    expect(await shakeHands(await connected(says(200, [header])), HEAD, NONE)).toBe('known')
  },
)
