import { existsSync } from 'node:fs'
import path from 'node:path'
import { type DiagnosisStep, isThrough } from '../../src-shared/domain/diagnosis.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { argumentProblem } from '../../src-shared/text/ja/command-line.ts'
import { diagnosisEnd, diagnosisLines, diagnosisTitle } from '../../src-shared/text/ja/diagnosis.ts'
import { errorText } from '../../src-shared/text/ja/errors.ts'
import { accountName } from '../account.ts'
import { configurationOf, createRelay } from '../compose.ts'
import { type DiagnosisInput, diagnose } from '../diagnosis/diagnose.ts'
import { DATABASE_FILE } from '../store/database.ts'
import type { Sealer } from '../vault/ports.ts'
import type { Invocation } from './arguments.ts'
import { type ExitCode, errorLine, type Output } from './output.ts'
import { readRunConfiguration } from './run-configuration.ts'

type DiagnoseInvocation = Extract<Invocation, { kind: 'diagnose' }>

/** 接続診断 as a command: 0 when files would get through as far as can be known, 1 when not. Nothing is stored, and no file sent. */
export async function runDiagnosis(
  invocation: DiagnoseInvocation,
  output: Output,
  stop: AbortSignal,
  openSealer: () => Sealer | null = () => null,
): Promise<ExitCode> {
  const prepared = await prepare(invocation, openSealer)
  if (Array.isArray(prepared)) {
    for (const line of prepared) output.error(line)
    return 2
  }
  for (const notice of prepared.notices) output.error(notice)
  try {
    const steps = await diagnose(prepared.input, stop, (step) => print(step, invocation.json, output))
    if (!invocation.json) output.log(lastLine(steps))
    return isThrough(steps) ? 0 : 1
  } finally {
    await prepared.close()
  }
}

interface Prepared {
  readonly input: DiagnosisInput
  readonly notices: readonly string[]
  close(): Promise<void>
}

/** @returns the lines that say why not */
async function prepare(
  invocation: DiagnoseInvocation,
  openSealer: () => Sealer | null,
): Promise<Prepared | string[]> {
  const { config, dataDir } = invocation
  const account = accountName()
  if (config !== null) {
    const run = await readRunConfiguration({ ...invocation, config }, 'optional')
    if (!run.ok) return [...run.lines]
    const input = { configuration: () => configurationOf(run.value), account, names: new Map() }
    return { input, notices: run.notices, close: async () => {} }
  }
  if (dataDir === null || !existsSync(path.join(dataDir, DATABASE_FILE)))
    return [argumentProblem.nothingStored(dataDir ?? '')]
  try {
    const relay = createRelay({ dataDir, sealer: openSealer(), memoryVault: true })
    const names = new Map(relay.folders.list().map((entry) => [entry.folder, entry.displayName]))
    const input = { configuration: relay.configuration, account, names }
    return { input, notices: [], close: () => relay.close() }
  } catch (error) {
    if (error instanceof RelayError) return [errorLine(error)]
    throw error
  }
}

function print(step: DiagnosisStep, json: boolean, output: Output): void {
  if (!json) {
    for (const line of diagnosisLines(step)) output.log(line)
    return
  }
  const words = step.code === null ? null : errorText(step.code)
  output.log(
    JSON.stringify({
      step: step.name,
      title: diagnosisTitle(step),
      folder: step.subject === '' ? undefined : step.subject,
      result: step.result,
      ms: step.ms,
      fact: step.fact,
      code: step.code,
      cause: words === null ? null : `${words.what}${words.why}`,
      remedy: words?.remedy ?? null,
    }),
  )
}

function lastLine(steps: readonly DiagnosisStep[]): string {
  const failed = steps.find(({ result }) => result === 'failed')
  if (failed !== undefined) return diagnosisEnd.failed(diagnosisTitle(failed))
  return isThrough(steps) ? diagnosisEnd.through : diagnosisEnd.stopped
}
