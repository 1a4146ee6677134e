import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReceivedUpload } from './received-upload.ts'
import { createUploadBook, type OpenUpload } from './upload-book.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'upload-book-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function open(): OpenUpload {
  return { path: '/', token: { last4: '', index: null }, state: 'reading' }
}

function facts(connectionId: number): ReceivedUpload {
  return {
    at: '2025-08-15T00:00:00.000Z',
    method: 'POST',
    path: '/',
    token: { last4: '1111', index: 0 },
    bytes: 0,
    bodyBytes: 0,
    sha256: '',
    complete: true,
    contentType: null,
    contentLength: null,
    connectionId,
    outcome: 'accepted',
    status: 200,
    serialNumber: null,
  }
}

describe('createUploadBook', () => {
  it('moves an upload from under way to received', () => {
    const book = createUploadBook(undefined)
    const upload = open()
    book.begin(upload)
    book.enter(upload, 'held')
    expect(book.underWay).toEqual([{ ...open(), state: 'held' }])
    book.finish(upload, facts(1))
    expect(book.underWay).toEqual([])
    expect(book.received).toEqual([facts(1)])
  })

  it('keeps the last 10,000 and counts on', () => {
    const book = createUploadBook(undefined)
    for (let id = 1; id <= 10_003; id += 1) book.finish(open(), facts(id))
    expect(book.received).toHaveLength(10_000)
    expect(book.received[0]?.connectionId).toBe(4)
    expect(book.receivedCount).toBe(10_003)
  })

  it('tells who waits: the next end, and a condition', async () => {
    const book = createUploadBook(undefined)
    const upload = open()
    const next = book.next()
    const held = book.when(() => book.underWay.some((one) => one.state === 'held'))
    book.begin(upload)
    book.enter(upload, 'held')
    await held
    book.finish(upload, facts(7))
    expect((await next).connectionId).toBe(7)
    await book.when(() => book.received.length === 1)
  })

  it('gives the mistake of a condition back to who asked', async () => {
    const book = createUploadBook(undefined)
    const asked = book.when(() => {
      if (book.receivedCount > 0) throw new Error('mistake')
      return false
    })
    book.finish(open(), facts(1))
    await expect(asked).rejects.toThrow('mistake')
    expect(book.receivedCount).toBe(1)
  })

  it('rejects who still waits when it is closed', async () => {
    const book = createUploadBook(undefined)
    const next = book.next()
    book.close()
    book.close()
    await expect(next).rejects.toThrow('closed')
    await expect(book.next()).rejects.toThrow('closed')
  })

  it('appends one line per upload to the record file, for the owner alone', () => {
    const file = join(folder, 'requests.jsonl')
    writeFileSync(file, '{"earlier":true}\n', { mode: 0o600 })
    const book = createUploadBook(file)
    book.finish(open(), facts(1))
    // Read before close: each line is there as soon as its upload ended.
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual([{ earlier: true }, facts(1)])
    expect(statSync(file).mode & 0o077).toBe(0)
    book.close()
  })

  it('throws when the record file cannot be opened', () => {
    expect(() => createUploadBook(folder)).toThrow('EISDIR')
  })
})
