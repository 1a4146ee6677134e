import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { CONNECT_TIMEOUT_MS, type DialOptions, dial } from './dial.ts'

async function listeningPort(host = '127.0.0.1'): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => {})).listen(0, host)
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
  })
  return (server.address() as AddressInfo).port
}

async function deadPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const to = (options: Partial<DialOptions>): DialOptions => ({
  host: '127.0.0.1',
  port: 1,
  isProxy: false,
  signal: new AbortController().signal,
  ...options,
})

describe('a connection', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it.each(['127.0.0.1', '::1', 'localhost'])('is made to %s', async (host) => {
    const port = await listeningPort(host)
    const socket = await dial(to({ host, port }))
    onTestFinished(() => {
      socket.destroy()
    })
    expect(socket.remotePort).toBe(port)
  })

  it.each([
    [false, 'R1002'],
    [true, 'R1004'],
  ])('where nobody listens (proxy: %s) is %s', async (isProxy, code) => {
    const port = await deadPort()
    await expect(dial(to({ port, isProxy }))).rejects.toMatchObject({ code, detail: 'ECONNREFUSED' })
  })

  it.each([
    [false, 'R1001'],
    [true, 'R1004'],
  ])('to a name that nobody knows (proxy: %s) is %s', async (isProxy, code) => {
    await expect(dial(to({ host: 'nonexistent.invalid', isProxy }))).rejects.toMatchObject({
      code,
      detail: expect.stringMatching(/^(?:ENOTFOUND|EAI_AGAIN)$/),
    })
  })

  it.each([
    [false, 'R1003'],
    [true, 'R1004'],
  ])('that does not come about in time (proxy: %s) is %s', async (isProxy, code) => {
    const port = await listeningPort()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const dialling = dial(to({ port, isProxy }))
    vi.advanceTimersByTime(CONNECT_TIMEOUT_MS)
    await expect(dialling).rejects.toMatchObject({ code, detail: 'ETIMEDOUT' })
  })

  it('has no time limit once it is there', async () => {
    const port = await listeningPort()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const socket = await dial(to({ port }))
    vi.advanceTimersByTime(CONNECT_TIMEOUT_MS)
    expect([socket.destroyed, vi.getTimerCount()]).toEqual([false, 0])
    socket.destroy()
  })

  it('is given up before, during and after', async () => {
    const port = await listeningPort()
    await expect(dial(to({ port, signal: AbortSignal.abort() }))).rejects.toThrow()
    const during = new AbortController()
    const dialling = dial(to({ port, signal: during.signal }))
    during.abort()
    await expect(dialling).rejects.toThrow()
    const after = new AbortController()
    const socket = await dial(to({ port, signal: after.signal }))
    const closed = new Promise((resolve) => socket.once('close', resolve))
    after.abort()
    await closed
  })
})
