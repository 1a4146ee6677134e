import { diagnosisFact } from '../../src-shared/text/ja/diagnosis.ts'
import type { ProbeAnswer } from '../pmh/probe.ts'
import type { StepEnd } from './step-list.ts'

/** A gateway that finds nobody behind it would not pass a file on either. */
const GATEWAY_STATUSES: ReadonlySet<number> = new Set([502, 503, 504])

/** What the answer to a question without token and file tells. Other refusals may just be about the method GET. */
export function judgeAnswer({ status, errorCode }: ProbeAnswer): StepEnd {
  const fact = diagnosisFact.answered(status)
  if (status >= 300 && status < 400) return { result: 'failed', fact, code: 'R1009' }
  if (GATEWAY_STATUSES.has(status)) return { result: 'failed', fact, code: errorCode ?? `HTTP${status}` }
  return { result: 'ok', fact }
}
