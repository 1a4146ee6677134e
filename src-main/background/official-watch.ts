import type { OfficialFinding } from '../../src-shared/domain/official-service.ts'

const UNKNOWN: OfficialFinding = { service: 'unknown', startsItself: false, root: null, tasks: [] }

/** Remembers what was found of the official batch, and looks again when asked. */
export class OfficialWatch {
  readonly #changed: () => void
  #find: (() => Promise<OfficialFinding>) | null = null
  #looking: Promise<void> | null = null
  #finding: OfficialFinding | null = null
  #foundAt = ''
  readonly #now: () => string

  /**
   * @param changed called when there is something new
   * @param now ISO 8601
   */
  constructor(changed: () => void, now: () => string) {
    this.#changed = changed
    this.#now = now
  }

  /** Null before the first look has ended, and on systems without the batch. */
  get finding(): OfficialFinding | null {
    return this.#finding
  }

  /** When what is found now was found first, ISO 8601; '' before. */
  get foundAt(): string {
    return this.#foundAt
  }

  /** Whether the batch can be here at all. */
  get supported(): boolean {
    return this.#find !== null
  }

  /** Begins to know how to look; the first look goes on beside the start of the program. */
  begin(find: () => Promise<OfficialFinding>): void {
    this.#find = find
    void this.look()
  }

  /** Looks now; a look under way is joined. */
  look(): Promise<void> {
    this.#looking ??= this.#lookOnce().finally(() => {
      this.#looking = null
    })
    return this.#looking
  }

  /** Resolves once the look under way has ended. */
  async settled(): Promise<void> {
    await this.#looking
  }

  async #lookOnce(): Promise<void> {
    if (this.#find === null) return
    // What cannot even be asked is unknown, as what cannot be answered is.
    const finding = await this.#find().catch(() => UNKNOWN)
    // A look that finds the same again is nothing new, and its row keeps its age.
    if (JSON.stringify(finding) !== JSON.stringify(this.#finding)) this.#foundAt = this.#now()
    this.#finding = finding
    this.#changed()
  }
}
