import { isAuthenticationError } from '../../src-shared/domain/error-catalogue.ts'
import type { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Answer, Conclusion } from './ports.ts'

/** How an upload ended, before it is written down. */
export type Ending =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly changedAfter: boolean }
  | { readonly kind: 'error'; readonly error: RelayError; readonly stop: StopReason | null }

/** Why we ourselves broke an upload off. */
export type StopReason = 'cancelled' | 'shutdown'

/** What the rest of the cycle learns from one file. */
export type Consequence = 'next_file' | 'stop_folder' | 'hold_folder' | 'stop_cycle'

export interface Plan {
  readonly conclusion: Omit<Conclusion, 'finishedAt' | 'folderHold'>
  readonly consequence: Consequence
}

/**
 * The table of requirements section 2 as one pure function: outcome, where the file goes, whether it is held, and how
 * far the trouble reaches.
 * @param attempts POSTs of this row that failed by themselves so far, and this one
 * @param retryCount TransientRetryCount
 */
export function planEnding(ending: Ending, attempts: number, retryCount: number): Plan {
  return ending.kind === 'answer'
    ? planAnswer(ending)
    : planError(ending.error, ending.stop, attempts, retryCount)
}

function planAnswer({ answer, changedAfter }: Extract<Ending, { kind: 'answer' }>): Plan {
  // The bytes that PMH has are not the bytes that lie there now: recorded, marked, and held for staff.
  const hold = changedAfter ? 'changed' : null
  if (answer.kind === 'accepted') {
    return {
      conclusion: {
        outcome: 'accepted',
        serialNumber: answer.serialNumber,
        errorCode: null,
        errorMessage: null,
        httpStatus: answer.httpStatus,
        destination: changedAfter ? null : 'PROCEED',
        hold,
        countsAsFailure: false,
      },
      consequence: 'next_file',
    }
  }
  return {
    conclusion: {
      outcome: 'rejected',
      serialNumber: null,
      errorCode: answer.errorCode,
      errorMessage: answer.message,
      httpStatus: answer.httpStatus,
      destination: changedAfter ? null : 'ERROR',
      hold,
      countsAsFailure: false,
    },
    consequence: isAuthenticationError(answer.httpStatus, answer.errorCode) ? 'hold_folder' : 'next_file',
  }
}

function planError(error: RelayError, stop: StopReason | null, attempts: number, retryCount: number): Plan {
  const facts = {
    serialNumber: null,
    errorCode: error.code,
    errorMessage: error.detail,
    httpStatus: null,
  }
  if (error.retry === 'in_doubt') {
    // Stopped by ourselves after the last byte: held where it is, as after a crash.
    const stays = stop !== null
    return {
      conclusion: {
        ...facts,
        outcome: 'unknown',
        destination: stays ? null : 'ERROR',
        hold: stays ? 'in_doubt' : null,
        countsAsFailure: false,
      },
      consequence: stays || error.scope === 'engine' ? 'stop_cycle' : 'next_file',
    }
  }
  if (stop === 'cancelled') {
    return {
      conclusion: {
        ...facts,
        outcome: 'failed',
        destination: null,
        hold: 'cancelled',
        countsAsFailure: false,
      },
      consequence: 'stop_folder',
    }
  }
  const engineWide = error.scope === 'engine' || stop === 'shutdown'
  // A file that changes, or that another program holds, is not at its end: its next version is sent (section 2).
  const countsAsFailure = stop === null && error.code !== 'R3001' && error.code !== 'R3002'
  const givenUp = countsAsFailure && retryCount >= 0 && attempts > retryCount
  return {
    conclusion: {
      ...facts,
      outcome: 'failed',
      destination: givenUp ? 'ERROR' : null,
      hold: null,
      countsAsFailure,
    },
    consequence: engineWide ? 'stop_cycle' : givenUp ? 'next_file' : 'stop_folder',
  }
}
