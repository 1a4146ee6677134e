import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'

/**
 * Writes a file for this account alone (0600); it is there whole or not at all. What stood under its name is replaced:
 * whoever calls has asked. Nothing else is, since the unfinished file has a name by chance.
 * @throws RelayError R5010 when it cannot be written
 */
export async function writeWholeFile(file: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${file}.${randomUUID()}.tmp`
  try {
    const handle = await open(unfinished, 'wx', 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {})
    throw new RelayError('R5010', `${file} (${errnoOf(error)})`, { cause: error })
  }
}
