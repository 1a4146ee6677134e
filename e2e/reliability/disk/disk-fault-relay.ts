import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { PROJECT } from '../../support/console.ts'
import type { Site } from '../support/reliability-site.ts'
import type { RunEnd } from '../support/traced-relay.ts'
import { DISK_CALLS, type DiskFault, faultOptions, faultPlaces } from './disk-fault.ts'

const RELAY = path.join(PROJECT, 'out', 'main', 'headless.cjs')

/** A user without rights of any kind, by number: the name differs from system to system. */
export const NOBODY = 65_534

export interface Ended extends RunEnd {
  readonly stdout: string
  readonly stderr: string
}

interface Running {
  readonly child: ChildProcess
  readonly end: Promise<Ended>
  /** Resolves when a line of the log matches; rejects when the relay ends before. */
  logged(pattern: RegExp): Promise<void>
}

export interface RunOptions {
  /** A command that runs the relay: strace, nsenter. */
  readonly inside?: readonly string[]
  /** Further arguments of the relay. */
  readonly more?: readonly string[]
  readonly isPlainUser?: boolean
  /** Runs until it is told to stop. */
  readonly isResident?: boolean
}

/** Stays up, and begins a cycle as soon as the one before is over. */
export const RESIDENT: RunOptions = { isResident: true, more: ['--set', 'MonitoringTimer=200'] }

/** Whether a relay can run as a user without rights; what is missing in words, or null. */
export function plainUserProblem(): string | null {
  if (process.getuid?.() !== 0) return 'running as another user needs root'
  const { status } = spawnSync(process.execPath, [RELAY, '--help'], { uid: NOBODY, gid: NOBODY })
  return status === 0 ? null : 'this folder may not be read by another user'
}

/** Starts a relay and ends it, however the work ends; a second end does nothing. */
export async function whileRunning(
  site: Site,
  options: RunOptions,
  work: (relay: Running) => Promise<void>,
): Promise<void> {
  const relay = startRelay(site, options)
  try {
    await work(relay)
  } finally {
    relay.child.kill('SIGKILL')
    await relay.end
  }
}

function startRelay(site: Site, options: RunOptions): Running {
  const { inside = [], more = [], isPlainUser = false, isResident = false } = options
  const args = site.relayArguments.filter((argument) => !isResident || argument !== '--once')
  const [program = '', ...rest] = [...inside, process.execPath, RELAY, ...more, ...args]
  const child = spawn(program, rest, {
    cwd: site.home,
    // One thread for file-system calls: with four of them the n-th call would be another one in each run.
    env: { ...process.env, UV_THREADPOOL_SIZE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(isPlainUser ? { uid: NOBODY, gid: NOBODY } : {}),
  })
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const end = once(child, 'close').then(([code, signal]: unknown[]) => ({
    code: typeof code === 'number' ? code : null,
    wasKilled: signal === 'SIGKILL',
    output: `${stdout}${stderr}`,
    stdout,
    stderr,
  }))
  return {
    child,
    end,
    async logged(pattern) {
      const ended = end.then(({ output }) => output)
      while (!pattern.test(stdout)) {
        const more = child.stdout === null ? [] : [once(child.stdout, 'data')]
        const output = await Promise.race([ended, ...more])
        if (typeof output === 'string' && !pattern.test(output))
          throw new Error(`ended without it: ${output}`)
      }
    },
  }
}

/** One run to its own end. */
export function runRelay(site: Site, options: RunOptions = {}): Promise<Ended> {
  return startRelay(site, options).end
}

export interface Broken extends Ended {
  /** The call came, and was refused. */
  readonly wasHit: boolean
}

/** One run in which the disk fails. @param inside a command that runs the relay where a volume is mounted */
export async function runBroken(
  site: Site,
  fault: DiskFault,
  inside: readonly string[] = [],
): Promise<Broken> {
  const log = path.join(site.home, 'strace.log')
  const end = await runRelay(site, { inside: [...inside, ...faultOptions(fault, site, log)] })
  return { ...end, wasHit: readFileSync(log, 'utf8').includes('(INJECTED)') }
}

/** All places of an undisturbed run at which the disk may fail. */
export async function placesOfUndisturbedRun(site: Site, inside: readonly string[] = []) {
  const log = path.join(site.home, 'strace.log')
  const strace = ['strace', '-f', '-qq', '-y', '-e', 'signal=none', '-o', log, '-e', `trace=${DISK_CALLS}`]
  await runRelay(site, { inside: [...inside, ...strace] })
  return faultPlaces(readFileSync(log, 'utf8'), site)
}
