import { type FSWatcher, watch } from 'chokidar'

/**
 * Tells that something came into a scheme folder (ImmediateTrigger). A hint and nothing more: events get lost on shares and under
 * load, so the scan of each cycle is the truth, and a watcher that breaks is no trouble.
 */
export class FolderWatcher {
  readonly #onArrival: () => void
  #watcher: FSWatcher | null = null
  #ready: Promise<void> = Promise.resolve()
  #directories = ''
  #quiet: NodeJS.Timeout | null = null
  #quietMs = 0

  /** @param onArrival called once the folders were quiet for the time given to {@link follow} */
  constructor(onArrival: () => void) {
    this.#onArrival = onArrival
  }

  /**
   * Watches these folders from now on, and no others.
   * @param quietMs a file that is still being written keeps sending events; the call waits until they end
   */
  follow(directories: readonly string[], quietMs: number): void {
    this.#quietMs = quietMs
    const key = JSON.stringify(directories)
    if (key === this.#directories) return
    void this.close()
    this.#directories = key
    if (directories.length === 0) return
    const watcher = watch([...directories], { depth: 0, ignoreInitial: true, followSymlinks: false })
    this.#watcher = watcher
    this.#ready = new Promise((resolve) => watcher.once('ready', resolve))
    const arrived = () => this.#arrived()
    watcher.on('add', arrived).on('change', arrived)
    watcher.on('error', () => {})
  }

  /** Resolves when the folders are watched. */
  async ready(): Promise<void> {
    await this.#ready
  }

  async close(): Promise<void> {
    const watcher = this.#watcher
    this.#watcher = null
    this.#directories = ''
    this.#ready = Promise.resolve()
    if (this.#quiet !== null) clearTimeout(this.#quiet)
    this.#quiet = null
    await watcher?.close()
  }

  #arrived(): void {
    if (this.#quiet !== null) clearTimeout(this.#quiet)
    this.#quiet = setTimeout(() => {
      this.#quiet = null
      this.#onArrival()
    }, this.#quietMs)
  }
}
