import { EventEmitter, once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { testProxy } from '../network/testing/proxy.ts'
import { settingsWith } from '../pmh/testing/contract-settings.ts'
import { WaySteps } from './way-steps.ts'

/** A door that lets everybody in, and counts who is inside. */
async function door() {
  const events = new EventEmitter()
  const inside = new Set<Socket>()
  const server = createServer((socket) => {
    inside.add(socket.on('error', () => {}).resume())
    socket.once('close', () => {
      inside.delete(socket)
      events.emit('left')
    })
    events.emit('came')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    for (const socket of inside) socket.destroy()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, inside, events }
}

function waySteps(raw: Parameters<typeof settingsWith>[0], signal = new AbortController().signal): WaySteps {
  const way = new WaySteps(settingsWith(raw), signal)
  onTestFinished(() => way.close())
  return way
}

it('a way that is closed leaves no connection at the target', async () => {
  const { url, inside, events } = await door()
  const way = waySteps({ PostRegistrationTasksBaseURL: url })
  const came = once(events, 'came')
  expect(await way.connect()).toMatchObject({ result: 'ok' })
  await came
  expect(inside.size).toBe(1)
  const left = once(events, 'left')
  way.close()
  await left
  expect(inside.size).toBe(0)
})

it('a way that staff stop leaves none either', async () => {
  const { url, inside, events } = await door()
  const stop = new AbortController()
  const way = waySteps({ PostRegistrationTasksBaseURL: url }, stop.signal)
  const came = once(events, 'came')
  await way.connect()
  await came
  const left = once(events, 'left')
  stop.abort()
  await left
  expect(inside.size).toBe(0)
})

it('the connection that only showed that the proxy is there is given back before another is asked for', async () => {
  const { url } = await door()
  let openAtQuestion = -1
  const proxy = await testProxy(() => {
    openAtQuestion = proxy.open.size
    return { raw: 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' }
  })
  const through = { ProxyAddress: '127.0.0.1', ProxyPort: String(proxy.port), ProxyAuthType: '1' }
  const way = waySteps({ PostRegistrationTasksBaseURL: url, ...through })
  expect(await way.connect()).toMatchObject({ result: 'ok' })
  const [first] = proxy.open
  if (first === undefined) throw new Error('no connection')
  const gone = first.destroyed ? Promise.resolve() : once(first, 'close')
  expect(await way.passProxy()).toMatchObject({ result: 'ok' })
  await gone
  expect([openAtQuestion > 0, proxy.open.size]).toEqual([true, 1])
})

it('what was not reached cannot be secured, and says so as a fault of the program', async () => {
  const way = waySteps({ PostRegistrationTasksBaseURL: 'https://127.0.0.1:9' })
  await expect(way.secure()).rejects.toThrow(TypeError)
})
