import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'

/**
 * Writes a small file for its owner alone (0600): the new one stands there whole, or the one of before. A link in its
 * place is replaced, and what it leads to left alone.
 * @param protect what else keeps others out, before the file stands under its name
 * @throws Error of the file system, or of `protect`
 */
export async function replacePrivateFile(
  file: string,
  bytes: Uint8Array,
  protect: (file: string) => Promise<void> = async () => {},
): Promise<void> {
  const unfinished = `${file}.${randomBytes(4).toString('hex')}.tmp`
  try {
    writeNew(unfinished, bytes)
    await protect(unfinished)
    renameSync(unfinished, file)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}

function writeNew(file: string, bytes: Uint8Array): void {
  const handle = openSync(file, 'wx', 0o600)
  try {
    writeSync(handle, bytes)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
