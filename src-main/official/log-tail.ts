import { type FileHandle, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { LogFileRow, LogLine } from '../../src-shared/ipc/answer-shapes.ts'
import { KEPT_FILES } from './log-file.ts'

/** As many as staff scroll through, and as much as a window holds without effort. */
const LINE_LIMIT = 2000
const BYTE_LIMIT = 2 * 1024 * 1024
const CHUNK_BYTES = 64 * 1024
/** A line is as long as a message of PMH; what is longer is cut for the window. */
const TEXT_LIMIT = 4000
const LINE_END = 0x0a

export interface LogTail {
  readonly lines: LogLine[]
  /** There are older lines in the file. */
  readonly cut: boolean
}

/** @param number 0 for log.txt, 1 to 9 for the older ones */
export function logFileName(number: number): string {
  return number === 0 ? 'log.txt' : `log.${number}.txt`
}

/** The files that exist, the present one first; one that cannot be looked at is left out. */
export async function logFiles(folder: string): Promise<LogFileRow[]> {
  const numbers = Array.from({ length: KEPT_FILES + 1 }, (_, number) => number)
  const rows = numbers.map(async (number) => {
    const found = await stat(join(folder, logFileName(number))).catch(() => null)
    if (found === null || !found.isFile()) return []
    return [{ number, sizeBytes: found.size, changedAt: found.mtime.toISOString() }]
  })
  return (await Promise.all(rows)).flat()
}

/**
 * The last lines of a file, read from its end, so that its size does not matter. A line that is still being written is
 * shown as far as it is there.
 * @throws what the file system throws when the file cannot be read
 */
export async function logTail(file: string): Promise<LogTail> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    const { bytes, from } = await lastBytes(handle, size)
    return linesOf(bytes, from)
  } finally {
    await handle.close()
  }
}

async function lastBytes(handle: FileHandle, size: number): Promise<{ bytes: Buffer; from: number }> {
  const chunks: Buffer[] = []
  let from = size
  let ends = 0
  while (from > 0 && size - from < BYTE_LIMIT && ends <= LINE_LIMIT) {
    const length = Math.min(CHUNK_BYTES, from)
    const chunk = Buffer.alloc(length)
    const { bytesRead } = await handle.read(chunk, 0, length, from - length)
    // Somebody cut the file: what was read so far is no longer its end.
    if (bytesRead < length) break
    for (const byte of chunk) if (byte === LINE_END) ends += 1
    chunks.unshift(chunk)
    from -= length
  }
  return { bytes: Buffer.concat(chunks), from }
}

function linesOf(bytes: Buffer, from: number): LogTail {
  // The first line may have begun before what was read.
  let start = from === 0 ? 0 : bytes.indexOf(LINE_END) + 1
  const lines: LogLine[] = []
  while (start < bytes.length) {
    const found = bytes.indexOf(LINE_END, start)
    const end = found === -1 ? bytes.length : found
    lines.push({ at: from + start, text: shown(bytes.toString('utf8', start, end)) })
    start = end + 1
  }
  return { lines: lines.slice(-LINE_LIMIT), cut: from > 0 || lines.length > LINE_LIMIT }
}

function shown(line: string): string {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line
  return text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT)}…` : text
}
