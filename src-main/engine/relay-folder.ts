import path from 'node:path'
import type { EngineTrouble } from '../../src-shared/domain/engine-status.ts'
import { isErrorCode } from '../../src-shared/domain/error-catalogue.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { foldFolderName } from '../../src-shared/domain/scheme-folder.ts'
import type { Transfer } from '../../src-shared/domain/transfer.ts'
import { listCandidates } from './candidates.ts'
import type { CycleRequest, SharedLine } from './cycle.ts'
import { isFiled } from './filing.ts'
import { tokenOf, waitsFor } from './folder-wait.ts'
import { isoLocal } from './local-time.ts'
import type { Configuration, EngineContext, TargetFolder } from './ports.ts'
import { endOfKept, preflightMode } from './preflight-hold.ts'
import { relayFile, toRelayError } from './relay-file.ts'
import type { Settling, Stand } from './settle.ts'
import { tellTrouble } from './telling.ts'

/** One folder in one cycle. */
export interface FolderPass {
  readonly context: EngineContext
  readonly configuration: Configuration
  readonly settling: Settling
  readonly request: CycleRequest
  readonly line: SharedLine
  readonly target: TargetFolder
}

export interface FolderReport {
  readonly folder: string
  readonly failures: number
  readonly accepted: number
  readonly trouble: EngineTrouble | null
  /** Trouble of scope engine that a file met and told. */
  readonly engineTrouble: EngineTrouble | null
  /** The other folders are not tried. */
  readonly endsCycle: boolean
}

interface ReadyFile {
  readonly fileName: string
  readonly stand: Stand
  /** The row by which the pre-flight has kept back a file of this name. */
  readonly kept: Transfer | null
}

/**
 * Sends what is ready in one scheme folder, in order (requirements section 2, steps 1-4). A folder without candidates
 * writes nothing, unless it is no folder or has no token that could be sent with.
 * @throws RelayError R4001 and others of scope engine
 */
export async function relayFolder(pass: FolderPass): Promise<FolderReport> {
  return new FolderRelay(pass).run()
}

class FolderRelay {
  readonly #pass: FolderPass
  #failures = 0
  #accepted = 0
  #trouble: EngineTrouble | null = null
  #engineTrouble: EngineTrouble | null = null

  constructor(pass: FolderPass) {
    this.#pass = pass
  }

  async run(): Promise<FolderReport> {
    const endsCycle = await this.#relay()
    return {
      folder: this.#folder,
      failures: this.#failures,
      accepted: this.#accepted,
      trouble: this.#trouble,
      engineTrouble: this.#engineTrouble,
      endsCycle,
    }
  }

  get #folder(): string {
    return this.#pass.target.folder
  }

  get #directory(): string {
    return path.join(this.#pass.configuration.settings.PMHFilePath, this.#folder)
  }

  /** @returns true when the cycle ends here */
  async #relay(): Promise<boolean> {
    const { configuration } = this.#pass
    let names: readonly string[]
    try {
      names = (await listCandidates(this.#directory, configuration.extension)).candidates
    } catch (error) {
      this.#folderError(toRelayError(error))
      return false
    }
    const { held, kept } = this.#heldFiles(names)
    this.#tellSeveral(names.length)
    this.#tellHeld(names.flatMap((name) => held.get(foldFolderName(name)) ?? []))
    if (names.length > 1 && !configuration.settings.AllowMultipleFilePerFolder) {
      this.#folderError(new RelayError('R3003', `${names.length}`))
      return false
    }
    // Staff learn of it before a file is due.
    if (this.#readToken() === null) return false
    const ready = await this.#readyFiles(
      names.filter((name) => !held.has(foldFolderName(name))),
      kept,
    )
    if (ready.length === 0) return false
    const token = this.#usableToken()
    return token !== null && (await this.#relayFiles(token, ready))
  }

  /**
   * Files that must not be sent by themselves, by folded name: on Windows another spelling is the same file.
   * 送信 by staff is also the word that lets a file go on which they had broken off. One that the pre-flight has kept back
   * is looked at again when it is another one, or is not to be kept back any more; when it is gone, so is the question.
   */
  #heldFiles(names: readonly string[]): { held: Map<string, Transfer>; kept: Map<string, Transfer> } {
    const { context, configuration, request } = this.#pass
    const held = new Map<string, Transfer>()
    const kept = new Map<string, Transfer>()
    const present = new Set(names.map(foldFolderName))
    for (const row of context.journal.heldIn(this.#folder)) {
      const name = foldFolderName(row.fileName)
      if (row.root !== configuration.settings.PMHFilePath) continue
      if (row.hold === 'cancelled' && request.manual) context.journal.release(row.id)
      else if (row.hold !== 'preflight') held.set(name, row)
      else if (present.has(name)) kept.set(name, row)
      else {
        context.journal.gone(row.id)
        endOfKept(context, row)
      }
    }
    return { held, kept }
  }

  /** In 全件連携 only the newest file of each 公費 should lie here (manual 2.1, note to No 14). Told once, until it is mended. */
  #tellSeveral(files: number): void {
    const { context, configuration } = this.#pass
    const { PostRegistrationTasksType: type, AllowMultipleFilePerFolder } = configuration.settings
    const folder = this.#folder
    const key = `several:${folder}`
    // With one file allowed it is an error of its own.
    if (type !== '1' || !AllowMultipleFilePerFolder || files < 2) context.troubles.clear(key)
    else if (!context.troubles.isRepeated(key, { code: 'R3023' }))
      context.emit({
        type: 'notice',
        level: 'warning',
        folder,
        transferId: null,
        code: 'R3023',
        message: String(files),
      })
  }

  /** A file that waits for staff is told once a day, so that a run which ends with 1 for it alone says why. */
  #tellHeld(rows: readonly Transfer[]): void {
    if (rows.length === 0) return
    const { context } = this.#pass
    const folder = this.#folder
    this.#failures += 1
    const told = rows.flatMap(({ id, hold, errorCode, errorMessage, fileName }) => {
      // A move that is pending is told where it is tried.
      if (hold === null) return []
      const code = errorCode ?? 'R3002'
      const isRepeated = context.troubles.isRepeated(`transfer:${id}`, { code })
      return isRepeated ? [] : [{ id, code, message: errorMessage ?? fileName }]
    })
    if (told.length === 0) return
    context.emit({ type: 'folder_started', folder })
    for (const { id, code, message } of told)
      context.emit({ type: 'trouble', level: 'warning', folder, transferId: id, code, message })
    context.emit({ type: 'folder_finished', folder })
  }

  /** Files that stood still, in order, up to one that the pre-flight keeps back: nothing overtakes it. */
  async #readyFiles(names: readonly string[], kept: ReadonlyMap<string, Transfer>): Promise<ReadyFile[]> {
    if (names.length === 0) return []
    const { settling, configuration, request, context } = this.#pass
    const { still, unreadable } = await settling.settled(
      names.map((name) => path.join(this.#directory, name)),
      configuration.settings.StabilityWindow,
      request.stop,
    )
    for (const file of unreadable) this.#tellUnreadable(file)
    const ready: ReadyFile[] = []
    for (const fileName of context.sortNames(names)) {
      const stand = still.get(path.join(this.#directory, fileName))
      const row = kept.get(foldFolderName(fileName)) ?? null
      if (row !== null && this.#isKeptBack(row, stand)) {
        this.#tellHeld([row])
        break
      }
      if (stand !== undefined) ready.push({ fileName, stand, kept: row })
    }
    return ready
  }

  /** The file is the one that was looked at, or is just being written. */
  #isKeptBack(row: Transfer, stand: Stand | undefined): boolean {
    const { context, configuration, target } = this.#pass
    if (preflightMode(configuration.settings, target) !== 'block') return false
    return stand === undefined || context.keptBack.get(stand) === row.id
  }

  #tellUnreadable(file: string): void {
    this.#failures += 1
    const error = { code: 'R3001', detail: file } as const
    tellTrouble(this.#pass.context, `file:${file}`, {
      level: 'warning',
      folder: this.#folder,
      transferId: null,
      error,
    })
  }

  #readToken(): string | null {
    const token = tokenOf(this.#pass.target)
    if (typeof token === 'string') return token
    this.#folderError(token)
    return null
  }

  /** The token, unless it is missing, or the folder waits for another one or for staff. */
  #usableToken(): string | null {
    const { context, request, target } = this.#pass
    const token = this.#readToken()
    if (token === null) return null
    const waits = waitsFor(context, target.folder, token)
    if (waits !== null && !request.manual) {
      this.#folderError(waits)
      return null
    }
    context.holds.remove(target.folder)
    return token
  }

  /** @returns true when the cycle ends here */
  async #relayFiles(token: string, files: readonly ReadyFile[]): Promise<boolean> {
    const { context, configuration, request, line, target } = this.#pass
    const folder = this.#folder
    const preflight = preflightMode(configuration.settings, target)
    context.emit({ type: 'folder_started', folder })
    try {
      for (const { fileName, stand, kept } of files) {
        if (request.stop.aborted) return true
        const opened = await line.get()
        if (request.stop.aborted) return true
        const { transfer, consequence } = await relayFile(context, {
          configuration,
          folder,
          fileName,
          stand,
          token,
          preflight,
          kept,
          line: opened,
          signal: request.uploadSignal(folder),
          onProgress: this.#progress(fileName),
          onSubmitted: () => request.onProgress(folder, null),
        })
        this.#count(transfer, consequence === 'next_file')
        if (consequence === 'stop_cycle') {
          this.#noteEngineTrouble(transfer)
          return true
        }
        if (consequence === 'hold_folder') this.#noteFolderHold(transfer)
        if (consequence !== 'next_file') return false
      }
      return false
    } finally {
      request.onProgress(folder, null)
      context.emit({ type: 'folder_finished', folder })
    }
  }

  #progress(fileName: string): (sent: number, total: number) => void {
    const { context, request } = this.#pass
    const folder = this.#folder
    const startedAt = isoLocal(context.clock.now())
    return (sentBytes, totalBytes) =>
      request.onProgress(folder, { folder, fileName, sentBytes, totalBytes, startedAt })
  }

  /** A file that vanished is no failure; one that could not be read is. */
  #count(transfer: Transfer | null, vanishedIsFine: boolean): void {
    if (transfer?.status === 'accepted') {
      this.#accepted += 1
      // Accepted, but the file still lies where it was: changed, or not to be moved now.
      if (transfer.hold !== null || !isFiled(transfer)) this.#failures += 1
    } else if (transfer !== null || !vanishedIsFine) this.#failures += 1
  }

  #noteFolderHold(transfer: Transfer | null): void {
    const hold = this.#pass.context.holds.get(this.#folder)
    const code = hold?.kind === 'order' ? 'R3011' : 'R3008'
    this.#trouble = this.#asTrouble({ code, detail: transfer?.errorCode ?? '' })
  }

  #noteEngineTrouble(transfer: Transfer | null): void {
    const code = transfer?.errorCode ?? ''
    if (!isErrorCode(code) || code === 'R1011' || code === 'R2009') return
    this.#engineTrouble = this.#asTrouble({ code, detail: transfer?.errorMessage ?? '' })
  }

  #folderError(error: RelayError): void {
    const { context } = this.#pass
    const folder = this.#folder
    this.#failures += 1
    this.#trouble = this.#asTrouble(error)
    context.emit({ type: 'folder_started', folder })
    tellTrouble(context, `folder:${folder}`, { level: 'error', folder, transferId: null, error })
    context.emit({ type: 'folder_finished', folder })
  }

  #asTrouble({ code, detail }: Pick<RelayError, 'code' | 'detail'>): EngineTrouble {
    return { code, detail, since: isoLocal(this.#pass.context.clock.now()) }
  }
}
