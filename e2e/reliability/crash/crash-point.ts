/**
 * Steps of the relay at which a test ends it by SIGKILL, by name: the edges of the journal, of the upload, and of what moves or deletes
 * files. Program and judge share these names.
 */
export const RELAY_POINTS = [
  'before begin',
  'after begin',
  'mid-body',
  'last byte handed over',
  'answer on its way',
  'after answer',
  'before conclude',
  'after conclude',
  'before rename',
  'after rename',
  'before filed',
  'after filed',
] as const

/** Those of a move to another volume, which is a copy. */
export const COPY_POINTS = [
  'before aboutToMove',
  'after aboutToMove',
  'before copyFile',
  'after copyFile',
  'before rename',
  'after rename',
  'before unlink',
  'after unlink',
  'before filed',
  'after filed',
] as const

const DECISION_POINTS = ['before decide', 'after decide', 'before returned', 'after returned'] as const

export const RETENTION_POINTS = ['before record', 'after record', 'before unlink', 'after unlink'] as const

export type CrashPoint =
  | (typeof RELAY_POINTS)[number]
  | (typeof COPY_POINTS)[number]
  | (typeof DECISION_POINTS)[number]
  | (typeof RETENTION_POINTS)[number]

/** What a run of `crash-relay.ts` is told, as JSON in its working folder. */
export interface CrashPlan {
  /** Null: it ends by itself. */
  readonly point: CrashPoint | null
  /** The passing of the point at which it dies, from 1. */
  readonly nth: number
  /** After one cycle in which nothing happens to it, staff decide about every row that allows it, in this way. */
  readonly decision: 'treated_as_sent' | 'resend' | null
  /** PROCEED and ERROR lie on other volumes than the scheme folders. */
  readonly isAcross: boolean
  /** Only opens the data folder, and closes it. */
  readonly isOpening: boolean
}

export const UNDISTURBED: CrashPlan = {
  point: null,
  nth: 1,
  decision: null,
  isAcross: false,
  isOpening: false,
}

export const PLAN_FILE = 'crash-plan.json'
