import type { DiagnosisStep } from '../../src-shared/domain/diagnosis.ts'
import type { DiagnosisInput } from './diagnose.ts'

export interface DiagnosisState {
  readonly running: boolean
  /** ISO 8601; null before the first one. */
  readonly startedAt: string | null
  readonly steps: readonly DiagnosisStep[]
}

/** The one diagnosis that the window shows: under way, or the last one. */
export class DiagnosisRun {
  readonly #onChange: () => void
  #state: DiagnosisState = { running: false, startedAt: null, steps: [] }
  #stop = new AbortController()
  #running: Promise<void> = Promise.resolve()

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  get state(): DiagnosisState {
    return this.#state
  }

  /** @returns false when one is under way */
  start(input: DiagnosisInput, startedAt: string): boolean {
    if (this.#state.running) return false
    this.#stop = new AbortController()
    this.#set({ running: true, startedAt, steps: [] })
    this.#running = this.#run(input, this.#stop.signal).then(
      () => this.#set({ ...this.#state, running: false }),
      // Every step keeps its own error; what comes here is a fault of the program, and the steps so far stay.
      () => this.#set({ ...this.#state, running: false }),
    )
    return true
  }

  async #run(input: DiagnosisInput, signal: AbortSignal): Promise<void> {
    // Not before somebody asks: it brings the HTTP client along.
    const { diagnose } = await import('./diagnose.ts')
    await diagnose(input, signal, (step) =>
      this.#set({ ...this.#state, steps: [...this.#state.steps, step] }),
    )
  }

  /** Ends it after the step under way, whose connection is closed. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#running
  }

  #set(state: DiagnosisState): void {
    this.#state = state
    this.#onChange()
  }
}
