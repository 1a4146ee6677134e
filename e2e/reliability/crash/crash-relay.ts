/**
 * The relay of the product, wired by its own `compose.ts`, that ends itself by SIGKILL at a named point. Takes the command
 * line of the product; the point comes from {@link PLAN_FILE} in the working folder. Built and started by tests alone.
 */
import { existsSync, readFileSync } from 'node:fs'
import os from 'node:os'
import { parseCommandLine } from '../../../src-main/command-line/arguments.ts'
import { readRunConfiguration } from '../../../src-main/command-line/run-configuration.ts'
import { createRelay, type Relay, type RunConfiguration } from '../../../src-main/compose.ts'
import { acquireInstanceLock } from '../../../src-main/store/instance-lock.ts'
import { possibleDecisions } from '../../../src-shared/domain/transfer.ts'
import { CrashFuse } from './crash-fuse.ts'
import { type CrashPlan, PLAN_FILE, UNDISTURBED } from './crash-point.ts'

async function main(): Promise<number> {
  const { dataDir, run } = await readCommandLine()
  const plan = readPlan()
  const owner = { pid: process.pid, host: os.hostname(), mode: 'headless', since: '' } as const
  const lock = acquireInstanceLock(dataDir, owner)
  const fuse = new CrashFuse(plan.point ?? '', plan.nth)
  fuse.watchFiles(plan.isAcross)
  // A database of an older version is migrated here.
  const relay = createRelay({
    dataDir,
    sealer: null,
    memoryVault: true,
    run,
    wrap: (deps) => fuse.wrap(deps),
  })
  try {
    if (plan.isOpening) return 0
    if (plan.decision === null) fuse.arm()
    else {
      await relay.engine.runOnce()
      fuse.arm()
      await decideAll(relay, plan.decision)
    }
    const report = await relay.engine.runOnce()
    return report.failures > 0 ? 1 : 0
  } finally {
    await relay.close()
    lock.release()
  }
}

async function readCommandLine(): Promise<{ readonly dataDir: string; readonly run: RunConfiguration }> {
  const parsed = parseCommandLine(process.argv.slice(2))
  if (!parsed.ok || parsed.value.kind !== 'relay' || parsed.value.config === null)
    throw new Error('not a command line of a run with --config')
  const { config, dataDir } = parsed.value
  const run = await readRunConfiguration({ ...parsed.value, config })
  if (!run.ok) throw new Error(run.lines.join('\n'))
  return { dataDir, run: run.value }
}

function readPlan(): CrashPlan {
  if (!existsSync(PLAN_FILE)) return UNDISTURBED
  return JSON.parse(readFileSync(PLAN_FILE, 'utf8')) as CrashPlan
}

async function decideAll(relay: Relay, decision: NonNullable<CrashPlan['decision']>): Promise<void> {
  for (const row of [...relay.history.newestFirst()].reverse()) {
    const isAllowed = possibleDecisions(row).includes(decision)
    const about = { decision, by: 'suzuki@pc', reason: '', serialNumber: null }
    if (isAllowed) await relay.engine.decide(row.id, about)
  }
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(error)
    process.exitCode = 70
  },
)
