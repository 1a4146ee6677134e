import { once } from 'node:events'
import { appendFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Behaviour } from '../simulator/behaviour.ts'
import { openedLine, simulator, submit, submitInTurn, TOKEN } from './testing/opened-line.ts'
import { deadPort, plainServer } from './testing/plain-server.ts'
import { HUGE_BYTES, hugeFile, uploadFile } from './testing/upload-file.ts'

const SERIAL = /^accepted S00\d{20}$/

describe('an upload', () => {
  it('arrives as it lies on the disk, declared by type, length and token', async () => {
    const pmh = await simulator()
    const file = uploadFile()
    expect(await submit(await openedLine(pmh.url), file)).toMatch(SERIAL)
    expect(pmh.received).toMatchObject([
      {
        method: 'POST',
        path: '/medicalSubsidy/api/v1/csv/differentialHistoryRegistrationTasks',
        token: { index: 0 },
        bytes: file.sizeBytes,
        bodyBytes: file.sizeBytes,
        sha256: file.sha256,
        complete: true,
        contentType: 'text/csv',
        contentLength: file.sizeBytes,
      },
    ])
  })

  it('of JSON goes to the place and has the type of JSON', async () => {
    const pmh = await simulator()
    const line = await openedLine(pmh.url, { PostRegistrationFileType: '1', PostRegistrationTasksType: '1' })
    expect(await submit(line, uploadFile('[]', 'a.json'))).toMatch(SERIAL)
    expect(pmh.received).toMatchObject([
      { path: '/medicalSubsidy/api/v1/registrationTasks', contentType: 'application/json', contentLength: 2 },
    ])
  })

  it('may be empty', async () => {
    const pmh = await simulator()
    const file = uploadFile('')
    expect(await submit(await openedLine(pmh.url), file)).toMatch(SERIAL)
    expect(pmh.received).toMatchObject([{ bytes: 0, contentLength: 0, complete: true, sha256: file.sha256 }])
  })

  it('may be large, and tells how far it is', async () => {
    const pmh = await simulator()
    const file = hugeFile()
    const progress: number[] = []
    const line = await openedLine(pmh.url)
    expect(await submit(line, file, { onProgress: (sent) => progress.push(sent) })).toMatch(SERIAL)
    expect(pmh.received).toMatchObject([
      { bytes: HUGE_BYTES, contentLength: HUGE_BYTES, sha256: file.sha256 },
    ])
    expect([progress[0], progress.at(-1)]).toEqual([0, HUGE_BYTES])
    expect(progress.length).toBeGreaterThan(100)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  })

  it.each(['', 'x', 'あ'.repeat(100_000)])('may be multipart, with its length right', async (content) => {
    const pmh = await simulator()
    const file = uploadFile(content)
    expect(await submit(await openedLine(pmh.url, { BodyFormat: 'multipart' }), file)).toMatch(SERIAL)
    const [received] = pmh.received
    expect(received).toMatchObject({ bytes: file.sizeBytes, sha256: file.sha256, complete: true })
    expect(received?.contentType).toMatch(/^multipart\/form-data; boundary=pmh-relay-[0-9a-f-]{36}$/)
    expect(received?.contentLength).toBe(received?.bodyBytes)
  })

  it('as multipart has one part with field, escaped file name and type', async () => {
    let text = ''
    let type = ''
    const { url } = await plainServer(async (request, response) => {
      type = request.headers['content-type'] ?? ''
      for await (const chunk of request) text += chunk
      response.end('{"serialNumber":"1"}')
    })
    const line = await openedLine(url, { BodyFormat: 'multipart', MultipartField: 'up"load' })
    expect(await submit(line, uploadFile('a,b\r\n', '見本"1.csv'))).toBe('accepted 1')
    const boundary = type.split('boundary=')[1]
    expect(text).toBe(
      `--${boundary}\r\nContent-Disposition: form-data; name="up%22load"; filename="見本%221.csv"\r\n` +
        `Content-Type: text/csv\r\n\r\na,b\r\n\r\n--${boundary}--\r\n`,
    )
  })

  it('asks for JSON and sends no header that nobody asked for', async () => {
    let headers: object = {}
    const { url, port } = await plainServer((request, response) => {
      headers = request.headers
      response.end('{"serialNumber":"1"}')
    })
    await submit(await openedLine(url), uploadFile('12345'))
    expect(headers).toEqual({
      host: `127.0.0.1:${port}`,
      connection: 'keep-alive',
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'text/csv',
      'content-length': '5',
      accept: 'application/json',
    })
  })
})

describe('each way in which a server can fail', () => {
  it.each<[string, Behaviour]>([
    [
      'rejected E4000012 項目が不正です。',
      { kind: 'status', status: 400, code: 'E4000012', message: '項目が不正です。' },
    ],
    [
      'rejected E5030001 停止中です。',
      { kind: 'status', status: 503, code: 'E5030001', message: '停止中です。' },
    ],
    ['rejected E4010003 認証に失敗しました。', { kind: 'wrong_token_for', token: TOKEN }],
    // A gateway in debugging mode repeats what it was sent.
    [
      'rejected E4000012 Bearer •••',
      { kind: 'status', status: 400, code: 'E4000012', message: `Bearer ${TOKEN}` },
    ],
    ['rejected HTTP400 ', { kind: 'status', status: 400, code: TOKEN, message: '' }],
    ['rejected HTTP404 ', { kind: 'status', status: 404 }],
    ['rejected HTTP500 ', { kind: 'status', status: 500 }],
    ['R2006 in_doubt', { kind: 'status', status: 408 }],
    ['R2006 in_doubt', { kind: 'status', status: 502 }],
    ['R2006 in_doubt', { kind: 'status', status: 503 }],
    ['R2006 in_doubt', { kind: 'status', status: 504 }],
    ['R1008 safe', { kind: 'status', status: 429 }],
    ['R1005 safe', { kind: 'status', status: 407 }],
    ['R2005 in_doubt', { kind: 'status', status: 204 }],
    ['R2003 in_doubt', 'no_serial'],
    ['R2005 in_doubt', 'html_page'],
    ['R2005 in_doubt', 'not_json'],
    ['R2005 in_doubt', 'truncated_answer'],
    ['R2004 in_doubt', { kind: 'oversized_answer', bytes: 1024 * 1024 + 1 }],
    ['R2007 in_doubt', { kind: 'redirect', status: 302, location: '/elsewhere' }],
    ['R1009 safe', { kind: 'redirect', status: 307, location: '/elsewhere' }],
    ['R2002 in_doubt', 'reset_before_body'],
    ['R2002 in_doubt', 'reset_after_body'],
  ])('%s: %j, after one POST', async (ending, behaviour) => {
    const pmh = await simulator()
    pmh.behave(behaviour, { times: 1 })
    const line = await openedLine(pmh.url)
    expect(await submit(line, uploadFile())).toBe(ending)
    expect(pmh.receivedCount).toBe(1)
    // The line can be used again, and its next upload is the second one that PMH sees.
    expect(await submit(line, uploadFile('other'))).toMatch(SERIAL)
    expect(pmh.receivedCount).toBe(2)
  })

  it('an answer of just 1 MiB is read', async () => {
    const pmh = await simulator()
    pmh.behave({ kind: 'oversized_answer', bytes: 1024 * 1024 })
    expect(await submit(await openedLine(pmh.url), uploadFile())).toMatch(SERIAL)
  })

  it('a redirect is not followed, and the token stays here', async () => {
    const asked: (string | undefined)[] = []
    const other = await plainServer((request, response) => {
      asked.push(request.headers.authorization)
      response.end()
    })
    const pmh = await simulator()
    for (const status of [301, 302, 303, 307, 308]) {
      pmh.behave({ kind: 'redirect', status, location: `${other.url}/` }, { times: 1 })
      expect(await submit(await openedLine(pmh.url), uploadFile())).toMatch(/^R(?:2007 in_doubt|1009 safe)$/)
    }
    expect(asked).toEqual([])
    expect(pmh.receivedCount).toBe(5)
  })

  it.each([
    [307, 'R1009 safe'],
    [302, 'R2007 in_doubt'],
    [400, 'rejected HTTP400 '],
    [503, 'R2006 in_doubt'],
    [200, 'R2004 in_doubt'],
  ])('status %i with an endless page: %s', async (status, ending) => {
    const { url } = await plainServer((request, response) => {
      request.resume().once('end', () => {
        response.writeHead(status)
        const write = () => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
        }
        response.on('drain', write)
        write()
      })
    })
    expect(await submit(await openedLine(url), uploadFile())).toBe(ending)
  })

  it.each([
    [307, 'R1009 safe'],
    [302, 'R2007 in_doubt'],
    [500, 'rejected HTTP500 '],
    [200, 'R2005 in_doubt'],
  ])('status %i with a page that is cut off: %s', async (status, ending) => {
    const { url } = await plainServer((request, response) => {
      request.resume().once('end', () => {
        response.writeHead(status, { 'content-length': 100 })
        response.write('half', () => response.destroy())
      })
    })
    expect(await submit(await openedLine(url), uploadFile())).toBe(ending)
  })

  it.each<Behaviour>(['reset_before_body', { kind: 'reset_after_bytes', bytes: 100_000 }])(
    'a connection that breaks within a large body is safe: %j',
    async (behaviour) => {
      const pmh = await simulator()
      pmh.behave(behaviour, { times: 1 })
      expect(await submit(await openedLine(pmh.url), hugeFile())).toBe('R1007 safe')
      expect(pmh.received).toMatchObject([{ outcome: 'reset', complete: false }])
    },
  )

  it('an answer that is no HTTP is in doubt', async () => {
    const { url } = await plainServer((request) => {
      request.resume().once('end', () => request.socket.end('SSH-2.0-OpenSSH_9.6\r\n'))
    })
    expect(await submit(await openedLine(url), uploadFile())).toBe('R2002 in_doubt')
  })
})

describe('a target that cannot be reached', () => {
  it('refuses the connection: R1002', async () => {
    expect(await submit(await openedLine(`http://127.0.0.1:${await deadPort()}`), uploadFile())).toBe(
      'R1002 safe',
    )
  })

  it('has a name that nobody knows: R1001', async () => {
    expect(await submit(await openedLine('http://nonexistent.invalid'), uploadFile())).toBe('R1001 safe')
  })
})

describe('a file', () => {
  it('that is gone is R3001, and PMH has nothing whole', async () => {
    const pmh = await simulator()
    const file = uploadFile()
    unlinkSync(file.path)
    expect(await submit(await openedLine(pmh.url), file)).toBe('R3001 safe')
    expect(pmh.received.filter((upload) => upload.complete)).toEqual([])
  })

  it.each<[string, (file: string, size: number) => void]>([
    ['grows', (file) => appendFileSync(file, 'more')],
    ['gets other bytes', (file, size) => writeFileSync(file, Buffer.alloc(size, 'b'))],
    ['shrinks', (file) => writeFileSync(file, 'short')],
  ])('that %s under way never arrives whole: R3002', async (_, change) => {
    const pmh = await simulator()
    // Several chunks, the last of them full: what has grown is found only behind it.
    const file = uploadFile(Buffer.alloc(40 * 65_536, 'a'))
    const line = await openedLine(pmh.url)
    const ended = pmh.nextUpload()
    let isChanged = false
    const onProgress = (sent: number) => {
      if (sent < 65_536 || isChanged) return
      isChanged = true
      change(file.path, file.sizeBytes)
    }
    expect(await submit(line, file, { onProgress })).toBe('R3002 safe')
    const received = await ended
    expect(received).toMatchObject({ outcome: 'broken', complete: false, contentLength: file.sizeBytes })
    expect(received.bytes).toBeLessThan(file.sizeBytes)
  })
})

describe('an upload that is stopped', () => {
  it('before it began sends nothing: R1011', async () => {
    const pmh = await simulator()
    const line = await openedLine(pmh.url)
    expect(await submit(line, uploadFile(), { signal: AbortSignal.abort() })).toBe('R1011 safe')
    expect(await submit(line, uploadFile())).toMatch(SERIAL)
    expect(pmh.receivedCount).toBe(1)
  })

  it('before its last byte is R1011, and never arrives whole', async () => {
    const pmh = await simulator()
    pmh.behave({ kind: 'hold_body', afterBytes: 100_000 })
    const stop = new AbortController()
    const ending = submit(await openedLine(pmh.url), hugeFile(), { signal: stop.signal })
    await pmh.waitFor((now) => now.underWay[0]?.state === 'held')
    const ended = pmh.nextUpload()
    stop.abort('cancelled')
    expect(await ending).toBe('R1011 safe')
    pmh.release()
    expect(await ended).toMatchObject({ outcome: 'broken', complete: false })
  })

  it('after its last byte is in doubt: R2009', async () => {
    const pmh = await simulator()
    pmh.behave('stall')
    const stop = new AbortController()
    const ending = submit(await openedLine(pmh.url), uploadFile(), { signal: stop.signal })
    await pmh.waitFor((now) => now.underWay[0]?.state === 'stalled')
    stop.abort('shutdown')
    expect(await ending).toBe('R2009 in_doubt')
  })
})

describe('the time limit of an upload', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  const freezeTime = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })

  it('before the last byte is R1010', async () => {
    const pmh = await simulator()
    pmh.behave({ kind: 'hold_body', afterBytes: 100_000 })
    const file = hugeFile()
    freezeTime()
    const ending = submit(await openedLine(pmh.url, { PostRegistrationTimeSpan: '7' }), file)
    await pmh.waitFor((now) => now.underWay[0]?.state === 'held')
    vi.advanceTimersByTime(7 * 60_000)
    expect(await ending).toBe('R1010 safe')
  })

  it('after the last byte is in doubt: R2001; no shorter hidden limit applies', async () => {
    const pmh = await simulator()
    pmh.behave('stall')
    freezeTime()
    let isOver = false
    const ending = submit(await openedLine(pmh.url, { PostRegistrationTimeSpan: '60' }), uploadFile())
    void ending.then(() => {
      isOver = true
    })
    await pmh.waitFor((now) => now.underWay[0]?.state === 'stalled')
    vi.advanceTimersByTime(60 * 60_000 - 1)
    await new Promise((resolve) => setImmediate(resolve))
    expect([isOver, pmh.underWay.length]).toEqual([false, 1])
    vi.advanceTimersByTime(1)
    expect(await ending).toBe('R2001 in_doubt')
  })

  it('counts the time in which the answer comes', async () => {
    const { server, url } = await plainServer((request, response) => {
      request.resume().once('end', () => {
        response.writeHead(200)
        response.write('{"serialNumber":', () => server.emit('half'))
      })
    })
    freezeTime()
    const half = once(server, 'half')
    const ending = submit(await openedLine(url, { PostRegistrationTimeSpan: '1' }), uploadFile())
    await half
    vi.advanceTimersByTime(60_000)
    expect(await ending).toBe('R2001 in_doubt')
  })

  it('leaves no timer behind an upload that is through', async () => {
    const pmh = await simulator()
    const line = await openedLine(pmh.url)
    freezeTime()
    expect(await submit(line, uploadFile())).toMatch(SERIAL)
    vi.advanceTimersByTime(300 * 60_000)
    vi.useRealTimers()
    expect(await submit(line, uploadFile())).toMatch(SERIAL)
  })
})

describe('a line', () => {
  it.each<[string, Behaviour | null]>([
    ['that are accepted', null],
    ['that PMH refuses', { kind: 'status', status: 400, code: 'E4000012' }],
  ])('keeps its connection between uploads %s', async (_, behaviour) => {
    const pmh = await simulator()
    if (behaviour !== null) pmh.behave(behaviour)
    await submitInTurn(
      await openedLine(pmh.url),
      ['1', '2', '3', '4'].map((content) => uploadFile(content)),
    )
    expect(pmh.received.map((upload) => upload.connectionId)).toEqual([1, 1, 1, 1])
  })

  it('posts a file once when its kept connection is dead', async () => {
    const pmh = await simulator()
    const line = await openedLine(pmh.url)
    await submit(line, uploadFile())
    pmh.behave('reset_before_body', { times: 1 })
    expect(await submit(line, hugeFile())).toBe('R1007 safe')
    expect(pmh.received.map((upload) => upload.outcome)).toEqual(['accepted', 'reset'])
  })

  it('does not mix the answers of two uploads at once', async () => {
    const pmh = await simulator({ tokens: [TOKEN, 'PRACTICE-TOKEN-2222'] })
    pmh.behave({ kind: 'status', status: 400, code: 'E4000012', message: 'x' }, { token: TOKEN })
    const line = await openedLine(pmh.url)
    const endings = await Promise.all(
      [TOKEN, 'PRACTICE-TOKEN-2222', 'unknown-token'].map((token) =>
        submit(line, uploadFile(token), { token }),
      ),
    )
    expect(endings).toEqual([
      'rejected E4000012 x',
      expect.stringMatching(SERIAL),
      'rejected E4010003 認証に失敗しました。',
    ])
    expect(pmh.receivedCount).toBe(3)
  })
})

describe('the token', () => {
  it('is in no error, whatever goes wrong', async () => {
    const pmh = await simulator()
    const line = await openedLine(pmh.url)
    const dead = await openedLine(`http://127.0.0.1:${await deadPort()}`)
    const file = { ...uploadFile(), token: TOKEN, signal: new AbortController().signal, onProgress: () => {} }
    for (const behaviour of ['no_serial', 'reset_after_body', 'truncated_answer'] as const) {
      pmh.behave(behaviour, { times: 1 })
      const error = await line.submit(file).catch((met: unknown) => met)
      expect(error).toBeInstanceOf(Error)
      expect(`${error} ${JSON.stringify(error)}`).not.toContain('PRACTICE')
    }
    const refused = await dead.submit(file).catch((met: unknown) => met)
    expect(`${refused} ${JSON.stringify(refused)}`).not.toContain('PRACTICE')
  })
})

describe('an answer that comes before the whole body', () => {
  const early = (status: number, body: string) =>
    plainServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    })

  it('is in doubt when it says success: PMH cannot have registered what it had not received', async () => {
    const { url } = await early(200, '{"processingSerialNumber":"S0020261120000000000001"}')
    expect(await submit(await openedLine(url), hugeFile())).toBe('R2010 in_doubt')
  })

  it('is a rejection when it is an error of PMH', async () => {
    const { url } = await early(401, '{"errorCode":"E4010003","errorMessage":"認証に失敗しました。"}')
    expect(await submit(await openedLine(url), hugeFile())).toBe('rejected E4010003 認証に失敗しました。')
  })
})
