import { opendir } from 'node:fs/promises'
import path from 'node:path'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'

/** Names that programs give to files which they have not finished. */
const TEMPORARY = /^~\$|^~.*\.tmp$|\.(?:tmp|part|crdownload)$/i

export interface Listing {
  /** Names of files that are to be sent, unordered. */
  readonly candidates: readonly string[]
  /** Regular files that are left alone: another type, hidden or temporary (対象外). */
  readonly ignored: number
}

/**
 * Lists the regular files of one scheme folder: no recursion, no links followed (requirements section 2, step 1).
 * @param extension lower case with the dot
 * @throws RelayError R3004 when the folder is missing, R3007 when it cannot be listed
 */
export async function listCandidates(directory: string, extension: string): Promise<Listing> {
  const candidates: string[] = []
  let ignored = 0
  try {
    for await (const entry of await opendir(directory)) {
      if (!entry.isFile()) continue
      if (isCandidateName(entry.name, extension)) candidates.push(entry.name)
      else ignored += 1
    }
  } catch (error) {
    const errno = errnoOf(error)
    const missing = errno === 'ENOENT' || errno === 'ENOTDIR'
    throw new RelayError(missing ? 'R3004' : 'R3007', missing ? directory : `${directory} (${errno})`, {
      cause: error,
    })
  }
  return { candidates, ignored }
}

/** Judges a name alone: right type, not hidden, not temporary. */
export function isCandidateName(name: string, extension: string): boolean {
  if (name.startsWith('.') || TEMPORARY.test(name)) return false
  return path.extname(name).toLowerCase() === extension
}
