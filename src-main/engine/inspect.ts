import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import { readInThread } from './hash-thread.ts'
import type { CheckPlan, EngineDeps } from './ports.ts'
import { type Fingerprint, type Inspection, readOnce, toFingerprint } from './read-once.ts'

/** Below this a thread costs more than it spares. */
const LARGE_BYTES = 8 * 1024 * 1024

/** The pre-flight that a file gets while it is read. */
export interface Checking {
  readonly plan: CheckPlan
  readonly startCheck: EngineDeps['startCheck']
}

/**
 * Reads a file once: size and SHA-256 of the bytes that are about to be sent, and what the pre-flight finds in
 * them. A large one is read in a thread of its own.
 * @param checking null: no pre-flight
 * @throws RelayError R3001 when it cannot be read, R3002 when it changed while it was read, R1011 when stopped
 */
export async function inspectFile(
  path: string,
  signal: AbortSignal,
  checking: Checking | null = null,
): Promise<Inspection> {
  if (signal.aborted) throw new RelayError('R1011', path)
  const plan = checking?.plan ?? null
  const found = (await isLarge(path)) ? await readInThread(path, signal, plan) : null
  return found ?? readOnce(path, () => signal.aborted, checking?.startCheck(checking.plan))
}

async function isLarge(path: string): Promise<boolean> {
  return stat(path).then(
    ({ size }) => size >= LARGE_BYTES,
    () => false,
  )
}

/**
 * Whether the file at `path` is still in the state that was read. A file that is gone has changed.
 * @throws what the file system throws when it cannot tell: a failed look is no change
 */
export async function isUnchanged(path: string, fingerprint: Fingerprint): Promise<boolean> {
  try {
    const now = toFingerprint(await stat(path))
    return now.ino === fingerprint.ino && now.size === fingerprint.size && now.mtimeMs === fingerprint.mtimeMs
  } catch (error) {
    if (isGone(error)) return false
    throw error
  }
}

/** There is surely nothing, as against a look that failed. */
export function isGone(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(errnoOf(error))
}

/**
 * Whether surely another file, or none, lies at `path` after it was sent. Where its whole folder is gone, or cannot be
 * looked at, nobody can say: the share may come back with the file as it was.
 */
export async function hasChanged(path: string, fingerprint: Fingerprint): Promise<boolean> {
  try {
    if (await isUnchanged(path, fingerprint)) return false
    await stat(dirname(path))
    return true
  } catch {
    return false
  }
}
