import { stat } from 'node:fs/promises'
import path from 'node:path'
import { errnoOf } from '../../src-shared/domain/relay-error.ts'
import { HangGuard } from '../engine/hang-guard.ts'
import { LOOK_MS } from '../engine/in-time.ts'

/** unknown: there is no PMHFilePath yet, the system refuses the look, or does not answer in time. */
export type DirectoryState = 'present' | 'missing' | 'unknown'

/** Whether a folder is there, below `root`; with '' it is `root` itself. */
export async function lookUp(root: string, folder: string): Promise<DirectoryState> {
  return (await lookInTime(root, folder)) ?? 'unknown'
}

/**
 * The same for many, in their order: one after the other, since each look that hangs holds one of the few threads that read any
 * disk. After one that hangs no other is begun.
 */
export async function lookUpAll(root: string, folders: readonly string[]): Promise<DirectoryState[]> {
  const states: DirectoryState[] = []
  for (const folder of folders) {
    const state = await lookInTime(root, folder)
    if (state === null) break
    states.push(state)
  }
  return folders.map((_, index) => states[index] ?? 'unknown')
}

const guard = new HangGuard()

/** @returns null when there is no answer in time, or was none before */
async function lookInTime(root: string, folder: string): Promise<DirectoryState | null> {
  if (root === '') return 'unknown'
  try {
    const found = await guard.ask(root, () => stat(path.join(root, folder)), LOOK_MS)
    return found === null ? null : found.isDirectory() ? 'present' : 'missing'
  } catch (error) {
    return errnoOf(error) === 'ENOENT' ? 'missing' : 'unknown'
  }
}
