import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { readAnchor, writeAnchor } from './chain-anchor.ts'
import { chainKey } from './chain-key.ts'

const MAC = 'a1'.repeat(32)
const isWindows = process.platform === 'win32'

describe('the key of the records', () => {
  it('is made once, of 32 random bytes, and read ever after', () => {
    const dataDir = tempFolder()
    const made = chainKey(dataDir)
    expect([made.isNew, made.bytes.length]).toEqual([true, 32])
    expect(chainKey(dataDir)).toEqual({ bytes: made.bytes, isNew: false })
    expect(chainKey(tempFolder()).bytes).not.toEqual(made.bytes)
  })

  it.skipIf(isWindows)('is for its owner alone, and no draft of it stays', () => {
    const dataDir = tempFolder()
    chainKey(dataDir)
    expect(readdirSync(dataDir)).toEqual(['records.key'])
    expect(statSync(path.join(dataDir, 'records.key')).mode & 0o777).toBe(0o600)
  })

  it.each([0, 31, 33])('of %i bytes is refused, and stays as it is', (length) => {
    const dataDir = tempFolder()
    const file = path.join(dataDir, 'records.key')
    writeFileSync(file, Buffer.alloc(length, 7))
    expect(() => chainKey(dataDir)).toThrow('R4001')
    expect(readFileSync(file)).toEqual(Buffer.alloc(length, 7))
  })

  it.each<[string, string, (dataDir: string) => void, string]>([
    ['a folder has its name', '', (dataDir) => mkdirSync(path.join(dataDir, 'records.key')), 'EISDIR'],
    ['there is no data folder', 'missing', () => {}, 'ENOENT'],
  ])('cannot be had where %s', (_, below, before, errno) => {
    const dataDir = tempFolder()
    before(dataDir)
    expect(() => chainKey(path.join(dataDir, below))).toThrow(`records.key ${errno}`)
  })
})

describe('the anchor of the records', () => {
  it('is none before the first check, and what was written after it', () => {
    const dataDir = tempFolder()
    expect(readAnchor(dataDir)).toBeNull()
    writeAnchor(dataDir, { seq: 1, mac: MAC })
    writeAnchor(dataDir, { seq: 12, mac: MAC })
    expect(readAnchor(dataDir)).toEqual({ seq: 12, mac: MAC })
    expect(readdirSync(dataDir)).toEqual(['records.anchor'])
  })

  it.skipIf(isWindows)('is for its owner alone', () => {
    const dataDir = tempFolder()
    writeAnchor(dataDir, { seq: 1, mac: MAC })
    expect(statSync(path.join(dataDir, 'records.anchor')).mode & 0o777).toBe(0o600)
  })

  it.each([
    '',
    'not json',
    'null',
    '{}',
    JSON.stringify({ seq: 0, mac: MAC }),
    JSON.stringify({ seq: -1, mac: MAC }),
    JSON.stringify({ seq: 1.5, mac: MAC }),
    JSON.stringify({ seq: '1', mac: MAC }),
    JSON.stringify({ seq: 1, mac: MAC.toUpperCase() }),
    JSON.stringify({ seq: 1, mac: MAC.slice(2) }),
    JSON.stringify({ seq: 1, mac: MAC, of: 'somebody' }),
  ])('that nobody of us wrote fits to no chain: %s', (text) => {
    const dataDir = tempFolder()
    writeFileSync(path.join(dataDir, 'records.anchor'), text)
    expect(readAnchor(dataDir)).toEqual({ seq: Number.MAX_SAFE_INTEGER, mac: '' })
  })

  it('that cannot be looked at is no missing one', () => {
    const dataDir = tempFolder()
    mkdirSync(path.join(dataDir, 'records.anchor'))
    expect(readAnchor(dataDir)).not.toBeNull()
  })

  it('that cannot be written leaves no draft, and no error', () => {
    const dataDir = tempFolder()
    mkdirSync(path.join(dataDir, 'records.anchor', 'in the way'), { recursive: true })
    writeAnchor(dataDir, { seq: 1, mac: MAC })
    expect(readdirSync(dataDir)).toEqual(['records.anchor'])
    writeAnchor(path.join(dataDir, 'missing'), { seq: 1, mac: MAC })
    expect(existsSync(path.join(dataDir, 'missing'))).toBe(false)
  })
})
