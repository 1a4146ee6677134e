import path from 'node:path'
import type { EngineStatus, EngineTrouble } from '../../src-shared/domain/engine-status.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { SchemeFolder } from '../../src-shared/domain/scheme-folder.ts'
import type { Settings } from '../../src-shared/domain/settings.ts'
import type { Relay } from '../compose.ts'
import { listCandidates } from '../engine/candidates.ts'
import { isDirectory } from '../engine/cycle.ts'
import { preflightMode } from '../engine/preflight-hold.ts'
import { toRelayError } from '../engine/relay-file.ts'
import { waitingFiles } from '../engine/waiting-files.ts'
import { sortInvariant } from '../official/invariant-order.ts'
import { fileExtension } from '../pmh/contract.ts'

/** What one look at the disk found. */
export interface FolderLook {
  /** Files that wait, by folder; null where it cannot be listed. */
  readonly waiting: ReadonlyMap<string, number | null>
  /** PMHFilePath itself is not there: R3006. Null as well while it is not set. */
  readonly root: EngineTrouble | null
  /** R3004 or R3007, by folder. */
  readonly folders: ReadonlyMap<string, EngineTrouble>
}

/** Of PMHFilePath itself, in the place of a folder's name: no folder can be called so. */
const ROOT = ''

/**
 * The scheme folders as they are now. A cycle looks only when its time comes, which may be never, and what staff see of a folder
 * shall not wait for it.
 */
export class FolderLooks {
  readonly #now: () => string
  /** What the look before found, so that a trouble keeps the time at which it was met first. */
  #known = new Map<string, EngineTrouble>()

  /** @param now ISO 8601 */
  constructor(now: () => string) {
    this.#now = now
  }

  async look(
    { transfers }: Pick<Relay, 'transfers'>,
    settings: Settings,
    folders: readonly SchemeFolder[],
  ): Promise<FolderLook> {
    const root = settings.PMHFilePath
    const waiting = new Map<string, number | null>()
    const found = new Map<string, EngineTrouble>()
    const rootThere = root !== '' && (await isDirectory(root))
    if (root !== '' && !rootThere) this.#note(found, ROOT, new RelayError('R3006', root))
    await Promise.all(
      folders.map(async (entry) => {
        const { folder } = entry
        const names = rootThere ? await candidatesOf(settings, folder) : null
        if (names instanceof RelayError) this.#note(found, folder, names)
        if (names === null || names instanceof RelayError) waiting.set(folder, null)
        else {
          const isBlocking = preflightMode(settings, entry) === 'block'
          // For a number the order counts only where the first file that is kept back stops those behind it.
          const sortNames = isBlocking ? sortInvariant : (unordered: readonly string[]) => [...unordered]
          const deps = { journal: transfers, sortNames }
          waiting.set(folder, waitingFiles(deps, root, folder, names, isBlocking).waiting.length)
        }
      }),
    )
    this.#known = found
    const ofFolders = new Map(found)
    ofFolders.delete(ROOT)
    return { waiting, root: found.get(ROOT) ?? null, folders: ofFolders }
  }

  #note(found: Map<string, EngineTrouble>, key: string, { code, detail }: RelayError): void {
    const before = this.#known.get(key)
    const isSame = before?.code === code && before.detail === detail
    found.set(key, { code, detail, since: isSame ? before.since : this.#now() })
  }
}

/** @returns R3004 or R3007 when the folder cannot be listed */
async function candidatesOf(settings: Settings, folder: string): Promise<readonly string[] | RelayError> {
  try {
    const directory = path.join(settings.PMHFilePath, folder)
    return (await listCandidates(directory, fileExtension(settings))).candidates
  } catch (error) {
    return toRelayError(error)
  }
}

/** The status with what a look found in the place of what the last cycle found: a folder may have come or gone since. */
export function seenNow(status: EngineStatus, look: FolderLook): EngineStatus {
  const folderTroubles = Object.fromEntries(
    Object.entries(status.folderTroubles).filter(([, { code }]) => code !== 'R3004' && code !== 'R3007'),
  )
  for (const [folder, trouble] of look.folders)
    folderTroubles[folder] = earlier(trouble, status.folderTroubles[folder])
  const { trouble } = status
  if (trouble !== null && trouble.code !== 'R3006') return { ...status, folderTroubles }
  const root = look.root === null ? null : earlier(look.root, trouble)
  return { ...status, trouble: root, folderTroubles }
}

/** The same trouble, as whoever met it first has it. */
function earlier(seen: EngineTrouble, met: EngineTrouble | null | undefined): EngineTrouble {
  return met?.code === seen.code && Date.parse(met.since) < Date.parse(seen.since) ? met : seen
}
