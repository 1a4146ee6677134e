import { existsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { EngineEvent } from '../../src-shared/domain/engine-event.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { argumentProblem } from '../../src-shared/text/ja/command-line.ts'
import { systemClock } from '../clock.ts'
import { createRelay, type Relay, type RelayOptions } from '../compose.ts'
import { isDirectory } from '../engine/cycle.ts'
import { isoLocal } from '../engine/local-time.ts'
import { DATABASE_FILE } from '../store/database.ts'
import { acquireInstanceLock, type InstanceLock } from '../store/instance-lock.ts'
import type { Sealer } from '../vault/ports.ts'
import { type Invocation, needsConfig } from './arguments.ts'
import { type ExitCode, errorLine, type Output } from './output.ts'
import { readRunConfiguration } from './run-configuration.ts'

type RelayInvocation = Extract<Invocation, { kind: 'relay' }>

/**
 * Runs the engine without a window, once or until `stop` is aborted.
 * @param openSealer opens what the data folder keeps sealed; a run with `--config` opens nothing
 */
export async function runRelay(
  invocation: RelayInvocation,
  output: Output,
  stop: AbortSignal,
  openSealer: () => Sealer | null = () => null,
): Promise<ExitCode> {
  let troubled = false
  const options: RelayOptions = {
    dataDir: invocation.dataDir,
    sealer: invocation.config === null ? openSealer() : null,
    memoryVault: true,
    onEvent: (event) => {
      troubled ||= isTrouble(event)
    },
    onLogLine: (line) => output.log(line),
  }
  const prepared = await prepare(invocation, options, output)
  if (typeof prepared === 'number') return prepared
  const { relay, lock } = prepared
  try {
    if (invocation.once) return await runOnce(relay, stop)
    // Beside the relay, which does not wait for it. A run of one cycle leaves it to `verify`.
    void relay.records.check()
    relay.engine.start()
    await aborted(stop)
    await relay.engine.shutdown()
    return troubled ? 1 : 0
  } finally {
    await relay.close()
    lock.release()
  }
}

async function runOnce(relay: Relay, stop: AbortSignal): Promise<ExitCode> {
  const shutdown = () => void relay.engine.shutdown()
  stop.addEventListener('abort', shutdown, { once: true })
  if (stop.aborted) return 0
  const report = await relay.engine.runOnce()
  stop.removeEventListener('abort', shutdown)
  return report.failures > 0 ? 1 : 0
}

type Prepared = { readonly relay: Relay; readonly lock: InstanceLock }

/** Checks everything before anything is touched. */
async function prepare(
  invocation: RelayInvocation,
  options: RelayOptions,
  output: Output,
): Promise<Prepared | ExitCode> {
  const refuse = (lines: readonly string[]): ExitCode => {
    for (const line of lines) output.error(line)
    return 2
  }
  const { config } = invocation
  if (needsConfig(invocation)) return refuse([argumentProblem.needsConfig()])
  if (config === null && !existsSync(path.join(invocation.dataDir, DATABASE_FILE))) {
    return refuse([argumentProblem.nothingStored(invocation.dataDir)])
  }
  const run = config === null ? null : await readRunConfiguration({ ...invocation, config })
  if (run !== null && !run.ok) return refuse(run.lines)
  for (const notice of run?.notices ?? []) output.error(notice)
  try {
    const owner = {
      pid: process.pid,
      host: os.hostname(),
      mode: 'headless',
      since: isoLocal(systemClock.now()),
    } as const
    const lock = acquireInstanceLock(invocation.dataDir, owner)
    const opened = openRelay(run === null ? options : { ...options, run: run.value }, lock)
    const problem = await rootProblem(opened, invocation.once)
    return problem === null ? opened : refuse([problem])
  } catch (error) {
    if (!(error instanceof RelayError)) throw error
    output.error(errorLine(error))
    return error.code === 'R4002' || error.code === 'R4007' ? 3 : 2
  }
}

function openRelay(options: RelayOptions, lock: InstanceLock): Prepared {
  try {
    return { relay: createRelay(options), lock }
  } catch (error) {
    lock.release()
    throw error
  }
}

/**
 * With `--once` there is no later cycle in which a share could come back.
 * @returns what is wrong; relay and lock are then closed again, as they are when settings are missing
 */
async function rootProblem({ relay, lock }: Prepared, once: boolean): Promise<string | null> {
  let isFine = false
  try {
    const { PMHFilePath } = relay.configuration().settings
    const isThere = await isDirectory(PMHFilePath)
    if (once && !isThere) return argumentProblem.rootMissing(PMHFilePath)
    if (isThere) await relay.engine.holdRoot()
    isFine = true
    return null
  } finally {
    if (!isFine) {
      await relay.close()
      lock.release()
    }
  }
}

function isTrouble(event: EngineEvent): boolean {
  return event.type === 'trouble'
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
