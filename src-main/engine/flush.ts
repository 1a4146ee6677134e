import { open } from 'node:fs/promises'
import { errnoOf } from '../../src-shared/domain/relay-error.ts'

/** Waits until the bytes of a file have reached the disk. */
export async function flushFile(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Without this a power cut could undo a rename whose row already says "filed". Windows cannot open folders. */
export async function flushDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } catch (error) {
    // Some network file systems cannot; there the rename itself is all there is.
    if (!['EINVAL', 'ENOTSUP', 'EOPNOTSUPP'].includes(errnoOf(error))) throw error
  } finally {
    await handle.close()
  }
}
