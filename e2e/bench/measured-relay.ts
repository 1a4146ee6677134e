import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { PROJECT } from '../support/console.ts'

/** Milliseconds from one turn of the loop to the next, by a timer of 1 ms. */
export interface LoopDelay {
  readonly p50: number
  readonly p99: number
  readonly max: number
}

/** The built relay in a process of its own, with a probe inside it. */
export interface MeasuredRelay {
  /** Resolves with the next line of standard output that matches: behind the one that was waited for last. */
  line(pattern: RegExp): Promise<string>
  /** Since the last time this was asked. */
  loopDelay(): Promise<LoopDelay>
  /** The largest resident set so far, in MiB, threads included (proc(5), VmHWM). */
  peakMemory(): number
  /** Ends it as a service manager does. @returns the exit code */
  end(): Promise<number | null>
}

const RELAY = path.join(PROJECT, 'out', 'main', 'headless.cjs')
const PROBE = fileURLToPath(new URL('./loop-probe.ts', import.meta.url))

export function startMeasuredRelay(cwd: string, args: readonly string[]): MeasuredRelay {
  const stdio = ['ignore', 'pipe', 'inherit', 'ipc'] as const
  const child = spawn(process.execPath, ['--import', PROBE, RELAY, ...args], { cwd, stdio: [...stdio] })
  const closed = once(child, 'close')
  const lines = linesOf(child)
  return {
    line: (pattern) => lines.match(pattern),
    async loopDelay() {
      const answer = once(child, 'message')
      child.send('take')
      const [[p50, p99, max]] = (await answer) as [[number, number, number]]
      return { p50, p99, max }
    },
    peakMemory() {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024
    },
    async end() {
      child.kill('SIGTERM')
      const [code]: unknown[] = await closed
      return typeof code === 'number' ? code : null
    },
  }
}

/** Read as they come, whoever waits: a relay writes to a full pipe with its loop standing still. */
function linesOf(child: ChildProcess): { match(pattern: RegExp): Promise<string> } {
  if (child.stdout === null) throw new Error('the relay has no standard output')
  const reader = createInterface({ input: child.stdout })
  const unread: string[] = []
  reader.on('line', (line) => unread.push(line))
  const ended = once(reader, 'close')
  return {
    async match(pattern) {
      for (;;) {
        for (let line = unread.shift(); line !== undefined; line = unread.shift()) {
          if (pattern.test(line)) return line
        }
        const more = await Promise.race([once(reader, 'line').then(() => true), ended.then(() => false)])
        if (!more && unread.length === 0) throw new Error(`the relay ended before ${pattern}`)
      }
    },
  }
}

/** One line for the report of a run. */
export function inWords({ p50, p99, max }: LoopDelay): string {
  return `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms`
}
