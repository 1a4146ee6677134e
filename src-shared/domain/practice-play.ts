/** What the simulated PMH of practice mode can play: success, and each kind of trouble that staff may meet. */
export const PRACTICE_PLAYS = [
  'accepted',
  'rejected',
  'unauthorized',
  'no_serial',
  'no_answer',
  'unreachable',
  'busy',
  'gateway',
  'slow',
] as const

export type PracticePlay = (typeof PRACTICE_PLAYS)[number]

/** More sample files than this do not wait in one practice folder: nothing of practice grows without limit. */
export const SAMPLES_WAITING_LIMIT = 5
