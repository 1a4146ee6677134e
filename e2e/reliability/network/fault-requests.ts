import { announced, answer, answered, early, PAGE, PMH_ERROR, SERIAL } from './fault-answer.ts'
import type { Fault } from './fault-proxy.ts'
import { type Ending, type FaultRow, row, SIZES, smallRow } from './fault-row.ts'

/** All of a small file is handed over with its head; of a large one the last byte never was. */
const BROKEN = { small: 'unknown R2002', large: 'failed R1007' } as const

function resetAfter(bodyBytes: number): Fault {
  return async (exchange) => {
    await exchange.pass(bodyBytes)
    exchange.reset()
  }
}

const BREAKS: readonly FaultRow[] = [
  row('nobody listens', 'unreached R1002', null),
  // The RST races with the only packet of a small file.
  row('RST on accept', { small: 'failed R1007|unknown R2002', large: 'failed R1007' }, (x) => x.reset()),
  row('RST within the head', BROKEN, async (x) => {
    await x.passWithinHead()
    x.reset()
  }),
  row('RST at body byte 0', { empty: 'unknown R2002', ...BROKEN }, resetAfter(0)),
  row('RST at body byte 1', BROKEN, resetAfter(1)),
  row('RST in mid-body', { small: 'unknown R2002' }, resetAfter(SIZES.small / 2)),
  row('RST at a quarter of the body', { huge: 'failed R1007' }, resetAfter(SIZES.huge / 4)),
  row('RST before the last body byte', 'unknown R2002', resetAfter(-1)),
  row('RST behind the body', 'unknown R2002', async (x) => {
    await x.arrive()
    x.reset()
  }),
  row('FIN within the body', { large: 'failed R1007' }, async (x) => {
    await x.pass(1)
    await x.end()
  }),
  row('FIN behind the body', 'unknown R2002', async (x) => {
    await x.arrive()
    await x.end()
  }),
]

/** Nothing moves any more. */
function stalls(by: 'SIGTERM' | 'deadline', before: Ending, after: Ending): FaultRow[] {
  const stallAfter =
    (bodyBytes: number): Fault =>
    async (exchange) => {
      await exchange.pass(bodyBytes)
      await exchange.stall()
    }
  const half = answered((body) => answer(200, body).subarray(0, -9), 'stall')
  return [
    row('reads no more', { small: after, large: before }, stallAfter(0), { by }),
    row('no answer', after, stallAfter(SIZES.large), { by }),
    row('half an answer and no more', { small: after }, half, { by }),
  ]
}

/** Something comes before the request has come whole, or before the answer. */
const EARLY: readonly FaultRow[] = [
  // A client that does not expect any drops them (RFC 9110 sections 15.2 and 15.2.1).
  ...[100, 102, 103].flatMap((status) => [
    smallRow(`${status} before the answer`, 'accepted', announced(status, false)),
    row(`${status} within the request`, { large: 'accepted' }, announced(status, true)),
  ]),
  ...(
    [
      [200, SERIAL, 'unknown R2010'],
      [400, PMH_ERROR, 'rejected E4000012'],
      [413, PAGE, 'rejected HTTP413'],
      [429, PAGE, 'failed R1008'],
      [503, PAGE, 'unknown R2006'],
    ] as const
  ).flatMap(([status, body, large]) => [
    row(`${status} within the request`, { large }, early(answer(status, body), 'untilGone')),
    row(`${status} and FIN within the request`, { large }, early(answer(status, body), 'end')),
  ]),
  row('garbage within the request', { large: 'failed R1007' }, early('SSH-2.0-OpenSSH\r\n', 'untilGone')),
]

/** A connection that is kept alive, or is said to be; what is behind it must neither be lost nor doubted. */
const KEPT: readonly FaultRow[] = [
  ...([undefined, 1] as const).flatMap((faultAt) => {
    const more = faultAt === undefined ? {} : { faultAt }
    const where = faultAt === undefined ? 'its answer' : 'the answer before'
    const says = (connection: string) => (body: Buffer) => answer(200, body, { connection })
    return [
      row(`FIN right behind ${where}`, 'accepted', answered(says('keep-alive'), 'end'), more),
      row(`RST right behind ${where}`, 'accepted', answered(says('keep-alive'), 'reset'), more),
      row(`Connection: close in ${where}`, 'accepted', answered(says('close')), more),
    ]
  }),
  row('RST as the next file begins', BROKEN, resetAfter(0), { faultAt: 2 }),
  row('FIN as the next file begins', BROKEN, (x) => x.pass(0).then(() => x.end()), { faultAt: 2 }),
]

/** Faults of the connection and of the moment. */
export const REQUEST_FAULTS: readonly FaultRow[] = [
  ...BREAKS,
  ...stalls('SIGTERM', 'unreached R1011', 'held R2009'),
  ...stalls('deadline', 'failed R1010', 'unknown R2001'),
  ...EARLY,
  ...KEPT,
]
