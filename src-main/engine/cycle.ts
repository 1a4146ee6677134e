import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { EngineTrouble, UploadProgress } from '../../src-shared/domain/engine-status.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { listCandidates } from './candidates.ts'
import { inParallel } from './in-parallel.ts'
import { isoLocal } from './local-time.ts'
import type { Configuration, EngineContext, Line, TargetFolder } from './ports.ts'
import { finishMoves } from './recover.ts'
import { toRelayError } from './relay-file.ts'
import { type FolderReport, relayFolder } from './relay-folder.ts'
import type { Settling } from './settle.ts'

export interface CycleRequest {
  /** One folder, or null for all. */
  readonly only: string | null
  /** Staff asked for it: a folder that waits is tried again. */
  readonly manual: boolean
  /** Aborted when no further file may be begun. */
  readonly stop: AbortSignal
  /** Keeps every other relay off PMHFilePath. @throws RelayError R4007 */
  holdRoot(root: string): Promise<void>
  /** A fresh signal for each file, so that 中止 concerns one upload alone. */
  uploadSignal(folder: string): AbortSignal
  /** Null when the folder's upload is over. */
  onProgress(folder: string, progress: UploadProgress | null): void
}

export interface CycleReport {
  /** Files that ended otherwise than accepted, folder errors, held and in-doubt files that were met. */
  readonly failures: number
  readonly accepted: number
  /** Trouble of scope engine that ended the cycle. */
  readonly trouble: EngineTrouble | null
  /** The trouble was told together with the file that met it. */
  readonly tellsItself: boolean
  /** Folders that were looked at, with their trouble or null. */
  readonly folders: ReadonlyMap<string, EngineTrouble | null>
}

/** Runs one cycle over the active entries in list order, ParallelFolders at a time (requirements section 2). */
export async function runCycle(
  context: EngineContext,
  configuration: Configuration,
  settling: Settling,
  request: CycleRequest,
): Promise<CycleReport> {
  const line = new SharedLine(() => context.openLine(configuration))
  const reports: FolderReport[] = []
  let pending = 0
  let trouble: EngineTrouble | null = null
  try {
    const root = configuration.settings.PMHFilePath
    if (!(await isDirectory(root))) throw new RelayError('R3006', root)
    await request.holdRoot(root)
    pending = await finishMoves(context, root, request.stop)
    const targets = configuration.folders.filter(
      ({ folder, paused }) => !paused && (request.only === null || folder === request.only),
    )
    await lookAtAll(settling, configuration, targets, request.only === null)
    await inParallel(targets, configuration.settings.ParallelFolders, async (target) => {
      if (request.stop.aborted) return false
      const report = await relayFolder({ context, configuration, settling, request, line, target })
      reports.push(report)
      return !report.endsCycle
    })
  } catch (error) {
    const { code, detail } = toRelayError(error)
    trouble = { code, detail, since: isoLocal(context.clock.now()) }
  } finally {
    await line.close()
  }
  const sum = (count: (report: FolderReport) => number) =>
    reports.reduce((total, report) => total + count(report), 0)
  return {
    failures: pending + sum((report) => report.failures) + Number(trouble !== null),
    accepted: sum((report) => report.accepted),
    trouble: trouble ?? reports.find((report) => report.engineTrouble !== null)?.engineTrouble ?? null,
    tellsItself: trouble === null,
    folders: new Map(reports.map((report) => [report.folder, report.trouble])),
  }
}

/** The connection to PMH: opened when the first file needs it, closed with the cycle. */
export class SharedLine {
  readonly #open: () => Promise<Line>
  #line: Promise<Line> | null = null

  constructor(open: () => Promise<Line>) {
    this.#open = open
  }

  /** @throws RelayError of scope engine */
  get(): Promise<Line> {
    this.#line ??= this.#open()
    return this.#line
  }

  async close(): Promise<void> {
    const line = await this.#line?.catch(() => null)
    await line?.close()
  }
}

/** The stability windows of all folders run side by side. */
async function lookAtAll(
  settling: Settling,
  { settings, extension }: Configuration,
  targets: readonly TargetFolder[],
  all: boolean,
): Promise<void> {
  const seen = new Set<string>()
  for (const { folder } of targets) {
    const directory = path.join(settings.PMHFilePath, folder)
    const names = await listCandidates(directory, extension).then(
      (listing) => listing.candidates,
      () => [],
    )
    const files = names.map((name) => path.join(directory, name))
    await settling.look(files)
    for (const file of files) seen.add(file)
  }
  if (all) settling.keepOnly(seen)
}

/** Whether a folder is there and can be looked at. */
export async function isDirectory(directory: string): Promise<boolean> {
  try {
    return (await stat(directory)).isDirectory()
  } catch {
    return false
  }
}
