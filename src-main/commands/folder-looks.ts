import path from 'node:path'
import type { EngineStatus, EngineTrouble } from '../../src-shared/domain/engine-status.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { SchemeFolder } from '../../src-shared/domain/scheme-folder.ts'
import type { Settings } from '../../src-shared/domain/settings.ts'
import type { Relay } from '../compose.ts'
import { listCandidates } from '../engine/candidates.ts'
import { isDirectory } from '../engine/cycle.ts'
import { inParallel } from '../engine/in-parallel.ts'
import { inTime, LOOK_MS } from '../engine/in-time.ts'
import { preflightMode } from '../engine/preflight-hold.ts'
import { toRelayError } from '../engine/relay-file.ts'
import { waitingFiles } from '../engine/waiting-files.ts'
import { sortInvariant } from '../official/invariant-order.ts'
import { fileExtension } from '../pmh/contract.ts'

/** What one look at the disk found. */
export interface FolderLook {
  /** Files that wait, by folder; null where it cannot be listed. */
  readonly waiting: ReadonlyMap<string, number | null>
  /** PMHFilePath itself is not there (R3006), or does not answer (R3013). Null as well while it is not set. */
  readonly root: EngineTrouble | null
  /** R3004 or R3007, by folder. */
  readonly folders: ReadonlyMap<string, EngineTrouble>
}

/** Of PMHFilePath itself, in the place of a folder's name: no folder can be called so. */
const ROOT = ''

/** Folders that are listed at a time. What hangs holds one of the few threads that read any disk. */
const AT_A_TIME = 2

interface LookUnderWay {
  readonly since: string
  /** How many questions had come when it began. */
  readonly begunAt: number
  /** What was asked. */
  readonly question: string
  /** Of the disk, so far. */
  answers: number
  readonly look: Promise<FolderLook>
}

/** How the disk is read. */
export interface Disk {
  isDirectory(directory: string): Promise<boolean>
  listCandidates: typeof listCandidates
}

/**
 * The scheme folders as they are now. A cycle looks only when its time comes, which may be never, and what staff see of a folder
 * shall not wait for it.
 */
export class FolderLooks {
  readonly #now: () => string
  readonly #disk: Disk
  readonly #limitMs: number
  /** What the look before found, so that a trouble keeps the time at which it was met first. */
  #known = new Map<string, EngineTrouble>()
  /** By PMHFilePath: a place that hangs says nothing of another. */
  readonly #underWay = new Map<string, LookUnderWay>()
  /** Questions so far. */
  #asked = 0

  /** @param now ISO 8601 */
  constructor(now: () => string, disk: Disk = { isDirectory, listCandidates }, limitMs = LOOK_MS) {
    this.#now = now
    this.#disk = disk
    this.#limitMs = limitMs
  }

  /**
   * Looks at the disk once, after whatever look at this place is under way: two that hang would hold two threads. Those who
   * wait with the same question share the next.
   * @returns R3013 for PMHFilePath, and no count, when the disk has not answered for a while
   */
  async look(
    relay: Pick<Relay, 'transfers'>,
    settings: Settings,
    folders: readonly SchemeFolder[],
  ): Promise<FolderLook> {
    const root = settings.PMHFilePath
    const question = JSON.stringify([folders, settings.PreflightMode, fileExtension(settings)])
    this.#asked += 1
    const asked = this.#asked
    for (;;) {
      const current = this.#underWay.get(root) ?? this.#begin(relay, settings, folders, question)
      const isMine = current.begunAt >= asked && current.question === question
      // How a look ends that began before this question is the matter of whoever asked for it.
      const seen = await this.#answered(current, isMine ? current.look : current.look.catch(() => undefined))
      if (seen === null) return unanswered(settings, folders, current.since)
      if (isMine && seen !== undefined) return seen
    }
  }

  #begin(
    relay: Pick<Relay, 'transfers'>,
    settings: Settings,
    folders: readonly SchemeFolder[],
    question: string,
  ): LookUnderWay {
    const root = settings.PMHFilePath
    const current = { since: this.#now(), begunAt: this.#asked, question, answers: 0 }
    const look = this.#lookNow(relay, settings, folders, () => {
      current.answers += 1
    }).finally(() => this.#underWay.delete(root))
    const underWay = Object.assign(current, { look })
    this.#underWay.set(root, underWay)
    return underWay
  }

  /** Waits as long as the disk goes on answering: a slow share with many folders is no dead one. */
  async #answered<T>(current: LookUnderWay, look: Promise<T>): Promise<T | null> {
    for (;;) {
      const before = current.answers
      const seen = await inTime(look, this.#limitMs)
      if (seen !== null || current.answers === before) return seen
    }
  }

  async #lookNow(
    { transfers }: Pick<Relay, 'transfers'>,
    settings: Settings,
    folders: readonly SchemeFolder[],
    onAnswer: () => void,
  ): Promise<FolderLook> {
    const root = settings.PMHFilePath
    const waiting = new Map<string, number | null>()
    const found = new Map<string, EngineTrouble>()
    const rootThere = root !== '' && (await this.#disk.isDirectory(root))
    onAnswer()
    if (root !== '' && !rootThere) this.#note(found, ROOT, new RelayError('R3006', root))
    await inParallel(folders, AT_A_TIME, async (entry) => {
      const { folder } = entry
      const names = rootThere ? await this.#candidates(settings, folder) : null
      onAnswer()
      if (names instanceof RelayError) this.#note(found, folder, names)
      if (names === null || names instanceof RelayError) waiting.set(folder, null)
      else {
        const isBlocking = preflightMode(settings, entry) === 'block'
        // For a number the order counts only where the first file that is kept back stops those behind it.
        const sortNames = isBlocking ? sortInvariant : (unordered: readonly string[]) => [...unordered]
        const deps = { journal: transfers, sortNames }
        waiting.set(folder, waitingFiles(deps, root, folder, names, isBlocking).waiting.length)
      }
      return true
    })
    this.#known = found
    const ofFolders = new Map(found)
    ofFolders.delete(ROOT)
    return { waiting, root: found.get(ROOT) ?? null, folders: ofFolders }
  }

  /** @returns R3004 or R3007 when the folder cannot be listed */
  async #candidates(settings: Settings, folder: string): Promise<readonly string[] | RelayError> {
    try {
      const directory = path.join(settings.PMHFilePath, folder)
      return (await this.#disk.listCandidates(directory, fileExtension(settings))).candidates
    } catch (error) {
      return toRelayError(error)
    }
  }

  #note(found: Map<string, EngineTrouble>, key: string, { code, detail }: RelayError): void {
    const before = this.#known.get(key)
    const isSame = before?.code === code && before.detail === detail
    found.set(key, { code, detail, since: isSame ? before.since : this.#now() })
  }
}

function unanswered(settings: Settings, folders: readonly SchemeFolder[], since: string): FolderLook {
  return {
    waiting: new Map(folders.map(({ folder }) => [folder, null])),
    root: { code: 'R3013', detail: settings.PMHFilePath, since },
    folders: new Map(),
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
  // Nothing of the folders is known then, whatever the last cycle met: staff shall see why.
  if (look.root?.code === 'R3013') return { ...status, trouble: look.root, folderTroubles }
  if (trouble !== null && trouble.code !== 'R3006') return { ...status, folderTroubles }
  const root = look.root === null ? null : earlier(look.root, trouble)
  return { ...status, trouble: root, folderTroubles }
}

/** The same trouble, as whoever met it first has it. */
function earlier(seen: EngineTrouble, met: EngineTrouble | null | undefined): EngineTrouble {
  return met?.code === seen.code && Date.parse(met.since) < Date.parse(seen.since) ? met : seen
}
