import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createBodyTally } from './body-tally.ts'

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')

describe('createBodyTally', () => {
  it('counts and hashes a plain body', () => {
    const tally = createBodyTally('text/csv')
    tally.add(Buffer.from('氏名,'))
    tally.add(Buffer.from('住所\n'))
    const bytes = Buffer.byteLength('氏名,住所\n')
    expect(tally.bodyBytes).toBe(bytes)
    expect(tally.facts()).toEqual({ bodyBytes: bytes, bytes, sha256: sha256('氏名,住所\n') })
  })

  it('hashes the file of a multipart body and counts both', () => {
    const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    const tally = createBodyTally('multipart/form-data; boundary=b')
    tally.add(Buffer.from(`${head}a,b\n\r\n--b--\r\n`))
    expect(tally.facts()).toEqual({ bodyBytes: head.length + 4 + 9, bytes: 4, sha256: sha256('a,b\n') })
  })

  it('can be asked more than once', () => {
    const tally = createBodyTally(undefined)
    expect(tally.facts()).toEqual({ bodyBytes: 0, bytes: 0, sha256: sha256('') })
    tally.add(Buffer.from('x'))
    expect(tally.facts().sha256).toBe(sha256('x'))
    expect(tally.facts().sha256).toBe(sha256('x'))
  })
})
