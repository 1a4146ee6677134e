import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { EngineTrouble, UploadProgress } from '../../src-shared/domain/engine-status.ts'
import { isErrorCode } from '../../src-shared/domain/error-catalogue.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { foldFolderName } from '../../src-shared/domain/scheme-folder.ts'
import type { Transfer } from '../../src-shared/domain/transfer.ts'
import { listCandidates } from './candidates.ts'
import { isFiled } from './filing.ts'
import { isoLocal } from './local-time.ts'
import type { Configuration, EngineContext, Line, TargetFolder } from './ports.ts'
import { finishMoves } from './recover.ts'
import { relayFile, toRelayError } from './relay-file.ts'
import type { Settling, Stand } from './settle.ts'
import { tellTrouble } from './telling.ts'

export interface CycleRequest {
  /** One folder, or null for all. */
  readonly only: string | null
  /** Staff asked for it: a folder that waits since its token was refused is tried again. */
  readonly manual: boolean
  /** Aborted when no further file may be begun. */
  readonly stop: AbortSignal
  /** Keeps every other relay off PMHFilePath. @throws RelayError R4007 */
  holdRoot(root: string): Promise<void>
  /** A fresh signal for each file, so that 中止 concerns one upload alone. */
  uploadSignal(): AbortSignal
  onProgress(progress: UploadProgress | null): void
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

/** Runs one cycle over the active entries in list order (requirements section 2). */
export async function runCycle(
  context: EngineContext,
  configuration: Configuration,
  settling: Settling,
  request: CycleRequest,
): Promise<CycleReport> {
  return new Cycle(context, configuration, settling, request).run()
}

interface ReadyFile {
  readonly fileName: string
  readonly stand: Stand
}

class Cycle {
  readonly #context: EngineContext
  readonly #configuration: Configuration
  readonly #settling: Settling
  readonly #request: CycleRequest
  readonly #folders = new Map<string, EngineTrouble | null>()
  #line: Line | null = null
  #failures = 0
  #accepted = 0

  constructor(
    context: EngineContext,
    configuration: Configuration,
    settling: Settling,
    request: CycleRequest,
  ) {
    this.#context = context
    this.#configuration = configuration
    this.#settling = settling
    this.#request = request
  }

  async run(): Promise<CycleReport> {
    let trouble: EngineTrouble | null = null
    let tellsItself = true
    try {
      await this.#requireRoot()
      const root = this.#configuration.settings.PMHFilePath
      this.#failures += await finishMoves(this.#context, root, this.#request.stop)
      const targets = this.#targets()
      await this.#lookAtAll(targets)
      for (const target of targets) {
        if (this.#request.stop.aborted) break
        if (!(await this.#relayFolder(target))) break
      }
    } catch (error) {
      this.#failures += 1
      trouble = this.#trouble(toRelayError(error))
      tellsItself = false
    } finally {
      this.#request.onProgress(null)
      await this.#line?.close()
    }
    trouble ??= this.#engineTrouble
    return {
      failures: this.#failures,
      accepted: this.#accepted,
      trouble,
      tellsItself,
      folders: this.#folders,
    }
  }

  #engineTrouble: EngineTrouble | null = null

  #targets(): TargetFolder[] {
    const { only } = this.#request
    return this.#configuration.folders.filter(
      (target) => !target.paused && (only === null || target.folder === only),
    )
  }

  /** A missing PMHFilePath is a state, not a folder error: the share may be mounted later. */
  async #requireRoot(): Promise<void> {
    const root = this.#configuration.settings.PMHFilePath
    if (!(await isDirectory(root))) throw new RelayError('R3006', root)
    await this.#request.holdRoot(root)
  }

  /** The stability windows of all folders run side by side. */
  async #lookAtAll(targets: readonly TargetFolder[]): Promise<void> {
    const seen = new Set<string>()
    for (const target of targets) {
      const directory = this.#directory(target)
      const names = await listCandidates(directory, this.#configuration.extension).then(
        (listing) => listing.candidates,
        () => [],
      )
      const paths = names.map((name) => path.join(directory, name))
      await this.#settling.look(paths)
      for (const file of paths) seen.add(file)
    }
    if (this.#request.only === null) this.#settling.keepOnly(seen)
  }

  /** @returns false when the cycle ends here */
  async #relayFolder(target: TargetFolder): Promise<boolean> {
    let names: readonly string[]
    try {
      names = (await listCandidates(this.#directory(target), this.#configuration.extension)).candidates
    } catch (error) {
      this.#folderError(target, toRelayError(error))
      return true
    }
    this.#folders.set(target.folder, null)
    const held = this.#heldNames(target)
    if (names.some((name) => held.has(foldFolderName(name)))) this.#failures += 1
    if (names.length > 1 && !this.#configuration.settings.AllowMultipleFilePerFolder) {
      this.#folderError(target, new RelayError('R3003', `${names.length}`))
      return true
    }
    const ready = await this.#readyFiles(
      target,
      names.filter((name) => !held.has(foldFolderName(name))),
    )
    if (ready.length === 0) return true
    const token = this.#usableToken(target)
    if (token === null) return true
    return this.#relayFiles(target, token, ready)
  }

  /**
   * Names of files that must not be sent by themselves, folded: on Windows another spelling is the same file.
   * 送信 by staff is also the word that lets a file go on which they had broken off.
   */
  #heldNames(target: TargetFolder): Set<string> {
    const { journal } = this.#context
    const names = new Set<string>()
    for (const row of journal.heldIn(target.folder)) {
      if (row.root !== this.#configuration.settings.PMHFilePath) continue
      if (row.hold === 'cancelled' && this.#request.manual) journal.release(row.id)
      else names.add(foldFolderName(row.fileName))
    }
    return names
  }

  async #readyFiles(target: TargetFolder, names: readonly string[]): Promise<ReadyFile[]> {
    if (names.length === 0) return []
    const directory = this.#directory(target)
    const { still, unreadable } = await this.#settling.settled(
      names.map((name) => path.join(directory, name)),
      this.#configuration.settings.StabilityWindow,
      this.#request.stop,
    )
    for (const file of unreadable) this.#tellUnreadable(target, file)
    const ready = new Map<string, Stand>()
    for (const name of names) {
      const stand = still.get(path.join(directory, name))
      if (stand !== undefined) ready.set(name, stand)
    }
    return this.#context.sortNames([...ready.keys()]).flatMap((fileName) => {
      const stand = ready.get(fileName)
      return stand === undefined ? [] : [{ fileName, stand }]
    })
  }

  #tellUnreadable({ folder }: TargetFolder, file: string): void {
    this.#failures += 1
    const error = { code: 'R3001', detail: file } as const
    tellTrouble(this.#context, `file:${file}`, { level: 'warning', folder, transferId: null, error })
  }

  /** The token, unless it is missing or is the very one that was refused. */
  #usableToken(target: TargetFolder): string | null {
    const token = target.token()
    if (token === null) {
      this.#folderError(target, new RelayError('R3009', target.folder))
      return null
    }
    const hold = this.#context.holds.get(target.folder)
    if (hold === null) return token
    if (hold.tokenMark === this.#context.tokenMark(token) && !this.#request.manual) {
      this.#folderError(target, new RelayError('R3008', hold.code))
      return null
    }
    this.#context.holds.remove(target.folder)
    return token
  }

  /** @returns false when the cycle ends here */
  async #relayFiles(target: TargetFolder, token: string, files: readonly ReadyFile[]): Promise<boolean> {
    const { folder } = target
    this.#context.emit({ type: 'folder_started', folder })
    try {
      for (const { fileName, stand } of files) {
        if (this.#request.stop.aborted) return false
        this.#line ??= await this.#context.openLine(this.#configuration)
        if (this.#request.stop.aborted) return false
        const { transfer, consequence } = await relayFile(this.#context, {
          configuration: this.#configuration,
          folder,
          fileName,
          stand,
          token,
          line: this.#line,
          signal: this.#request.uploadSignal(),
          onProgress: this.#progress(folder, fileName),
          onSubmitted: () => this.#request.onProgress(null),
        })
        this.#count(transfer, consequence === 'next_file')
        if (consequence === 'stop_cycle') {
          this.#noteEngineTrouble(transfer)
          return false
        }
        if (consequence === 'hold_folder') this.#noteFolderHold(folder, transfer)
        if (consequence !== 'next_file') return true
      }
      return true
    } finally {
      this.#context.emit({ type: 'folder_finished', folder })
    }
  }

  #progress(folder: string, fileName: string): (sent: number, total: number) => void {
    const startedAt = isoLocal(this.#context.clock.now())
    return (sentBytes, totalBytes) =>
      this.#request.onProgress({ folder, fileName, sentBytes, totalBytes, startedAt })
  }

  /** A file that vanished is no failure; one that could not be read is. */
  #count(transfer: Transfer | null, vanishedIsFine: boolean): void {
    if (transfer?.status === 'accepted') {
      this.#accepted += 1
      // Accepted, but the file still lies where it was: changed, or not to be moved now.
      if (transfer.hold !== null || !isFiled(transfer)) this.#failures += 1
    } else if (transfer !== null || !vanishedIsFine) this.#failures += 1
  }

  #noteFolderHold(folder: string, transfer: Transfer | null): void {
    const since = isoLocal(this.#context.clock.now())
    this.#folders.set(folder, { code: 'R3008', detail: transfer?.errorCode ?? '', since })
  }

  #noteEngineTrouble(transfer: Transfer | null): void {
    const code = transfer?.errorCode ?? ''
    if (!isErrorCode(code) || code === 'R1011' || code === 'R2009') return
    this.#engineTrouble = {
      code,
      detail: transfer?.errorMessage ?? '',
      since: isoLocal(this.#context.clock.now()),
    }
  }

  #folderError(target: TargetFolder, error: RelayError): void {
    this.#failures += 1
    this.#folders.set(target.folder, this.#trouble(error))
    this.#context.emit({ type: 'folder_started', folder: target.folder })
    const about = { level: 'error', folder: target.folder, transferId: null, error } as const
    tellTrouble(this.#context, `folder:${target.folder}`, about)
    this.#context.emit({ type: 'folder_finished', folder: target.folder })
  }

  #trouble(error: RelayError): EngineTrouble {
    return { code: error.code, detail: error.detail, since: isoLocal(this.#context.clock.now()) }
  }

  #directory(target: TargetFolder): string {
    return path.join(this.#configuration.settings.PMHFilePath, target.folder)
  }
}

async function isDirectory(directory: string): Promise<boolean> {
  try {
    return (await stat(directory)).isDirectory()
  } catch {
    return false
  }
}
