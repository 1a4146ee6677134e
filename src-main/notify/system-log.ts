import { type ChildProcess, spawn } from 'node:child_process'
import type { EventLevel } from '../../src-shared/domain/event-ids.ts'
import { errnoOf } from '../../src-shared/domain/relay-error.ts'

export interface LogEntry {
  readonly eventId: number
  readonly level: EventLevel
  /** One line. */
  readonly message: string
}

/** The program that writes into the system's log. No text of an event is ever an argument of it. */
export interface LogCommand {
  readonly file: string
  readonly args: readonly string[]
  /** What it reads from its standard input. */
  input(entries: readonly LogEntry[]): string
}

/** A program that needs longer is ended. */
const PATIENCE_MS = 20_000

/** What waits beyond this is only in the event table. */
const WAITING = 200

/** For one process at a time. */
const AT_ONCE = 50

/**
 * Writes events into the system's own log, by one child process at a time and without anybody waiting for it. When that
 * does not work it says so once and is silent from then on: the event table has everything.
 */
export class SystemLog {
  readonly #command: LogCommand
  readonly #tell: (failure: string | null) => void
  readonly #patienceMs: number
  #waiting: LogEntry[] = []
  #running: Promise<void> | null = null
  #isUnavailable = false
  #isTold = false
  #kill: () => void = () => {}

  /** @param tell hears once that the log takes events (null), and once why it does not any more */
  constructor(command: LogCommand, tell: (failure: string | null) => void, patienceMs = PATIENCE_MS) {
    this.#command = command
    this.#tell = tell
    this.#patienceMs = patienceMs
  }

  write(entry: LogEntry): void {
    if (this.#isUnavailable || this.#waiting.length >= WAITING) return
    this.#waiting.push(entry)
    this.#running ??= this.#empty()
  }

  /** Resolves when all is written, or ends the program when the time is over. @param limitMs milliseconds */
  async close(limitMs: number): Promise<void> {
    const timer = setTimeout(() => {
      this.#waiting = []
      this.#kill()
    }, limitMs)
    await this.#running
    clearTimeout(timer)
  }

  async #empty(): Promise<void> {
    // Events of one moment share a process.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#waiting.length > 0) {
      const failure = await this.#run(this.#waiting.splice(0, AT_ONCE))
      if (failure === null && this.#isTold) continue
      this.#isTold = true
      if (failure !== null) {
        this.#isUnavailable = true
        this.#waiting = []
      }
      this.#say(failure)
    }
    this.#running = null
  }

  /** It is told through the event table, which may be closed or full: no reason to end the program. */
  #say(failure: string | null): void {
    try {
      this.#tell(failure)
    } catch {
      // Nobody is left to be told.
    }
  }

  /** @returns null, or why it was not written */
  #run(entries: readonly LogEntry[]): Promise<string | null> {
    const { file, args, input } = this.#command
    return new Promise((resolve) => {
      let child: ChildProcess
      let text: string
      try {
        text = input(entries)
        child = spawn(file, args, { stdio: ['pipe', 'ignore', 'ignore'], windowsHide: true })
      } catch (error) {
        // Node tells a few errors by an event; where a rule of the system forbids the program, it throws.
        resolve(errnoOf(error))
        return
      }
      this.#kill = () => child.kill('SIGKILL')
      const timer = setTimeout(this.#kill, this.#patienceMs)
      const end = (failure: string | null) => {
        clearTimeout(timer)
        this.#kill = () => {}
        resolve(failure)
      }
      child.once('error', (error) => end(errnoOf(error)))
      child.once('close', (code, signal) => end(code === 0 ? null : (signal ?? `exit ${code}`)))
      // It may end without having read everything.
      child.stdin?.on('error', () => {})
      child.stdin?.end(text)
    })
  }
}
