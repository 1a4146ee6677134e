import type { EngineTrouble } from '../../src-shared/domain/engine-status.ts'
import type { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { CycleReport } from './cycle.ts'
import { isoLocal } from './local-time.ts'
import type { EngineDeps } from './ports.ts'
import { tellEnd } from './telling.ts'
import type { TroubleBook } from './trouble-book.ts'

/**
 * What keeps the engine, or one folder, from sending, as the last cycle found it. A trouble of the whole engine is a
 * state: one line when it begins or changes, one when a share is back, nothing in between.
 */
export class StandingTroubles {
  readonly #deps: Pick<EngineDeps, 'clock' | 'emit'>
  readonly #book: TroubleBook
  #engine: EngineTrouble | null = null
  readonly #folders = new Map<string, EngineTrouble>()

  constructor(deps: Pick<EngineDeps, 'clock' | 'emit'>, book: TroubleBook) {
    this.#deps = deps
    this.#book = book
  }

  /** Trouble of scope engine. */
  get engine(): EngineTrouble | null {
    return this.#engine
  }

  /** Trouble of scope folder, by folder name. */
  get folders(): Record<string, EngineTrouble> {
    return Object.fromEntries(this.#folders)
  }

  /** @param root PMHFilePath of that cycle */
  learn({ trouble, tellsItself, folders }: CycleReport, root: string): void {
    const before = this.#engine
    this.#engine = keepSince(before, trouble)
    if (before?.code === 'R3006' && trouble?.code !== 'R3006') {
      this.#deps.emit({ type: 'root_returned', path: root })
    }
    // A cycle that a file ended got past what had kept all files waiting: if that comes back, it is told anew.
    if (tellsItself) this.#tellEnd('engine', null)
    else if (trouble !== null) this.tell('error', trouble)
    for (const [folder, found] of folders) this.#learnFolder(folder, found)
  }

  #learnFolder(folder: string, trouble: EngineTrouble | null): void {
    const kept = keepSince(this.#folders.get(folder) ?? null, trouble)
    if (kept !== null) {
      this.#folders.set(folder, kept)
      return
    }
    this.#tellEnd(`folder:${folder}`, folder)
    this.#folders.delete(folder)
  }

  /** The journal or the settings could not even be read. */
  broken(error: RelayError): EngineTrouble {
    const trouble = { code: error.code, detail: error.detail, since: isoLocal(this.#deps.clock.now()) }
    this.#engine = keepSince(this.#engine, trouble)
    this.tell('error', trouble)
    return trouble
  }

  #tellEnd(key: string, folder: string | null): void {
    tellEnd({ troubles: this.#book, emit: this.#deps.emit }, key, { folder, transferId: null })
  }

  /** Told when it begins, when it changes, and once a day. */
  tell(level: 'warning' | 'error', { code, detail }: Pick<RelayError, 'code' | 'detail'>): void {
    if (this.#book.isRepeated('engine', { code })) return
    this.#deps.emit({ type: 'trouble', level, folder: null, transferId: null, code, message: detail })
  }
}

/** The same trouble cycle after cycle keeps the time at which it began. */
function keepSince(before: EngineTrouble | null, now: EngineTrouble | null): EngineTrouble | null {
  return before !== null && now !== null && before.code === now.code ? before : now
}
