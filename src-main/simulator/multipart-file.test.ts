import { describe, expect, it } from 'vitest'
import { createMultipartReader, multipartBoundary } from './multipart-file.ts'

function part(header: string, content: string): string {
  return `--b0undary\r\n${header}\r\n\r\n${content}\r\n`
}

const END = '--b0undary--\r\n'
const FILE_HEADER = 'Content-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv'

/** Reads `body` in pieces of `size` bytes. */
function fileOf(body: string | Buffer, size: number): string {
  const found: Buffer[] = []
  const read = createMultipartReader('b0undary', (bytes) => found.push(Buffer.from(bytes)))
  const bytes = Buffer.from(body)
  for (let at = 0; at < bytes.length; at += size) read(bytes.subarray(at, at + size))
  return Buffer.concat(found).toString('latin1')
}

describe('createMultipartReader', () => {
  const SIZES = [1, 2, 3, 7, 16, 61, 10_000]

  it.each(SIZES)('finds the file in pieces of %i bytes', (size) => {
    expect(fileOf(part(FILE_HEADER, 'a,b\r\n1,2\r\n') + END, size)).toBe('a,b\r\n1,2\r\n')
  })

  it.each(SIZES)('passes over parts without a file name, pieces of %i bytes', (size) => {
    const body =
      part('Content-Disposition: form-data; name="note"', 'not this') + part(FILE_HEADER, 'this') + END
    expect(fileOf(`preamble\r\n${body}`, size)).toBe('this')
  })

  it.each(SIZES)('is not misled by what looks like a delimiter, pieces of %i bytes', (size) => {
    const content = '\r\n--b0undar\r\n--b0\r\r\n--\r\n\r\n-b0undary'
    expect(fileOf(part(FILE_HEADER, content) + END, size)).toBe(content)
  })

  it.each(SIZES)('knows an empty file, pieces of %i bytes', (size) => {
    expect(fileOf(part(FILE_HEADER, '') + END, size)).toBe('')
  })

  it('takes the first of two files alone', () => {
    expect(fileOf(part(FILE_HEADER, 'first') + part(FILE_HEADER, 'second') + END, 5)).toBe('first')
  })

  it('takes a file name in the extended notation', () => {
    expect(
      fileOf(part("Content-Disposition: form-data; name=f; filename*=UTF-8''%E3.csv", 'x') + END, 4),
    ).toBe('x')
  })

  it('gives what came of a file that was broken off, less a possible delimiter', () => {
    const whole = part(FILE_HEADER, 'x'.repeat(100))
    expect(fileOf(whole.slice(0, -42), 9)).toMatch(/^x{40,60}$/)
  })

  it('gives up on a header without an end', () => {
    expect(fileOf(`--b0undary\r\n${'h'.repeat(40_000)}\r\n\r\nfile${END}`, 1000)).toBe('')
  })
})

describe('multipartBoundary', () => {
  it.each([
    ['multipart/form-data; boundary=abc', 'abc'],
    ['Multipart/Form-Data; charset=utf-8; boundary="a b"', 'a b'],
    ['multipart/form-data', null],
    ['multipart/mixed; boundary=abc', null],
    ['text/csv', null],
    [undefined, null],
  ])('%s -> %s', (header, boundary) => {
    expect(multipartBoundary(header)).toBe(boundary)
  })
})
