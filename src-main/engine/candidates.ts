import { opendir } from 'node:fs/promises'
import path from 'node:path'
import { FORECAST_LIMIT, type LeftOutReason } from '../../src-shared/domain/forecast.ts'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'

/** Names that programs give to files which they have not finished. */
const TEMPORARY = /^~\$|^~.*\.tmp$|\.(?:tmp|part|crdownload)$/i

export interface Listing {
  /** Names of files that are to be sent, unordered. */
  readonly candidates: readonly string[]
  /** What is left alone, with the reason (対象外); the first {@link FORECAST_LIMIT} of them. */
  readonly leftOut: readonly { readonly fileName: string; readonly reason: LeftOutReason }[]
  readonly leftOutCount: number
}

/**
 * Lists the regular files of one scheme folder: no recursion, no links followed (requirements section 2, step 1).
 * @param extension lower case with the dot
 * @throws RelayError R3004 when the folder is missing, R3007 when it cannot be listed
 */
export async function listCandidates(directory: string, extension: string): Promise<Listing> {
  const candidates: string[] = []
  const leftOut: { fileName: string; reason: LeftOutReason }[] = []
  let leftOutCount = 0
  try {
    for await (const entry of await opendir(directory)) {
      const reason = entry.isFile() ? reasonToLeave(entry.name, extension) : 'not_a_file'
      if (reason === null) {
        candidates.push(entry.name)
        continue
      }
      leftOutCount += 1
      if (leftOut.length < FORECAST_LIMIT) leftOut.push({ fileName: entry.name, reason })
    }
  } catch (error) {
    const errno = errnoOf(error)
    const missing = errno === 'ENOENT' || errno === 'ENOTDIR'
    throw new RelayError(missing ? 'R3004' : 'R3007', missing ? directory : `${directory} (${errno})`, {
      cause: error,
    })
  }
  return { candidates, leftOut, leftOutCount }
}

/** Judges a name alone. @returns null for a candidate: right type, not hidden, not temporary */
export function reasonToLeave(name: string, extension: string): LeftOutReason | null {
  if (name.startsWith('.')) return 'hidden'
  if (TEMPORARY.test(name)) return 'temporary'
  return path.extname(name).toLowerCase() === extension ? null : 'other_type'
}
