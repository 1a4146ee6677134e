import { mkdir, readdir, rename } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Destination } from '../../src-shared/domain/transfer.ts'
import { exists, moveAcrossVolumes } from './cross-volume.ts'
import { flushDirectory } from './flush.ts'
import { isGone, isUnchanged } from './inspect.ts'
import { compactTime } from './local-time.ts'
import type { Fingerprint } from './read-once.ts'

/** One file on its way from one folder to another below PMHFilePath. */
export interface Move {
  /** PMHFilePath: folders are made below it, never itself. */
  readonly root: string
  readonly source: string
  readonly directory: string
  /** The name that it gets there, unless it is taken. */
  readonly fileName: string
  readonly now: Date
  /** The file must still be in this state; null: whatever lies there is meant. */
  readonly fingerprint: Fingerprint | null
  /** How long a file that another program holds is waited for, in milliseconds. */
  readonly patienceMs: number
  /** Ends the waiting. */
  readonly signal: AbortSignal
  /** Told the name before a move that the bytes could not prove after a crash: of whatever lies there, or to another volume. */
  announce(name: string): void
}

/** Scanners and backup programs hold a fresh file on Windows for a moment; up to a minute is waited. */
export const BUSY_PATIENCE_MS = 60_000
const BUSY_STEP_MS = 500
const BUSY_ON_WINDOWS: ReadonlySet<string> = new Set(['EBUSY', 'EPERM', 'EACCES'])

/** What ext4 and most shares take for one name. */
const NAME_LIMIT_BYTES = 255

/** Where a filed file belongs. */
export function filingDirectory(root: string, destination: Destination, folder: string): string {
  return path.join(root, destination, folder)
}

/**
 * Moves a file, never over an existing name, and makes the target folder if it is missing. The only place that renames. When it returns,
 * the move has reached the disk.
 * @returns the name that the file has now
 * @throws RelayError R3005 when it cannot be moved now, R3002 when it is not the file that was meant
 */
export async function moveFile(move: Move): Promise<string> {
  try {
    await makeBelow(move.root, move.directory)
    const name = await freeName(move.directory, move.fileName, move.now)
    await renamePatiently(move, path.join(move.directory, name))
    await flushDirectory(move.directory)
    await flushDirectory(path.dirname(move.source))
    return name
  } catch (error) {
    if (error instanceof RelayError) throw error
    throw new RelayError('R3005', `${move.source} (${errnoOf(error)})`, { cause: error })
  }
}

/** A PMHFilePath that is gone must not be made anew: an empty folder would stand in for the share until somebody removes it. */
async function makeBelow(root: string, directory: string): Promise<void> {
  let made = root
  for (const name of path.relative(root, directory).split(path.sep)) {
    made = path.join(made, name)
    try {
      await mkdir(made)
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error
    }
  }
}

/** The name itself, else with `_yyyyMMddHHmmss`, else with `_yyyyMMddHHmmss_n` before the extension. */
async function freeName(directory: string, fileName: string, now: Date): Promise<string> {
  const { name, ext } = path.parse(fileName)
  const stamp = `_${compactTime(now)}`
  for (let n = 0; ; n += 1) {
    const suffix = n === 0 ? '' : n === 1 ? stamp : `${stamp}_${n - 1}`
    const candidate = `${shortened(name, suffix + ext)}${suffix}${ext}`
    if (!(await exists(path.join(directory, candidate)))) return candidate
  }
}

/** A long name loses its last characters rather than its way. */
function shortened(stem: string, rest: string): string {
  const characters = [...stem]
  while (characters.length > 1 && Buffer.byteLength(characters.join('') + rest) > NAME_LIMIT_BYTES)
    characters.pop()
  return characters.join('')
}

async function renamePatiently(move: Move, target: string): Promise<void> {
  const until = performance.now() + move.patienceMs
  const announce = () => move.announce(path.basename(target))
  if (move.fingerprint === null) announce()
  for (;;) {
    await requireSame(move, move.source)
    try {
      await rename(move.source, target)
      break
    } catch (error) {
      const errno = errnoOf(error)
      if (errno === 'EXDEV') {
        announce()
        return moveAcrossVolumes(move.source, target, () => requireSame(move, move.source))
      }
      const busy = errno === 'EBUSY' || (process.platform === 'win32' && BUSY_ON_WINDOWS.has(errno))
      if (!busy || performance.now() > until || move.signal.aborted) throw error
      await wait(BUSY_STEP_MS, undefined, { signal: move.signal }).catch(() => {})
    }
  }
  // Between the look and the rename another version may have come into its place: it goes back, unsent as it is. Where
  // nobody can tell, the move is left to be recognised by its bytes.
  if (move.fingerprint === null || (await isUnchanged(target, move.fingerprint))) return
  if (!(await exists(move.source))) await rename(target, move.source)
  throw new RelayError('R3002', move.source)
}

async function requireSame({ fingerprint }: Move, file: string): Promise<void> {
  if (fingerprint === null) return
  // A file that is gone is no changed one: the rename says ENOENT.
  if (!(await isUnchanged(file, fingerprint)) && (await exists(file))) throw new RelayError('R3002', file)
}

/**
 * Names under which {@link moveFile} may have put a file, should a crash have hidden the answer.
 * @throws what the file system throws, but for a folder that is missing
 */
export async function namesFiledAs(directory: string, fileName: string): Promise<string[]> {
  const { name, ext } = path.parse(fileName)
  let names: string[]
  try {
    names = await readdir(directory)
  } catch (error) {
    if (isGone(error)) return []
    throw error
  }
  return names.filter((entry) => {
    if (entry === fileName) return true
    if (!entry.endsWith(ext)) return false
    const [, stem] = /^(.+)_\d{14}(?:_\d+)?$/s.exec(entry.slice(0, entry.length - ext.length)) ?? []
    // A long stem may have been shortened to make room for the time.
    return stem !== undefined && (stem === name || (Buffer.byteLength(entry) > 200 && name.startsWith(stem)))
  })
}
