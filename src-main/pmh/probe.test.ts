import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { PmhProbe } from './probe.ts'
import { settingsWith } from './testing/contract-settings.ts'

const NEVER = new AbortController().signal

/** A server that answers as it likes. */
async function target(answer: RequestListener) {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, asked, server }
}

async function probe(url: string, timeoutMs?: number): Promise<PmhProbe> {
  const opened = await PmhProbe.open(settingsWith({ PostRegistrationTasksBaseURL: url }), timeoutMs)
  onTestFinished(() => opened.close())
  return opened
}

it('asks the endpoint by GET, with nothing but the token', async () => {
  const { url, asked } = await target((_, response) => response.end())
  const line = await probe(`${url}/base`)
  expect(await line.ask(null, NEVER)).toEqual({ status: 200, errorCode: null })
  expect(await line.ask('T1', NEVER)).toEqual({ status: 200, errorCode: null })
  expect(asked.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
    ['GET', '/base/medicalSubsidy/api/v1/csv/differentialHistoryRegistrationTasks', undefined],
    ['GET', '/base/medicalSubsidy/api/v1/csv/differentialHistoryRegistrationTasks', 'Bearer T1'],
  ])
  for (const { headers } of asked)
    expect([headers['content-length'], headers['transfer-encoding'], headers['content-type']]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
})

it.each<[string, number, string, string | null]>([
  ['PMH’s code', 401, '{"errorCode":"E4010003"}', 'E4010003'],
  ['PMH’s code below error', 403, '{"error":{"code":"E4030001"}}', 'E4030001'],
  ['PMH’s code behind a gateway', 503, '{"errorCode":"E5030001"}', 'E5030001'],
  ['a page', 404, '<html>', 'HTTP404'],
  ['nothing', 405, '', 'HTTP405'],
  ['a busy server', 429, '', 'HTTP429'],
  ['a gateway', 502, '', 'HTTP502'],
  ['a proxy', 407, '', 'HTTP407'],
  ['a code that is none of PMH’s, such as the token', 401, '{"errorCode":"SECRET-T1"}', 'HTTP401'],
  ['another page', 302, '{"errorCode":"E4010003"}', null],
  ['a page as a success', 200, '{"errorCode":"E4010003"}', null],
  ['a page without end', 401, 'x'.repeat(1024 * 1024), 'HTTP401'],
])('reads %s', async (_, status, body, errorCode) => {
  const { url } = await target((_, response) => response.writeHead(status).end(body))
  const line = await probe(url)
  expect(await line.ask('SECRET-T1', NEVER)).toEqual({ status, errorCode })
  // The line is good for the next token.
  expect(await line.ask('SECRET-T2', NEVER)).toEqual({ status, errorCode })
})

it.each<[string, RequestListener]>([
  ['breaks off', (_, response) => response.writeHead(401).write('{"err', () => response.destroy())],
  ['never ends', (_, response) => response.writeHead(401).write('{"err')],
])('has its answer though the page %s', async (_, answer) => {
  const line = await probe((await target(answer)).url, 100)
  expect(await line.ask('T', NEVER)).toEqual({ status: 401, errorCode: 'HTTP401' })
})

it('waits no longer than its time for an answer: R1003', async () => {
  const { url } = await target(() => {})
  await expect((await probe(url, 50)).ask('T', NEVER)).rejects.toMatchObject({ code: 'R1003' })
})

it('ends when it is told to, and leaves no connection', async () => {
  const stop = new AbortController()
  const { url, server } = await target((request) => {
    request.socket.once('close', () => server.emit('left'))
    stop.abort()
  })
  const left = once(server, 'left')
  await expect((await probe(url)).ask('T', stop.signal)).rejects.toMatchObject({ name: 'AbortError' })
  await left
})
