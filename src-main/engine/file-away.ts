import { constants } from 'node:fs'
import { copyFile, lstat, mkdir, open, readdir, rename, unlink } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Destination } from '../../src-shared/domain/transfer.ts'
import { compactTime } from './local-time.ts'

export interface FilingAway {
  /** PMHFilePath. */
  readonly root: string
  readonly folder: string
  readonly fileName: string
  readonly destination: Destination
  readonly now: Date
  /** Where the file lies below the root, with `/`, when it is no longer in its scheme folder. */
  readonly from?: string
}

/** Scanners and backup programs hold a fresh file on Windows for a moment; up to a minute is waited. */
const BUSY_ON_WINDOWS: ReadonlySet<string> = new Set(['EBUSY', 'EPERM', 'EACCES'])
const BUSY_PATIENCE_MS = 60_000
const BUSY_STEP_MS = 500

/**
 * Moves a file to `PROCEED/{folder}` or `ERROR/{folder}` and never over an existing name. Together with
 * {@link putBack} the only place that renames. When it returns, the move has reached the disk.
 * @returns the path below PMHFilePath, with `/`
 * @throws RelayError R3005 when it cannot be moved now; the result stands, and the move is tried again later
 */
export async function fileAway(filing: FilingAway): Promise<string> {
  const { root, folder, fileName, destination, now } = filing
  const source = path.join(root, ...(filing.from?.split('/') ?? [folder, fileName]))
  const name = await moveInto(source, path.join(root, destination, folder), fileName, now)
  return [destination, folder, name].join('/')
}

/**
 * Puts a filed file back into its scheme folder, which must be there: the relay never creates one.
 * @param filedAs its path below PMHFilePath, with `/`
 * @returns the name that it has there
 * @throws RelayError R3005
 */
export async function putBack(
  root: string,
  transfer: { folder: string; fileName: string; filedAs: string },
  now: Date,
): Promise<string> {
  const directory = path.join(root, transfer.folder)
  if (!(await exists(directory))) throw new RelayError('R3005', directory)
  return moveInto(path.join(root, ...transfer.filedAs.split('/')), directory, transfer.fileName, now)
}

async function moveInto(source: string, directory: string, fileName: string, now: Date): Promise<string> {
  try {
    await mkdir(directory, { recursive: true })
    const name = await freeName(directory, fileName, now)
    await moveFile(source, path.join(directory, name))
    await syncDirectory(directory)
    await syncDirectory(path.dirname(source))
    return name
  } catch (error) {
    throw new RelayError('R3005', `${source} (${errnoOf(error)})`, { cause: error })
  }
}

/** The name itself, else with `_yyyyMMddHHmmss`, else with `_yyyyMMddHHmmss_n` before the extension. */
async function freeName(directory: string, fileName: string, now: Date): Promise<string> {
  const { name, ext } = path.parse(fileName)
  const stamped = `${name}_${compactTime(now)}`
  for (let n = 0; ; n += 1) {
    const candidate = n === 0 ? fileName : n === 1 ? `${stamped}${ext}` : `${stamped}_${n - 1}${ext}`
    if (!(await exists(path.join(directory, candidate)))) return candidate
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await lstat(file)
    return true
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false
    throw error
  }
}

async function moveFile(source: string, target: string): Promise<void> {
  const until = performance.now() + BUSY_PATIENCE_MS
  for (;;) {
    try {
      await rename(source, target)
      return
    } catch (error) {
      const errno = errnoOf(error)
      if (errno === 'EXDEV') return moveAcrossVolumes(source, target)
      const busy = errno === 'EBUSY' || (process.platform === 'win32' && BUSY_ON_WINDOWS.has(errno))
      if (!busy || performance.now() > until) throw error
      await wait(BUSY_STEP_MS)
    }
  }
}

/** Copy under a temporary name, fsync, rename, unlink: at no instant is the file in neither place. */
async function moveAcrossVolumes(source: string, target: string): Promise<void> {
  const part = `${target}.part`
  await copyFile(source, part, constants.COPYFILE_FICLONE)
  await syncFile(part)
  await rename(part, target)
  await unlink(source)
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Without this a power cut could undo a rename whose row already says "filed". Windows cannot open folders. */
async function syncDirectory(directory: string): Promise<void> {
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

/** Names under which {@link fileAway} may have put a file, should a crash have hidden the answer. */
export async function namesFiledAs(directory: string, fileName: string): Promise<string[]> {
  const { name, ext } = path.parse(fileName)
  let names: string[]
  try {
    names = await readdir(directory)
  } catch {
    return []
  }
  return names.filter((entry) => {
    if (entry === fileName) return true
    if (!entry.startsWith(`${name}_`) || !entry.endsWith(ext)) return false
    return /^\d{14}(?:_\d+)?$/.test(entry.slice(name.length + 1, entry.length - ext.length))
  })
}
