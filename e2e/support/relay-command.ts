import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { electronExecutable, PROJECT } from './console.ts'

export interface CommandEnd {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunningCommand {
  readonly child: ChildProcess
  /** Resolves when a line of standard output matches. */
  line(pattern: RegExp): Promise<string>
  readonly end: Promise<CommandEnd>
}

/** Starts what `npm run relay -- …` starts, in a folder of its own. */
export function startRelay(cwd: string, args: readonly string[], stdin = ''): RunningCommand {
  const child = spawn(process.execPath, [path.join(PROJECT, 'build', 'relay.mjs'), ...args], {
    cwd,
    env: { ...process.env, INIT_CWD: cwd },
  })
  return followed(child, stdin)
}

/** Starts the built app with `--headless`, where there is no display; its profile lies in `cwd`. */
export function startHeadless(
  cwd: string,
  args: readonly string[],
  { stdin = '', passwordStore = 'basic', env = {} as NodeJS.ProcessEnv } = {},
): RunningCommand {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...withoutDisplay } = process.env
  const ofChromium = [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--ozone-platform=headless',
    `--password-store=${passwordStore}`,
    `--user-data-dir=${path.join(cwd, 'profile')}`,
  ]
  const child = spawn(electronExecutable(), [...ofChromium, PROJECT, '--headless', ...args], {
    cwd,
    env: { ...withoutDisplay, ...env },
  })
  return followed(child, stdin)
}

/** Reads along with a command that was started. */
export function followed(child: ChildProcessWithoutNullStreams, stdin: string): RunningCommand {
  const stdout: string[] = []
  const stderr: Buffer[] = []
  const waiting: { pattern: RegExp; resolve: (line: string) => void }[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    stdout.push(line)
    for (const waiter of waiting) if (waiter.pattern.test(line)) waiter.resolve(line)
  })
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  child.stdin.on('error', () => {})
  child.stdin.end(stdin)
  return {
    child,
    line(pattern) {
      const known = stdout.find((line) => pattern.test(line))
      if (known !== undefined) return Promise.resolve(known)
      return new Promise((resolve) => waiting.push({ pattern, resolve }))
    },
    end: once(child, 'close').then(([code]: unknown[]) => ({
      code: typeof code === 'number' ? code : null,
      stdout: stdout.map((line) => `${line}\n`).join(''),
      stderr: Buffer.concat(stderr).toString('utf8'),
    })),
  }
}

export function runRelay(cwd: string, args: readonly string[], stdin?: string): Promise<CommandEnd> {
  return startRelay(cwd, args, stdin).end
}
