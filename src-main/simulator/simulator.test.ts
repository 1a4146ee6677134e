import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SERIAL_PATTERN } from '../pmh/contract.ts'
import { type Simulator, startSimulator } from './simulator.ts'
import { CSV_PATH, openUpload, post } from './testing/upload-client.ts'

const T1 = 'PRACTICE-TOKEN-1111'
const T2 = 'PRACTICE-TOKEN-2222'
const BODY = Buffer.from('氏名,住所\r\n')

let simulator: Simulator
beforeEach(async () => {
  simulator = await startSimulator({ tokens: [T1, T2], now: () => new Date(2025, 7, 15, 9, 0) })
})
afterEach(() => simulator.close())

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')

describe('an upload in order', () => {
  it('is answered with a serial number and recorded with its facts', async () => {
    const answer = await post(simulator.url, BODY, { token: T2 })
    expect(answer).toMatchObject({
      status: 200,
      body: '{"processingSerialNumber":"S0020250815000000000001"}',
    })
    expect(simulator.received).toEqual([
      {
        at: new Date(2025, 7, 15, 9, 0).toISOString(),
        method: 'POST',
        path: CSV_PATH,
        token: { last4: '2222', index: 1 },
        bytes: BODY.length,
        bodyBytes: BODY.length,
        sha256: sha256(BODY),
        complete: true,
        contentType: 'text/csv',
        contentLength: BODY.length,
        connectionId: 1,
        outcome: 'accepted',
        status: 200,
        serialNumber: 'S0020250815000000000001',
      },
    ])
    expect(simulator.underWay).toEqual([])
  })

  it('gets a number of its own each time, from many connections at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => post(simulator.url, BODY, { token: T1 })),
    )
    const serials = answers.map((answer) => JSON.parse(answer.body).processingSerialNumber as string)
    expect(new Set(serials).size).toBe(30)
    for (const serial of serials) expect(serial).toMatch(SERIAL_PATTERN)
    expect(new Set(simulator.received.map((upload) => upload.connectionId)).size).toBe(30)
  })

  it('may be large, chunked and empty', async () => {
    const large = Buffer.alloc(5_000_000, 'あ')
    await post(simulator.url, large, { token: T1 })
    expect(simulator.received[0]).toMatchObject({ bytes: large.length, sha256: sha256(large) })
    const { request, answer } = openUpload(simulator.url, { token: T1 })
    request.write('a,')
    request.end('b\n')
    await answer
    expect(simulator.received[1]).toMatchObject({ contentLength: null, bytes: 4, sha256: sha256('a,b\n') })
    await post(simulator.url, '', { token: T1 })
    expect(simulator.received[2]).toMatchObject({ bytes: 0, complete: true, outcome: 'accepted' })
  })

  it('may be multipart: the hash is the file’s', async () => {
    const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    const body = `${head}a,b\n\r\n--b--\r\n`
    await post(simulator.url, body, { token: T1, contentType: 'multipart/form-data; boundary=b' })
    expect(simulator.received[0]).toMatchObject({
      outcome: 'accepted',
      bytes: 4,
      bodyBytes: body.length,
      sha256: sha256('a,b\n'),
    })
  })

  it('may go to any endpoint, also behind the path of a base URL', async () => {
    const json = { path: '/gw/medicalSubsidy/api/v1/registrationTasks', contentType: 'application/json' }
    expect((await post(simulator.url, '[]', { token: T1, ...json })).status).toBe(200)
    const query = { path: `${CSV_PATH}?trace=1` }
    expect((await post(simulator.url, BODY, { token: T1, ...query })).status).toBe(200)
    expect(simulator.received.map((upload) => upload.path)).toEqual([json.path, CSV_PATH])
  })
})

describe('what PMH refuses', () => {
  it.each([
    ['unknown', 'PRACTICE-TOKEN-9999', '9999'],
    ['missing', undefined, ''],
    ['longer', `${T1}x`, '111x'],
  ])('an upload with a token that is %s, after its body', async (_, token, last4) => {
    const body = Buffer.alloc(3_000_000, 'x')
    const answer = await post(simulator.url, body, token === undefined ? {} : { token })
    expect(answer.status).toBe(401)
    expect(answer.body).toBe('{"errorCode":"E4010003","errorMessage":"認証に失敗しました。"}')
    expect(simulator.received[0]).toMatchObject({
      token: { last4, index: null },
      bytes: body.length,
      complete: true,
      outcome: 'unauthorized',
      serialNumber: null,
    })
  })

  it('a body of the wrong type', async () => {
    const answer = await post(simulator.url, '[]', { token: T1, contentType: 'application/json' })
    expect(answer.status).toBe(415)
    expect(JSON.parse(answer.body)).toMatchObject({ errorCode: 'E4150001' })
    expect(simulator.received[0]).toMatchObject({ outcome: 'refused', serialNumber: null })
  })

  it('an unknown path, without a code of PMH', async () => {
    const answer = await post(simulator.url, BODY, { token: T1, path: '/simulator/received' })
    expect(answer.status).toBe(404)
    expect(answer.headers['content-type']).toContain('text/html')
    expect(simulator.received[0]).toMatchObject({ path: '/simulator/received', outcome: 'refused' })
  })

  it('another method, without effect', async () => {
    simulator.behave('stall', { times: 1 })
    const get = await post(simulator.url, '', { method: 'GET', token: T1 })
    expect([get.status, get.headers.allow]).toEqual([405, 'POST'])
    expect((await post(simulator.url, '', { method: 'HEAD', token: T1 })).status).toBe(405)
    expect((await post(simulator.url, '', { method: 'GET', path: '/' })).status).toBe(404)
    for (const options of [{}, { token: 'another' }]) {
      const refused = await post(simulator.url, '', { method: 'GET', ...options })
      expect([refused.status, refused.body]).toEqual([401, expect.stringContaining('E4010003')])
    }
    expect(simulator.receivedCount).toBe(0)
  })
})

describe('waiting', () => {
  it('nextUpload resolves with the next one that ends, well or broken', async () => {
    const first = simulator.nextUpload()
    await post(simulator.url, BODY, { token: T1 })
    expect((await first).outcome).toBe('accepted')
    const second = simulator.nextUpload()
    const { request, answer } = openUpload(simulator.url, { token: T1, contentLength: 100 })
    request.write('half')
    await simulator.waitFor((now) => now.underWay.length === 1)
    request.destroy()
    await answer
    expect(await second).toMatchObject({
      outcome: 'broken',
      complete: false,
      status: null,
      contentLength: 100,
    })
  })

  it('has an upload in the record before its answer arrives', async () => {
    for (let count = 1; count <= 20; count += 1) {
      await post(simulator.url, BODY, { token: T1 })
      expect(simulator.receivedCount).toBe(count)
    }
  })

  it('ends what is under way when it is closed', async () => {
    const { request, answer } = openUpload(simulator.url, { token: T1, contentLength: 100 })
    request.write('half')
    await simulator.waitFor((now) => now.underWay.length === 1)
    await simulator.close()
    expect(await answer).toMatchObject({ status: null, error: 'ECONNRESET' })
    expect(simulator.received[0]).toMatchObject({ outcome: 'broken', complete: false })
    await expect(simulator.nextUpload()).rejects.toThrow('closed')
  })
})

describe('its surroundings', () => {
  it('listens on the loopback address alone', async () => {
    const outer = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find((address) => address.family === 'IPv4' && !address.internal)
    const other = outer?.address ?? '127.0.0.2'
    const answer = await post(`http://${other}:${simulator.port}`, BODY, { token: T1 })
    expect(answer.error).toBe('ECONNREFUSED')
    expect(simulator.url).toBe(`http://127.0.0.1:${simulator.port}`)
  })

  it('throws when the port is taken', async () => {
    await expect(startSimulator({ tokens: [T1], port: simulator.port })).rejects.toThrow('EADDRINUSE')
  })

  it('takes a port that is asked for', async () => {
    const probe = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => probe.once('listening', resolve))
    const { port } = probe.address() as AddressInfo
    await new Promise((resolve) => probe.close(resolve))
    const second = await startSimulator({ tokens: [T1], port })
    expect(second.port).toBe(port)
    await second.close()
  })

  it('writes a record without tokens', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
    const recordFile = join(folder, 'requests.jsonl')
    const recording = await startSimulator({ tokens: [T1], recordFile })
    await post(recording.url, BODY, { token: T1 })
    await post(recording.url, BODY, { token: 'PRACTICE-TOKEN-9999' })
    const text = readFileSync(recordFile, 'utf8')
    await recording.close()
    rmSync(folder, { recursive: true })
    const lines = text.trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(recording.received)
    expect(text).not.toContain('PRACTICE')
    expect(text).toContain('"last4":"1111"')
  })

  it('keeps no part of a body', async () => {
    await post(simulator.url, 'SECRET-CONTENT', { token: T1 })
    expect(JSON.stringify(simulator.received)).not.toContain('SECRET-CONTENT')
  })
})
