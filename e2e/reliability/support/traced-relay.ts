import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { KILLING_CALLS, type KillPoint, killPoints } from './kill-point.ts'
import type { Site } from './reliability-site.ts'

export interface RunEnd {
  readonly code: number | null
  readonly wasKilled: boolean
  readonly output: string
}

/** The instant for a kill that no system call marks: what the simulator sees. */
export type Moment = (site: Site) => Promise<void>

/** Whether strace can kill here; what is missing in words, or null. */
export function straceProblem(): string | null {
  if (process.platform !== 'linux')
    return 'killing at an exact step needs strace, which is there on Linux only'
  if (spawnSync('strace', ['--version']).status !== 0) installStrace()
  if (spawnSync('strace', ['--version']).status !== 0)
    return 'strace is missing and could not be installed (as root on Debian: apt-get install strace)'
  const args = ['-f', '-qq', '-o', '/dev/null', '-e', 'inject=?exit_group,?exit:signal=SIGKILL', 'true']
  return spawnSync('strace', args).signal === 'SIGKILL'
    ? null
    : 'strace may not trace processes here (ptrace)'
}

function installStrace(): void {
  if (process.getuid?.() !== 0) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', 'strace']
  if (spawnSync('apt-get', install, { env }).status === 0) return
  spawnSync('apt-get', ['update'], { env })
  spawnSync('apt-get', install, { env })
}

/** One run to its own end. */
export function runToEnd(site: Site): Promise<RunEnd> {
  return endOf(spawnIn(site, process.execPath, [site.program, ...site.relayArguments]))
}

/** A run that is killed at a point; it ends by itself when there are fewer such calls, or at a moment before. */
export function runKilledAt(site: Site, point: KillPoint, moment: Moment | null): Promise<RunEnd> {
  const { syscall, n } = point
  const only = point.path === undefined ? [] : ['-P', point.path]
  const inject = ['-e', `trace=${syscall}`, ...only, '-e', `inject=${syscall}:signal=SIGKILL:when=${n}`]
  return runTraced(site, ['-o', '/dev/null', ...inject], moment)
}

/** A run that is killed at a moment alone. */
export function runKilledWhen(site: Site, moment: Moment): Promise<RunEnd> {
  const child = spawnIn(site, process.execPath, [site.program, ...site.relayArguments])
  return killedAtMoment(site, child, moment)
}

/** All points of an undisturbed run, up to the moment if it has one. */
export async function pointsOfUndisturbedRun(site: Site, moment: Moment | null): Promise<KillPoint[]> {
  const log = path.join(site.home, 'strace.log')
  await runTraced(site, ['-y', '-o', log, '-e', `trace=${KILLING_CALLS}`], moment)
  return killPoints(readFileSync(log, 'utf8'), site)
}

function runTraced(site: Site, options: readonly string[], moment: Moment | null): Promise<RunEnd> {
  const args = [
    '-f',
    '-qq',
    '-e',
    'signal=none',
    ...options,
    process.execPath,
    site.program,
    ...site.relayArguments,
  ]
  const child = spawnIn(site, 'strace', args)
  return moment === null ? endOf(child) : killedAtMoment(site, child, moment)
}

async function killedAtMoment(site: Site, child: ChildProcess, moment: Moment): Promise<RunEnd> {
  const end = endOf(child)
  const reached = moment(site).then(() => 'reached' as const)
  // The moment may never come; then the simulator's end rejects it, which is nobody's concern any more.
  reached.catch(() => {})
  if ((await Promise.race([end, reached])) === 'reached') process.kill(relayPid(site), 'SIGKILL')
  return end
}

/** The card beside the data folder's lock names the relay itself; a killed strace would only let it go on. */
function relayPid(site: Site): number {
  const card: unknown = JSON.parse(readFileSync(path.join(site.dataDir, 'relay.lock.json'), 'utf8'))
  if (typeof card !== 'object' || card === null || !('pid' in card) || typeof card.pid !== 'number')
    throw new Error('the lock names no process')
  return card.pid
}

function spawnIn(site: Site, program: string, args: readonly string[]): ChildProcess {
  // One thread for file-system calls: with four of them the n-th call would be another one in each traced run.
  const threads = program === 'strace' ? { UV_THREADPOOL_SIZE: '1' } : {}
  const env = { ...process.env, ...threads }
  return spawn(program, args, { cwd: site.home, env, stdio: ['ignore', 'pipe', 'pipe'] })
}

async function endOf(child: ChildProcess): Promise<RunEnd> {
  const output: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.push(chunk))
  const [code, signal]: unknown[] = await once(child, 'close')
  return {
    code: typeof code === 'number' ? code : null,
    wasKilled: signal === 'SIGKILL',
    output: Buffer.concat(output).toString('utf8'),
  }
}
