import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
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

/** @param {{ name: string, data: string, mode: number }[]} entries */
function write(entries) {
  /** @type {Buffer[]} */
  const files = []
  /** @type {Buffer[]} */
  const directory = []
  let offset = 0
  for (const { name, data, mode } of entries) {
    const packed = deflateRawSync(Buffer.from(data))
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(Buffer.byteLength(name), 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(8, 10)
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
