import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { oneLine } from './one-line.ts'

/** log.txt, and log.1.txt (the latest of the older ones) to log.9.txt. */
export const KEPT_FILES = 9
const ROTATION_BYTES = 10 * 1024 * 1024
const LINE_END = 0x0a

export interface LogFileOptions {
  /** A file is put aside before it would grow beyond this; 10 MiB unless told otherwise. */
  readonly maxBytes?: number
  /** Told at the first failure, and again only after writing worked in between. */
  readonly onFailure?: (error: unknown) => void
}

export interface LogFile {
  /**
   * Writes one line `yyyy-MM-dd HH:mm:ss - message` in local time. Never throws: a relay goes on without its log.
   * @returns the line as written, without its end
   */
  append(message: string, at: Date): string
  /** Lines that could not be written. */
  readonly failures: number
  close(): void
}

/**
 * Opens log.txt in `folder`, which is made for its owner alone if it is missing; opened at the first line, and again
 * after a failure.
 */
export function openLogFile(folder: string, options: LogFileOptions = {}): LogFile {
  const maxBytes = options.maxBytes ?? ROTATION_BYTES
  const path = join(folder, 'log.txt')
  let file: { readonly fd: number; bytes: number } | null = null
  // A line that was cut by a full disk or a crash must not swallow the next one.
  let isTorn = false
  let isTold = false
  let failures = 0

  function open(): { readonly fd: number; bytes: number } {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const fd = openSync(path, 'a+', 0o600)
    const { size } = fstatSync(fd)
    const last = Buffer.alloc(1)
    isTorn = size > 0 && readSync(fd, last, 0, 1, size - 1) === 1 && last[0] !== LINE_END
    return { fd, bytes: size }
  }

  /** @returns whether nothing went wrong; what did was told, and a line that could not be written was counted */
  function write(line: Buffer): boolean {
    try {
      file ??= open()
      const isFull = file.bytes > 0 && file.bytes + line.length > maxBytes
      const isRotated = !isFull || rotate()
      file ??= open()
      const bytes = isTorn ? Buffer.concat([Buffer.of(LINE_END), line]) : line
      for (let written = 0; written < bytes.length; ) {
        const count = writeSync(file.fd, bytes, written)
        written += count
        file.bytes += count
      }
      isTorn = false
      return isRotated
    } catch (error) {
      failures += 1
      tell(error)
      // Opened anew for the next line, which also finds out whether this one was cut.
      close()
      return false
    }
  }

  /** Another program may hold a file (Windows): then log.txt grows on, which is better than a lost line. */
  function rotate(): boolean {
    close()
    try {
      shiftFiles(folder)
      return true
    } catch (error) {
      tell(error)
      return false
    }
  }

  function close(): void {
    if (file === null) return
    const { fd } = file
    file = null
    try {
      closeSync(fd)
    } catch (error) {
      tell(error)
    }
  }

  function tell(error: unknown): void {
    if (!isTold) options.onFailure?.(error)
    isTold = true
  }

  return {
    append(message, at) {
      const line = `${localTime(at)} - ${oneLine(message)}`
      if (write(Buffer.from(`${line}\n`))) isTold = false
      return line
    },
    get failures() {
      return failures
    },
    close,
  }
}

/** Moves log.txt to log.1.txt and each older one up to the first gap; what was log.9.txt is gone. */
function shiftFiles(folder: string): void {
  const numbered = (number: number) => join(folder, `log.${number}.txt`)
  let gap = 1
  while (gap < KEPT_FILES && existsSync(numbered(gap))) gap += 1
  for (let number = gap; number > 1; number -= 1) renameSync(numbered(number - 1), numbered(number))
  renameSync(join(folder, 'log.txt'), numbered(1))
}

function localTime(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const date = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}
