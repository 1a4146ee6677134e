/**
 * A reader for one zip file without a library, since a closed-network machine need not have `unzip`. It reads
 * what that file uses (stored and deflated entries, Unix modes) and refuses everything else, above all entries
 * that would land outside the target folder.
 */
import { createWriteStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname, resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50
const STORED = 0
const DEFLATED = 8
const CHUNK = 1 << 20

/** @typedef {{ name: string, method: number, size: number, offset: number, mode: number }} ZipEntry */

/**
 * @param {string} zipFile
 * @param {string} target
 * @param {(name: string) => boolean} keep
 */
export async function extract(zipFile, target, keep) {
  const file = await open(zipFile)
  try {
    const entries = (await readDirectory(file)).filter(
      (entry) => keep(entry.name) && !entry.name.endsWith('/'),
    )
    for (const entry of entries) await extractEntry(file, entry, target)
    return entries.length
  } finally {
    await file.close()
  }
}

/** @param {import('node:fs/promises').FileHandle} file @returns {Promise<ZipEntry[]>} */
async function readDirectory(file) {
  const { size } = await file.stat()
  const tailLength = Math.min(size, 22 + 0xffff)
  const tail = await readAt(file, size - tailLength, tailLength)
  let end = tail.length - 22
  while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end--
  if (end < 0) throw new Error('not a zip file: no end of central directory')
  const count = tail.readUInt16LE(end + 10)
  const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  if (count === 0xffff) throw new Error('zip64 is not supported')

  const entries = []
  for (let index = 0, at = 0; index < count; index++) {
    if (directory.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw new Error(`broken zip directory at entry ${index}`)
    const nameLength = directory.readUInt16LE(at + 28)
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      size: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
    })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

/** @param {import('node:fs/promises').FileHandle} file @param {ZipEntry} entry @param {string} target */
async function extractEntry(file, entry, target) {
  const place = resolve(target, entry.name)
  if (!place.startsWith(resolve(target) + sep)) throw new Error(`zip entry outside the target: ${entry.name}`)
  if (entry.method !== STORED && entry.method !== DEFLATED)
    throw new Error(`zip method ${entry.method}: ${entry.name}`)

  const header = await readAt(file, entry.offset, 30)
  if (header.readUInt32LE(0) !== LOCAL_HEADER) throw new Error(`broken zip entry: ${entry.name}`)
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)

  await mkdir(dirname(place), { recursive: true })
  const output = createWriteStream(place, { mode: entry.mode || 0o644 })
  const input = Readable.from(chunks(file, start, entry.size))
  if (entry.method === STORED) await pipeline(input, output)
  else await pipeline(input, createInflateRaw(), output)
}

/** @param {import('node:fs/promises').FileHandle} file @param {number} start @param {number} size */
async function* chunks(file, start, size) {
  for (let at = 0; at < size; at += CHUNK) yield readAt(file, start + at, Math.min(CHUNK, size - at))
}

/** @param {import('node:fs/promises').FileHandle} file @param {number} position @param {number} length */
async function readAt(file, position, length) {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  if (bytesRead !== length) throw new Error('zip file ends too early')
  return buffer
}
