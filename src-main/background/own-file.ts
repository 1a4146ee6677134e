import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { RegistrationState } from '../../src-shared/domain/background.ts'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'

/** The first line of each file of ours; a file without it is somebody else's. */
export const OWN_MARK = '# pmh-relay-console: made by this program, and taken away by it'

/** Where somebody else's file waits until ours goes. */
const SAVED = '.before-pmh-relay-console'

/** A configuration file is short; more is none of ours. */
const LIMIT_BYTES = 64 * 1024

/**
 * How a file of ours stands.
 * @param text as it would be written now
 * @throws RelayError R5008 when it cannot be read
 */
export async function ownFileState(file: string, text: string): Promise<RegistrationState> {
  const found = await contents(file)
  if (found === null) return 'absent'
  if (found === text) return 'current'
  return isOurs(found) ? 'outdated' : 'foreign'
}

/**
 * Writes a file of ours, whole or not at all.
 * @param overForeign somebody else's file may go; it is kept beside, and comes back when ours is removed
 * @throws RelayError R8005 for somebody else's file, R5008 when it cannot be written
 */
export async function writeOwnFile(file: string, text: string, overForeign: boolean): Promise<void> {
  const found = await contents(file)
  const foreign = found !== null && !isOurs(found)
  if (foreign && !overForeign) throw new RelayError('R8005', file)
  await onDisk(file, async () => {
    await mkdir(path.dirname(file), { recursive: true })
    const fresh = `${file}.${randomUUID()}.tmp`
    try {
      const handle = await open(fresh, 'wx', 0o644)
      try {
        await handle.writeFile(text)
        await handle.sync()
      } finally {
        await handle.close()
      }
      if (foreign) await copyFile(file, file + SAVED)
      await rename(fresh, file)
    } catch (error) {
      await rm(fresh, { force: true })
      throw error
    }
  })
}

/**
 * Takes our file away and brings back the one that it had replaced.
 * @throws RelayError R8005 for somebody else's file, R5006 when there is none, R5008 when it cannot be removed
 */
export async function removeOwnFile(file: string): Promise<void> {
  const found = await contents(file)
  if (found === null) throw new RelayError('R5006', file)
  if (!isOurs(found)) throw new RelayError('R8005', file)
  await onDisk(file, async () => {
    if ((await contents(file + SAVED)) === null) await rm(file)
    else await rename(file + SAVED, file)
  })
}

const isOurs = (text: string) => text.startsWith(`${OWN_MARK}\n`)

/** @returns null when there is no such file */
async function contents(file: string): Promise<string | null> {
  try {
    const bytes = await readFile(file)
    return bytes.subarray(0, LIMIT_BYTES).toString('utf8')
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw new RelayError('R5008', `${file} (${errnoOf(error)})`, { cause: error })
  }
}

async function onDisk(file: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof RelayError) throw error
    throw new RelayError('R5008', `${file} (${errnoOf(error)})`, { cause: error })
  }
}
