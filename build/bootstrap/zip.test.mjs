import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { extract } from './zip.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zip-test-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('extracts what is kept, with its mode', async () => {
  const big = 'あ'.repeat(1_000_000)
  const zip = write([
    { name: 'a/', data: '', mode: 0o755 },
    { name: 'a/program', data: big, mode: 0o755 },
    { name: 'a/empty', data: '', mode: 0o644 },
    { name: 'b/other', data: 'x', mode: 0o644 },
  ])
  expect(await extract(zip, join(folder, 'out'), (name) => name.startsWith('a/'))).toBe(2)
  expect(readFileSync(join(folder, 'out/a/program'), 'utf8')).toBe(big)
  expect(statSync(join(folder, 'out/a/program')).mode & 0o777).toBe(0o755)
  expect(statSync(join(folder, 'out/a/empty')).size).toBe(0)
  expect(() => statSync(join(folder, 'out/b'))).toThrow()
})

test('refuses an entry that lands outside the target', async () => {
  const zip = write([{ name: '../evil', data: 'x', mode: 0o644 }])
  await expect(extract(zip, join(folder, 'out'), () => true)).rejects.toThrow('outside the target')
})

test('refuses what is no zip file, or only the first half of one', async () => {
  const zip = write([{ name: 'a', data: 'x'.repeat(100), mode: 0o644 }])
  const half = join(folder, 'half.zip')
  writeFileSync(half, readFileSync(zip).subarray(0, 40))
  await expect(extract(half, join(folder, 'out'), () => true)).rejects.toThrow('not a zip file')
})

test('reads one that ends with a remark', async () => {
  const zip = write([{ name: 'a', data: 'x', mode: 0o644 }])
  writeFileSync(zip, Buffer.concat([readFileSync(zip), Buffer.from('a remark of some length')]))
  expect(await extract(zip, join(folder, 'out'), () => true)).toBe(1)
  expect(readFileSync(join(folder, 'out/a'), 'utf8')).toBe('x')
})

test('reads what stands in it as it is, and gives a file without a mode an ordinary one', async () => {
  const zip = write([{ name: 'a', data: 'plain', mode: 0, stored: true }])
  await extract(zip, join(folder, 'out'), () => true)
  expect(readFileSync(join(folder, 'out/a'), 'utf8')).toBe('plain')
  expect(statSync(join(folder, 'out/a')).mode & 0o600).toBe(0o600)
})

/** Where the fields of an entry lie in the directory (APPNOTE.TXT 4.3.12). */
const FIELDS = { signature: 0, method: 10, offset: 42 }

/** @type {[what: string, spoil: (zip: Buffer, directory: number) => void, message: string][]} */
const SPOILED = [
  ['another way to pack', (zip, at) => zip.writeUInt16LE(12, at + FIELDS.method), 'zip method 12: a'],
  [
    'a directory that is none',
    (zip, at) => zip.writeUInt32LE(0, at + FIELDS.signature),
    'broken zip directory at entry 0',
  ],
  ['an entry that is none', (zip, at) => zip.writeUInt32LE(1, at + FIELDS.offset), 'broken zip entry: a'],
  [
    'an entry behind the end',
    (zip, at) => zip.writeUInt32LE(1 << 20, at + FIELDS.offset),
    'zip file ends too early',
  ],
]

test.each(SPOILED)('refuses %s', async (_what, spoil, message) => {
  const file = write([{ name: 'a', data: 'x', mode: 0o644 }])
  const zip = readFileSync(file)
  spoil(zip, zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2])))
  writeFileSync(file, zip)
  await expect(extract(file, join(folder, 'out'), () => true)).rejects.toThrow(message)
})

test.each(['/evil', 'a/../../evil', '..'])('refuses the name %s', async (name) => {
  const zip = write([{ name, data: 'x', mode: 0o644 }])
  await expect(extract(zip, join(folder, 'out'), () => true)).rejects.toThrow('outside the target')
  expect(readdirSync(folder)).toEqual(['test.zip'])
})

/** @param {{ name: string, data: string, mode: number, stored?: boolean }[]} entries */
function write(entries) {
  /** @type {Buffer[]} */
  const files = []
  /** @type {Buffer[]} */
  const directory = []
  let offset = 0
  for (const { name, data, mode, stored = false } of entries) {
    const packed = stored ? Buffer.from(data) : deflateRawSync(Buffer.from(data))
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(Buffer.byteLength(name), 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(stored ? 0 : 8, 10)
    central.writeUInt32LE(packed.length, 20)
    central.writeUInt16LE(Buffer.byteLength(name), 28)
    central.writeUInt32LE((mode << 16) >>> 0, 38)
    central.writeUInt32LE(offset, 42)
    files.push(local, Buffer.from(name), packed)
    directory.push(central, Buffer.from(name))
    offset += 30 + Buffer.byteLength(name) + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  const file = join(folder, 'test.zip')
  writeFileSync(file, Buffer.concat([...files, ...directory, end]))
  return file
}
