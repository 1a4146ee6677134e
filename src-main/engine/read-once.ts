import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { PreflightFinding } from '../../src-shared/domain/preflight-rule.ts'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import type { FileCheck } from './ports.ts'

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
  /** Of the pre-flight; null when none was asked for. */
  readonly findings: readonly PreflightFinding[] | null
}

const CHUNK_BYTES = 256 * 1024

/** A look takes longer than a hash, and a small file is read on the main thread: nothing may wait for it over 50 ms. */
const CHECKED_BYTES = 64 * 1024

/** Never through a link: what lies outside the folder is nobody's to send. Windows has no such flag. */
const READ_PLAIN = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)

/**
 * Reads a file from its first byte to its last, with flat memory.
 * @param check gets every byte that is hashed
 * @throws RelayError R3001 when it cannot be read, R3002 when it changed while it was read, R1011 when stopped
 */
export async function readOnce(
  path: string,
  isStopped: () => boolean,
  check: FileCheck | null = null,
): Promise<Inspection> {
  let handle: FileHandle | undefined
  try {
    handle = await open(path, READ_PLAIN)
    const before = await handle.stat()
    if (!before.isFile()) throw new RelayError('R3001', `${path} (not a regular file)`)
    const hash = createHash('sha256')
    const buffer = Buffer.allocUnsafe(check === null ? CHUNK_BYTES : CHECKED_BYTES)
    let sizeBytes = 0
    for (;;) {
      if (isStopped()) throw new RelayError('R1011', path)
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null)
      if (bytesRead === 0) break
      hash.update(buffer.subarray(0, bytesRead))
      check?.push(buffer.subarray(0, bytesRead))
      sizeBytes += bytesRead
    }
    const after = await handle.stat()
    if (sizeBytes !== after.size || before.mtimeMs !== after.mtimeMs) throw new RelayError('R3002', path)
    const findings = check?.finish() ?? null
    return { sizeBytes, sha256: hash.digest('hex'), fingerprint: toFingerprint(after), findings }
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
