import type { Fault } from './fault-proxy.ts'

/** Bytes of the file that meets the fault. */
export const SIZES = {
  empty: 0,
  /** Goes out in one packet with the head, so that its last byte is handed over with its first. */
  small: 100,
  /** More than kernel buffers take in of a connection that is not read from. */
  large: 8 * 1024 * 1024,
  /** More than they take in of one that is. */
  huge: 64 * 1024 * 1024,
} as const

const ALL = ['a.csv', 'b.csv', 'c.csv']

/**
 * By outcome (requirements section 2): where the file lies then, the exit code, and which of the files behind it are
 * through; c.csv is in another folder. `unreached` is a failure of scope engine, `held` a doubt after SIGTERM.
 */
export const CONSEQUENCES = {
  accepted: { status: 'accepted', place: 'PROCEED/', exit: 0, through: ALL },
  rejected: { status: 'rejected', place: 'ERROR/', exit: 1, through: ALL },
  unknown: { status: 'unknown', place: 'ERROR/', exit: 1, through: ALL },
  failed: { status: 'failed', place: '', exit: 1, through: ['c.csv'] },
  unreached: { status: 'failed', place: '', exit: 1, through: [] },
  held: { status: 'unknown', place: '', exit: 1, through: [] },
} as const

export type Consequence = keyof typeof CONSEQUENCES

/** Outcome and code; two of them where nobody can know which came first, the fault or the first packet. */
export type Ending = Consequence | `${Consequence} ${string}`

export type Endings = Readonly<Partial<Record<keyof typeof SIZES, Ending>>>

interface Circumstances {
  /** How a run ends that would wait for ever: SIGTERM, or PostRegistrationTimeSpan of one minute. */
  readonly by?: 'SIGTERM' | 'deadline'
  /** With a small file before it on the same connection: which of the two requests meets the fault. */
  readonly faultAt?: 1 | 2
}

export interface FaultRow extends Circumstances {
  readonly name: string
  readonly endings: Endings
  /** Null: nobody listens. */
  readonly fault: Fault | null
}

/** @param endings by the size of the file; one alone is that of a small and of a large file */
export function row(
  name: string,
  endings: Endings | Ending,
  fault: Fault | null,
  more: Circumstances = {},
): FaultRow {
  return {
    name,
    endings: typeof endings === 'string' ? { small: endings, large: endings } : endings,
    fault,
    ...more,
  }
}

/** What does not depend on the size of the request. */
export function smallRow(name: string, small: Ending, fault: Fault): FaultRow {
  return { name, endings: { small }, fault }
}
