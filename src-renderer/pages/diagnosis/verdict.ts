import {
  DIAGNOSIS_STEPS,
  type DiagnosisStep,
  type DiagnosisStepName,
  isThrough,
} from '../../../src-shared/domain/diagnosis.ts'
import type { CommandOutput } from '../../../src-shared/ipc/commands.ts'
import { diagnosisLines, diagnosisStepText, diagnosisTitle } from '../../../src-shared/text/ja/diagnosis.ts'
import { diagnosisScreenText as text } from '../../../src-shared/text/ja/screens-diagnosis.ts'
import { tableTime } from '../../../src-shared/text/ja/screens-formats.ts'

export type Diagnosis = CommandOutput<'diagnosis.get'>

export interface DiagnosisVerdict {
  readonly kind: 'none' | 'running' | 'through' | 'failed' | 'stopped'
  readonly title: string
  readonly sentence: string
}

/** The one sentence on top. */
export function diagnosisVerdict({ running, startedAt, steps }: Diagnosis): DiagnosisVerdict {
  if (startedAt === null) return { kind: 'none', title: text.emptyTitle, sentence: text.emptySentence }
  if (running) {
    const next = stepsAhead(steps)[0] ?? 'token'
    const sentence = text.running(steps.length + 1, diagnosisStepText[next])
    return { kind: 'running', title: text.runningTitle, sentence }
  }
  const failed = steps.filter(({ result }) => result === 'failed')
  const [first] = failed
  if (first === undefined) {
    return isThrough(steps) && steps.length > 0
      ? { kind: 'through', title: text.throughTitle, sentence: text.through }
      : { kind: 'stopped', title: text.stoppedTitle, sentence: text.stopped }
  }
  // Everything before the tokens works then, and other folders may go on.
  if (first.name === 'token')
    return { kind: 'failed', title: text.tokenTitle, sentence: text.token(failed.length) }
  const sentence = text.failed(steps.indexOf(first) + 1, diagnosisTitle(first))
  return { kind: 'failed', title: text.failedTitle, sentence }
}

/** The steps that a running diagnosis has not told of yet; the first one is under way. Tokens are told one a folder. */
export function stepsAhead(steps: readonly DiagnosisStep[]): readonly DiagnosisStepName[] {
  const last = steps.at(-1)?.name
  return last === undefined ? DIAGNOSIS_STEPS : DIAGNOSIS_STEPS.slice(DIAGNOSIS_STEPS.indexOf(last) + 1)
}

/** What 結果をコピー puts on the clipboard. */
export function diagnosisReport(diagnosis: Diagnosis, origin: string): string {
  const { title, sentence } = diagnosisVerdict(diagnosis)
  return [
    `${text.startedAt}：${tableTime(diagnosis.startedAt)}`,
    `${text.target}：${origin}`,
    `${title}。${sentence}`,
    '',
    ...diagnosis.steps.flatMap(diagnosisLines),
    '',
  ].join('\n')
}

export type StepCure = 'certificate' | 'added_certificates' | 'settings' | 'proxy' | 'folders' | null

/** Codes that a further certificate may mend. */
const CERTIFICATE_CODE = /^R(?:1006|102[0-5])$/
/** Found at the TLS step, and yet about where the URL leads. */
const ADDRESS_CODE = /^R(?:1012|1027)$/
/** One of the added files itself is the trouble. */
const ADDED_FILE_CODE = 'R1028'

const CURES: Readonly<Partial<Record<DiagnosisStepName, StepCure>>> = {
  settings: 'settings',
  name: 'settings',
  tcp: 'settings',
  proxy: 'proxy',
  proxy_authentication: 'proxy',
  token: 'folders',
}

/** Which button stands beside the remedy. */
export function stepCure({ name, code }: Pick<DiagnosisStep, 'name' | 'code'>): StepCure {
  if (code === ADDED_FILE_CODE) return 'added_certificates'
  if (code !== null && CERTIFICATE_CODE.test(code)) return 'certificate'
  if (code !== null && ADDRESS_CODE.test(code)) return 'settings'
  return CURES[name] ?? null
}
