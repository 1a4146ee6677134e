import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A program of the system in a process group of its own, so that its children end with it. */
export class SquidChild {
  readonly #child: ChildProcess
  readonly #ended: Promise<unknown>

  constructor(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
    this.#child = spawn(program, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    this.#ended = once(this.#child, 'close')
  }

  /** Resolves with the first line of standard error that matches. @throws when the program ends before */
  async line(pattern: RegExp): Promise<void> {
    const { stdout, stderr } = this.#child
    if (stdout === null || stderr === null) throw new Error('no streams')
    // Never left unread: a full pipe would stop the program.
    stdout.resume()
    const lines: string[] = []
    await new Promise<void>((resolve, reject) => {
      createInterface({ input: stderr })
        .on('line', (line) => {
          lines.push(line)
          if (pattern.test(line)) resolve()
        })
        .once('close', () => reject(new Error(`ended before ${pattern}:\n${lines.slice(-20).join('\n')}`)))
    })
  }

  async stop(): Promise<void> {
    this.#signal('SIGTERM')
    await this.#ended
    this.#signal('SIGKILL')
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child
    if (pid === undefined) return
    try {
      process.kill(-pid, signal)
    } catch {
      // Nobody of the group is left.
    }
  }
}
