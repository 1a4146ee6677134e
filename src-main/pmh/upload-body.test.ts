import { createHash } from 'node:crypto'
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { UploadBody } from './upload-body.ts'

const EMPTY = Buffer.alloc(0)
const CHUNK = 64 * 1024

function fileOf(content: Buffer | string) {
  const file = path.join(tempFolder(), 'a.csv')
  writeFileSync(file, content)
  const bytes = readFileSync(file)
  const progress: number[] = []
  return {
    path: file,
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    onProgress: (sent: number) => progress.push(sent),
    progress,
  }
}

async function read(body: UploadBody): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of body.chunks()) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Reads as far as it goes, and tells what came and how it ended. */
async function readUntilError(body: UploadBody) {
  let length = 0
  try {
    for await (const chunk of body.chunks()) length += chunk.length
    return { length, code: null }
  } catch (error) {
    return { length, code: (error as { code: string }).code }
  }
}

/** Three chunks that all differ. */
const LARGE = Buffer.concat([1, 2, 3].map((fill) => Buffer.alloc(CHUNK, fill)))

describe('a body', () => {
  it.each([
    ['small', Buffer.from('氏名,住所\r\n')],
    ['empty', EMPTY],
    ['of just one chunk', LARGE.subarray(0, CHUNK)],
    ['of one chunk and a byte', LARGE.subarray(0, CHUNK + 1)],
    ['of several chunks', LARGE],
  ])('is the file’s bytes: %s', async (_, content) => {
    const file = fileOf(content)
    const body = new UploadBody(file, EMPTY, EMPTY)
    expect(body.contentLength).toBe(content.length)
    expect(body.handedOver).toBe(false)
    expect((await read(body)).equals(content)).toBe(true)
    expect(body.handedOver).toBe(true)
  })

  it.each([EMPTY, Buffer.from('x'), LARGE])(
    'stands between what multipart puts around it',
    async (content) => {
      const body = new UploadBody(fileOf(content), Buffer.from('<<'), Buffer.from('>>'))
      expect(body.contentLength).toBe(content.length + 4)
      expect((await read(body)).equals(Buffer.concat([Buffer.from('<<'), content, Buffer.from('>>')]))).toBe(
        true,
      )
    },
  )

  it('tells its progress from nothing to the last byte', async () => {
    const file = fileOf(LARGE)
    await read(new UploadBody(file, EMPTY, EMPTY))
    expect(file.progress[0]).toBe(0)
    expect(file.progress.at(-1)).toBe(LARGE.length)
    expect(file.progress).toEqual(file.progress.toSorted((a, b) => a - b))
  })

  it('is not handed over while its last chunk is still here', async () => {
    const body = new UploadBody(fileOf(LARGE), EMPTY, EMPTY)
    const handedOver: boolean[] = []
    for await (const _ of body.chunks()) handedOver.push(body.handedOver)
    expect(handedOver).toEqual([false, false, true])
  })
})

describe('a file that is not the one that was inspected', () => {
  it.each<[string, (file: string) => void]>([
    [
      'has one other byte at its start',
      (file) => writeFileSync(file, Buffer.concat([Buffer.of(9), LARGE.subarray(1)])),
    ],
    [
      'has one other byte at its end',
      (file) => writeFileSync(file, Buffer.concat([LARGE.subarray(0, -1), Buffer.of(9)])),
    ],
    ['has grown', (file) => appendFileSync(file, 'x')],
    ['has grown by megabytes', (file) => appendFileSync(file, Buffer.alloc(5_000_000))],
    ['has shrunk', (file) => truncateSync(file, LARGE.length - 1)],
    ['is empty now', (file) => truncateSync(file, 0)],
  ])('never leaves whole when it %s: R3002', async (_, change) => {
    const file = fileOf(LARGE)
    change(file.path)
    const body = new UploadBody(file, EMPTY, EMPTY)
    const { length, code } = await readUntilError(body)
    expect(code).toBe('R3002')
    expect(length).toBeLessThan(LARGE.length)
    expect(body.handedOver).toBe(false)
  })

  it('never leaves whole when it changes under way', async () => {
    const file = fileOf(LARGE)
    const body = new UploadBody(file, EMPTY, EMPTY)
    let length = 0
    const reading = (async () => {
      for await (const chunk of body.chunks()) {
        if (length === 0) writeFileSync(file.path, Buffer.alloc(LARGE.length, 9))
        length += chunk.length
      }
    })()
    await expect(reading).rejects.toMatchObject({ code: 'R3002', detail: file.path })
    expect(length).toBeLessThan(LARGE.length)
    expect(body.handedOver).toBe(false)
  })

  it.each([
    ['of full chunks', LARGE],
    ['with a short last chunk', LARGE.subarray(0, CHUNK + 10)],
  ])('never leaves whole when it grows under way: a file %s', async (_, content) => {
    const file = fileOf(content)
    const body = new UploadBody(file, EMPTY, EMPTY)
    let length = 0
    const reading = (async () => {
      for await (const chunk of body.chunks()) {
        if (length === 0) appendFileSync(file.path, LARGE)
        length += chunk.length
      }
    })()
    await expect(reading).rejects.toMatchObject({ code: 'R3002' })
    expect(length).toBeLessThan(content.length)
    expect(body.handedOver).toBe(false)
  })

  it('never leaves at all when it was empty and is not any more', async () => {
    const file = fileOf(EMPTY)
    appendFileSync(file.path, 'x')
    expect(await readUntilError(new UploadBody(file, EMPTY, EMPTY))).toEqual({ length: 0, code: 'R3002' })
  })
})

describe('a file that cannot be read is R3001', () => {
  it.each<[string, (file: string) => void]>([
    ['because it is gone', (file) => unlinkSync(file)],
    [
      'because it is a folder now',
      (file) => {
        unlinkSync(file)
        mkdirSync(file)
      },
    ],
  ])('%s', async (_, change) => {
    const file = fileOf('x')
    change(file.path)
    const body = new UploadBody(file, EMPTY, EMPTY)
    expect(await readUntilError(body)).toEqual({ length: 0, code: 'R3001' })
    expect(body.handedOver).toBe(false)
  })

  it.skipIf(process.platform === 'win32')('because it is a link now, even to the same bytes', async () => {
    const file = fileOf('x')
    const other = path.join(tempFolder(), 'other.csv')
    writeFileSync(other, 'x')
    unlinkSync(file.path)
    symlinkSync(other, file.path)
    expect(await readUntilError(new UploadBody(file, EMPTY, EMPTY))).toEqual({ length: 0, code: 'R3001' })
  })
})

/** How often this process has a file open. */
function openings(file: string): number {
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === file
    } catch {
      return false
    }
  }).length
}

/** An open file cannot be moved on Windows; here its handles can be counted. */
describe.runIf(process.platform === 'linux')('the handle of the file', () => {
  it('is let go of before the last bytes leave: the answer may come at once, and the move with it', async () => {
    const file = fileOf(LARGE)
    const seen: number[] = []
    for await (const _ of new UploadBody(file, EMPTY, EMPTY).chunks()) seen.push(openings(file.path))
    expect(seen).toEqual([1, 1, 0])
  })

  it('is let go of when the file is not the one that was inspected', async () => {
    const file = fileOf(LARGE)
    appendFileSync(file.path, 'x')
    expect(await readUntilError(new UploadBody(file, EMPTY, EMPTY))).toMatchObject({ code: 'R3002' })
    expect(openings(file.path)).toBe(0)
  })

  it('is let go of when nobody wants the rest: the connection broke, or staff stopped the upload', async () => {
    const file = fileOf(LARGE)
    const body = new UploadBody(file, EMPTY, EMPTY)
    for await (const _ of body.chunks()) break
    expect([openings(file.path), body.handedOver]).toEqual([0, false])
  })
})

it('counts as sent what was taken, not what was read', async () => {
  const file = fileOf(LARGE)
  const taken: [number, number | undefined][] = []
  let length = 0
  for await (const chunk of new UploadBody(file, EMPTY, EMPTY).chunks()) {
    taken.push([length, file.progress.at(-1)])
    length += chunk.length
  }
  expect(taken).toEqual([
    [0, 0],
    [CHUNK, CHUNK],
    [2 * CHUNK, 2 * CHUNK],
  ])
  expect(file.progress.at(-1)).toBe(LARGE.length)
})
