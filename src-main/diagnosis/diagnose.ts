import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { DIAGNOSIS_STEPS, type DiagnosisStep } from '../../src-shared/domain/diagnosis.ts'
import type { Settings } from '../../src-shared/domain/settings.ts'
import { diagnosisFact } from '../../src-shared/text/ja/diagnosis.ts'
import type { Configuration } from '../engine/ports.ts'
import { connectionError } from '../network/connection-error.ts'
import { openTrust } from '../network/trust.ts'
import { PmhProbe, type ProbeAnswer } from '../pmh/probe.ts'
import { judgeAnswer } from './http-step.ts'
import { type StepEnd, StepList } from './step-list.ts'
import { judgeToken } from './token-step.ts'
import { type Dialled, WaySteps } from './way-steps.ts'

export interface DiagnosisInput {
  /** @throws RelayError R4005, R5002, R6003 */
  configuration(): Configuration
  /** The account that the program runs under, as staff know it. */
  readonly account: string
  /** 表示名 by folder; the folder's own name where there is none. */
  readonly names: ReadonlyMap<string, string>
}

/** A name that nobody answers for must not hold a diagnosis up longer than the rest of it. */
const LOOKUP_TIMEOUT_MS = 30_000

/**
 * 接続診断 (manual FAQ 4.1): takes the way to PMH step by step, as an upload would, and stops where it ends. Nothing is sent to PMH but
 * a GET without and one with each token.
 * @param signal ends it after the step under way
 * @param onStep told each step as it is done
 */
export async function diagnose(
  input: DiagnosisInput,
  signal: AbortSignal,
  onStep: (step: DiagnosisStep) => void,
): Promise<readonly DiagnosisStep[]> {
  const steps = new StepList(signal, onStep)
  let found: Configuration | null = null
  await steps.take('settings', async () => {
    found = input.configuration()
    return ok(diagnosisFact.target(found.endpoint))
  })
  await steps.take('account', async () => ok(diagnosisFact.account(input.account)))
  const configuration = found as Configuration | null
  // Without settings there is no way to take: the rest is only named.
  if (configuration === null) await nameTheRest(steps)
  else await takeTheWay(steps, configuration, input.names, signal)
  return steps.taken
}

async function takeTheWay(
  steps: StepList,
  { settings, folders }: Configuration,
  names: DiagnosisInput['names'],
  signal: AbortSignal,
): Promise<void> {
  await steps.take('store', () => readStore(settings))
  const way = new WaySteps(settings, signal)
  await steps.take('name', () => resolveName(way.dialled))
  await steps.take('tcp', () => way.connect())
  await steps.take('proxy', () => way.passProxy())
  await steps.take('proxy_authentication', async () => way.proxyAuthentication())
  await steps.take('tls', () => way.secure())
  way.close()
  let line: PmhProbe | null = null
  let without: ProbeAnswer | null = null
  await steps.take('http', async () => {
    line = await PmhProbe.open(settings)
    without = await line.ask(null, signal)
    return judgeAnswer(without)
  })
  const active = folders.filter(({ paused }) => !paused)
  const subjectOf = subjectsOf(active, names)
  const works = active.map(({ folder, token }) => {
    const work = async (): Promise<StepEnd> => {
      const value = token()
      if (line === null || without === null) throw new TypeError('no answer yet')
      return judgeToken(without, value === null ? null : await line.ask(value, signal))
    }
    return [subjectOf(folder), work] as const
  })
  if (works.length > 0) await steps.takeEach('token', works)
  else await steps.take('token', async () => ({ result: 'omitted', fact: diagnosisFact.noFolder }))
  await (line as PmhProbe | null)?.close()
}

/** Two folders may have one 表示名; then only their own names tell them apart. */
function subjectsOf(folders: Configuration['folders'], names: DiagnosisInput['names']) {
  const nameOf = (folder: string) => names.get(folder) ?? folder
  const all = folders.map(({ folder }) => nameOf(folder))
  return (folder: string) => {
    const name = nameOf(folder)
    return all.indexOf(name) === all.lastIndexOf(name) ? name : `${name}／${folder}`
  }
}

async function nameTheRest(steps: StepList): Promise<void> {
  const never = (): Promise<StepEnd> => Promise.reject(new TypeError('not reached'))
  for (const name of DIAGNOSIS_STEPS.slice(steps.taken.length)) await steps.take(name, never)
}

async function readStore(settings: Settings): Promise<StepEnd> {
  const { storeReadable, added } = await openTrust(settings)
  return ok(
    diagnosisFact.store(
      storeReadable,
      added.map(({ subject }) => subject),
    ),
  )
}

async function resolveName({ host, isProxy }: Dialled): Promise<StepEnd> {
  if (isIP(host) !== 0) return { result: 'omitted', fact: diagnosisFact.isAddress(host) }
  const timeout = AbortSignal.timeout(LOOKUP_TIMEOUT_MS)
  const tooLong = new Promise<never>((_, reject) => {
    timeout.addEventListener('abort', () => reject(Object.assign(new Error('lookup'), { code: 'EAI_AGAIN' })))
  })
  try {
    const found = await Promise.race([lookup(host, { all: true }), tooLong])
    const addresses = found.map(({ address }) => address)
    return ok(diagnosisFact.resolved(host, addresses))
  } catch (error) {
    const { code, detail } = connectionError(error)
    const fact = diagnosisFact.notResolved(host, detail)
    return { result: 'failed', fact, code: isProxy ? 'R1004' : code }
  }
}

function ok(fact: string): StepEnd {
  return { result: 'ok', fact }
}
