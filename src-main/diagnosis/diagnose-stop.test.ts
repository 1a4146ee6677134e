import { execFileSync, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { open } from 'node:fs/promises'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { isThrough } from '../../src-shared/domain/diagnosis.ts'
import type { RawSettings } from '../../src-shared/domain/settings.ts'
import { diagnosisFact } from '../../src-shared/text/ja/diagnosis.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { diagnosed, folderWith, TOKEN } from './testing/diagnosed.ts'

const REFUSAL = 'HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n'

/** Says nothing from the moment on that a request matches; refuses the others. */
async function silentPeer(isTheOne: (bytes: string) => boolean) {
  const open = new Set<Socket>()
  const events = new EventEmitter()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => {
      open.delete(socket)
      events.emit('closed')
    })
    socket.on('data', (chunk: Buffer) => {
      if (isTheOne(chunk.toString('latin1'))) events.emit('asked')
      else socket.write(REFUSAL)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    const closed = once(server, 'close')
    server.close()
    for (const socket of open) socket.destroy()
    await closed
  })
  return {
    port: (server.address() as AddressInfo).port,
    asked: once(events, 'asked'),
    async allClosed() {
      while (open.size > 0) await once(events, 'closed')
    },
  }
}

const at = (scheme: string, port: number): RawSettings => ({
  PostRegistrationTasksBaseURL: `${scheme}://127.0.0.1:${port}`,
})
const behind = (port: number): RawSettings => ({
  ...at('https', 9),
  ProxyAddress: '127.0.0.1',
  ProxyPort: String(port),
})

it.each<[string, (port: number) => RawSettings, (bytes: string) => boolean]>([
  ['proxy', behind, (bytes) => bytes.startsWith('CONNECT')],
  ['tls', (port) => at('https', port), () => true],
  ['http', (port) => at('http', port), () => true],
  ['token', (port) => at('http', port), (bytes) => /authorization/i.test(bytes)],
])('a stop at %s that hangs ends it, and leaves no connection', async (name, raw, isTheOne) => {
  const peer = await silentPeer(isTheOne)
  const stop = new AbortController()
  const folders = [folderWith('a', TOKEN), folderWith('b', TOKEN)]
  const diagnosing = diagnosed(raw(peer.port), { signal: stop.signal, folders })
  await peer.asked
  stop.abort()
  const steps = await diagnosing
  await peer.allClosed()
  const index = steps.findIndex(({ result }) => result === 'not_reached')
  expect(steps[index]?.name).toBe(name)
  for (const step of steps.slice(index))
    expect(step).toMatchObject({ result: 'not_reached', code: null, fact: diagnosisFact.stopped })
  expect(steps.slice(-2).map(({ subject }) => subject)).toEqual(['a', 'b'])
  expect(isThrough(steps)).toBe(false)
})

it.each<[string, (port: number) => RawSettings]>([
  ['straight', (port) => at('http', port)],
  ['through a proxy', (port) => ({ ...behind(port), ...at('http', 9) })],
])('what goes to its end leaves no connection either: %s', async (_, raw) => {
  const peer = await silentPeer(() => false)
  const steps = await diagnosed(raw(peer.port))
  expect(steps.at(-1)).toMatchObject({ name: 'token', code: 'HTTP401' })
  await peer.allClosed()
})

it('a stop before the beginning touches nothing', async () => {
  const stop = new AbortController()
  stop.abort()
  const steps = await diagnosed(at('http', 9), { signal: stop.signal })
  expect(new Set(steps.map(({ result }) => result))).toEqual(new Set(['not_reached']))
  expect(steps).toHaveLength(10)
})

it.skipIf(process.platform === 'win32').each<[string, RawSettings]>([
  ['name', { PostRegistrationTasksBaseURL: 'http://localhost:9' }],
  ['store', { PostRegistrationTasksBaseURL: 'http://127.0.0.1:9', CaCertificateFiles: import.meta.filename }],
])('a stop ends the %s that the system does not answer for', async (name, raw) => {
  await occupiedSystem()
  const stop = new AbortController()
  const steps = await diagnosed(raw, {
    signal: stop.signal,
    onStep: (step) => {
      // The step before has just ended; the one that hangs has begun when this turn is over.
      if (step.name === (name === 'name' ? 'store' : 'account')) setImmediate(() => stop.abort())
    },
  })
  expect(steps.find(({ result }) => result === 'not_reached')?.name).toBe(name)
})

/** Every thread that asks for names and reads files waits for a writer that does not come before the test's end. */
async function occupiedSystem(): Promise<void> {
  const threads = Number(process.env.UV_THREADPOOL_SIZE ?? 4)
  const pipes = Array.from({ length: threads }, (_, index) => path.join(tempFolder(), `pipe${index}`))
  execFileSync('sh', ['-c', 'mkfifo "$@"', 'sh', ...pipes])
  const opening = pipes.map((pipe) => open(pipe))
  onTestFinished(async () => {
    // Another process, since no thread is left here.
    const writer = spawn('sh', ['-c', 'for pipe; do : > "$pipe"; done', 'sh', ...pipes])
    await once(writer, 'exit')
    for (const file of await Promise.all(opening)) await file.close()
  })
}
