import type { Simulator } from '../../../src-main/simulator/simulator.ts'
import { LARGE_BYTES, TOKENS } from './reliability-site.ts'
import type { Moment } from './traced-relay.ts'

/** What PMH does with the files in the run that is killed. */
export interface Outcome {
  readonly name: string
  readonly behave: (simulator: Simulator) => void
  /** Set where the run would never end by itself. */
  readonly moment?: Moment
}

export const OUTCOMES: readonly Outcome[] = [
  { name: 'accepted', behave: () => {} },
  {
    name: 'rejected',
    behave: (simulator) => simulator.behave({ kind: 'status', status: 400, code: 'E4000001' }),
  },
  {
    name: '401',
    behave: (simulator) => simulator.behave({ kind: 'wrong_token_for', token: TOKENS[0] }),
  },
  { name: 'no_serial', behave: (simulator) => simulator.behave('no_serial') },
  { name: 'reset_after_body', behave: (simulator) => simulator.behave('reset_after_body') },
  {
    name: 'reset in mid-body',
    behave: (simulator) =>
      simulator.behave({ kind: 'reset_after_bytes', bytes: LARGE_BYTES / 3 }, { times: 1 }),
  },
  { name: 'stall', behave: (simulator) => stallAfter(simulator, 2), moment: stalled },
]

/** Killed when PMH has a certain part of a certain file, at no particular call. */
export const MOMENTS: readonly (Outcome & { readonly moment: Moment })[] = [
  ...[0, 1, 2].map((answered) => ({
    name: `upload ${answered + 1} has arrived whole`,
    behave: (simulator: Simulator) => stallAfter(simulator, answered),
    moment: stalled,
  })),
  {
    name: 'the large upload has arrived in part',
    behave: (simulator) => simulator.behave({ kind: 'hold_body', afterBytes: LARGE_BYTES / 3 }),
    moment: held,
  },
]

/** The usual answer for so many uploads, then never one. */
function stallAfter(simulator: Simulator, answered: number): void {
  if (answered > 0) simulator.behave({ kind: 'delay', ms: 0 }, { times: answered })
  simulator.behave('stall', { times: 1 })
}

function stalled({ simulator }: { readonly simulator: Simulator }): Promise<void> {
  return simulator.waitFor(({ underWay }) => underWay.some(({ state }) => state === 'stalled'))
}

function held({ simulator }: { readonly simulator: Simulator }): Promise<void> {
  return simulator.waitFor(({ underWay }) => underWay.some(({ state }) => state === 'held'))
}
