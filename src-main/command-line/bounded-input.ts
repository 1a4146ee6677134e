import { createReadStream } from 'node:fs'

/** A configuration or mapping file is a few KB; a megabyte is far beyond any real one. */
const LIMIT_BYTES = 1024 * 1024

/**
 * Reads a small file, or standard input for `-`, and gives up beyond 1 MiB.
 * @throws Error with an errno `code`, or RangeError when there is more
 */
export async function readBounded(file: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  const source = file === '-' ? process.stdin : createReadStream(file, { end: LIMIT_BYTES })
  for await (const chunk of source) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length > LIMIT_BYTES) throw new RangeError('too large')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}
