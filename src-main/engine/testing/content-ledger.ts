/** What the model knows of one content, however many files hold it. */
interface Content {
  /** For messages: folder and number. */
  readonly label: string
  readonly folder: string
  dropped: number
  /** Deleted or overwritten by the model. */
  removed: number
}

/** Every content that the model ever dropped, by SHA-256. */
export class ContentLedger {
  readonly #contents = new Map<string, Content>()

  dropped(sha256: string, folder: string): void {
    const content = this.#contents.get(sha256)
    if (content !== undefined) content.dropped += 1
    else {
      const label = `content ${this.#contents.size + 1} of ${folder}`
      this.#contents.set(sha256, { label, folder, dropped: 1, removed: 0 })
    }
  }

  removed(sha256: string): void {
    const content = this.#contents.get(sha256)
    if (content === undefined) throw new Error('a file was removed that the model never dropped')
    content.removed += 1
  }

  get(sha256: string): Readonly<Content> | null {
    return this.#contents.get(sha256) ?? null
  }

  entries(): IterableIterator<[string, Readonly<Content>]> {
    return this.#contents.entries()
  }

  /** Contents of one folder, oldest first. */
  of(folder: string): string[] {
    return [...this.#contents].flatMap(([sha256, content]) => (content.folder === folder ? [sha256] : []))
  }
}
