import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'

/** What tells one state of a file from another without reading it. */
export interface Fingerprint {
  readonly ino: number
  readonly size: number
  readonly mtimeMs: number
}

export interface Inspection {
  readonly sizeBytes: number
  readonly sha256: string
  readonly fingerprint: Fingerprint
}

const CHUNK_BYTES = 256 * 1024

/** Never through a link: what lies outside the folder is nobody's to send. Windows has no such flag. */
const READ_PLAIN = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)

/**
 * Reads a file from its first byte to its last, with flat memory.
 * @throws RelayError R3001 when it cannot be read, R3002 when it changed while it was read, R1011 when stopped
 */
export async function readOnce(path: string, isStopped: () => boolean): Promise<Inspection> {
  let handle: FileHandle | undefined
  try {
    handle = await open(path, READ_PLAIN)
    const before = await handle.stat()
    if (!before.isFile()) throw new RelayError('R3001', `${path} (not a regular file)`)
    const hash = createHash('sha256')
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
    let sizeBytes = 0
    for (;;) {
      if (isStopped()) throw new RelayError('R1011', path)
      const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, null)
      if (bytesRead === 0) break
      hash.update(buffer.subarray(0, bytesRead))
      sizeBytes += bytesRead
    }
    const after = await handle.stat()
    if (sizeBytes !== after.size || before.mtimeMs !== after.mtimeMs) throw new RelayError('R3002', path)
    return { sizeBytes, sha256: hash.digest('hex'), fingerprint: toFingerprint(after) }
  } catch (error) {
    if (error instanceof RelayError) throw error
    throw new RelayError('R3001', `${path} (${errnoOf(error)})`, { cause: error })
  } finally {
    await handle?.close()
  }
}

export function toFingerprint(stats: { ino: number; size: number; mtimeMs: number }): Fingerprint {
  return { ino: stats.ino, size: stats.size, mtimeMs: stats.mtimeMs }
}
