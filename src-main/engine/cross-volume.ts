import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, lstat, rename, rm, stat, unlink, utimes } from 'node:fs/promises'
import path from 'node:path'
import { errnoOf } from '../../src-shared/domain/relay-error.ts'
import { flushDirectory, flushFile } from './flush.ts'
import { inspectFile } from './inspect.ts'

/**
 * Copy under a temporary name, fsync, rename, unlink: at no instant is the file in neither place. A kill may leave it in
 * both; {@link finishMove} puts that in order.
 * @param requireSame throws when the source is another file by now than the one that was meant
 */
export async function moveAcrossVolumes(
  source: string,
  target: string,
  requireSame: () => Promise<void>,
): Promise<void> {
  const part = partOf(target)
  try {
    await copyFile(source, part, constants.COPYFILE_FICLONE)
    const { atime, mtime } = await stat(source)
    await utimes(part, atime, mtime)
    await flushFile(part)
    await requireSame()
    await rename(part, target)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  // The copy must outlive a power cut before the original goes.
  await flushDirectory(path.dirname(target))
  await unlink(source)
}

/**
 * Puts an announced move in order that a crash broke off: half a copy goes, and of two whole ones the source.
 * @returns whether the file lies at `target` now, and nowhere else
 */
export async function finishMove(source: string, target: string, signal: AbortSignal): Promise<boolean> {
  await rm(partOf(target), { force: true })
  if (!(await exists(target))) return false
  if (!(await exists(source))) return true
  const [here, there] = [await inspectFile(source, signal), await inspectFile(target, signal)]
  if (here.sha256 !== there.sha256) return false
  await flushFile(target)
  await flushDirectory(path.dirname(target))
  await unlink(source)
  await flushDirectory(path.dirname(source))
  return true
}

/** Hidden, of a fixed length, and the same for the same target, so that it is found again. */
function partOf(target: string): string {
  const mark = createHash('sha256').update(path.basename(target)).digest('hex').slice(0, 16)
  return path.join(path.dirname(target), `.pmh-relay.${mark}.part`)
}

export async function exists(file: string): Promise<boolean> {
  try {
    await lstat(file)
    return true
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false
    throw error
  }
}
