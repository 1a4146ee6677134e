import { isAuthenticationError } from '../../src-shared/domain/error-catalogue.ts'
import { diagnosisFact } from '../../src-shared/text/ja/diagnosis.ts'
import type { ProbeAnswer } from '../pmh/probe.ts'
import type { StepEnd } from './step-list.ts'

/**
 * What two probes tell of a token. A server that minds the method before the token answers both alike, so that only one that refuses a
 * question without token can say that it takes this one.
 * @param withToken null when there is no token to ask with
 */
export function judgeToken(without: ProbeAnswer, withToken: ProbeAnswer | null): StepEnd {
  if (withToken === null) return { result: 'failed', fact: diagnosisFact.noToken, code: 'R3009' }
  if (isRefusal(withToken)) {
    const code = withToken.errorCode ?? `HTTP${withToken.status}`
    return { result: 'failed', fact: diagnosisFact.tokenRefused(code), code }
  }
  if (!isRefusal(without) || !isBehindTheToken(withToken))
    return { result: 'omitted', fact: diagnosisFact.tokenUnknown(withToken.status) }
  return { result: 'ok', fact: diagnosisFact.tokenTaken }
}

/** Of what can be said instead: the token is not allowed here, or somebody else spoke. */
const SAYS_NOTHING: ReadonlySet<number> = new Set([403, 407, 408, 429])

function isBehindTheToken({ status }: ProbeAnswer): boolean {
  const isSuccess = status >= 200 && status < 300
  return isSuccess || (status >= 400 && status < 500 && !SAYS_NOTHING.has(status))
}

function isRefusal({ status, errorCode }: ProbeAnswer): boolean {
  return isAuthenticationError(status, errorCode ?? '')
}
