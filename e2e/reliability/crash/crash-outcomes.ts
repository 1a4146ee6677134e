import type { Behaviour } from '../../../src-main/simulator/behaviour.ts'
import { TOKENS } from '../support/reliability-site.ts'
import type { CrashPoint } from './crash-point.ts'

/** What PMH does with each file in the run that is killed. */
export interface CrashOutcome {
  readonly name: string
  /** Null: there is no PMH, its port refuses. */
  readonly behaviour: Behaviour | null
  /** How far one file's end reaches: which of the others are still sent in the same run. Order: with OrderProtection alone. */
  readonly stops: 'nothing' | 'order' | 'folder' | 'cycle'
  /** Points that no file gets to. */
  readonly never?: readonly CrashPoint[]
}

/** Behind the first chunks, and before the end of every file that is large at all. */
export const MID_BODY_BYTES = 300_000

const NO_MOVE_BEFORE_THE_END = { TransientRetryCount: '0' }

export const CRASH_OUTCOMES: readonly CrashOutcome[] = [
  { name: 'accepted', behaviour: { kind: 'delay', ms: 0 }, stops: 'nothing' },
  { name: 'rejected', behaviour: { kind: 'status', status: 400, code: 'E4000001' }, stops: 'order' },
  { name: '401', behaviour: { kind: 'wrong_token_for', token: TOKENS[0] }, stops: 'folder' },
  { name: 'no serial', behaviour: 'no_serial', stops: 'order' },
  { name: 'reset after the body', behaviour: 'reset_after_body', stops: 'order' },
  {
    name: 'reset in mid-body',
    behaviour: { kind: 'reset_after_bytes', bytes: MID_BODY_BYTES },
    stops: 'folder',
    never: ['last byte handed over', 'answer on its way'],
  },
  {
    name: 'refused connection',
    behaviour: null,
    stops: 'cycle',
    never: ['mid-body', 'last byte handed over', 'answer on its way'],
  },
]

/** A file that failed is moved only when it is given up, so that the points of a move need this setting. */
export function settingsFor({ name }: CrashOutcome, point: CrashPoint): Readonly<Record<string, string>> {
  const fails = name === 'reset in mid-body' || name === 'refused connection'
  return fails && /rename|filed/.test(point) ? NO_MOVE_BEFORE_THE_END : {}
}
