import type { UploadProgress } from '../../src-shared/domain/engine-status.ts'
import type { StopReason } from './transfer-plan.ts'

interface Under {
  readonly controller: AbortController
  progress: UploadProgress | null
}

/** The uploads under way, at most one a folder: how far they are, and how to break them off. */
export class Uploads {
  readonly #byFolder = new Map<string, Under>()
  #ending = false

  /** @returns the signal of a new upload; aborted already when the program is ending */
  begin(folder: string): AbortSignal {
    const controller = new AbortController()
    if (this.#ending) controller.abort('shutdown' satisfies StopReason)
    this.#byFolder.set(folder, { controller, progress: null })
    return controller.signal
  }

  /** @param progress null when the upload is over: then there is nothing left to break off */
  report(folder: string, progress: UploadProgress | null): void {
    const upload = this.#byFolder.get(folder)
    if (upload === undefined) return
    if (progress === null) this.#byFolder.delete(folder)
    else upload.progress = progress
  }

  /** Those that have begun to send, the one that has been under way longest first. */
  all(): UploadProgress[] {
    return [...this.#byFolder.values()].flatMap(({ progress }) => (progress === null ? [] : [progress]))
  }

  /** 中止 of one of {@link all}. @returns false when it is not under way any more */
  cancel({ folder, fileName }: Pick<UploadProgress, 'folder' | 'fileName'>): boolean {
    const upload = this.#byFolder.get(folder)
    if (upload?.progress?.fileName !== fileName) return false
    upload.controller.abort('cancelled' satisfies StopReason)
    return true
  }

  /** The program ends: what is under way is broken off, and what is about to begin does not. */
  end(): void {
    this.#ending = true
    for (const { controller } of this.#byFolder.values()) controller.abort('shutdown' satisfies StopReason)
  }
}
