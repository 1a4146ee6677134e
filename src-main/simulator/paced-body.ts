import type { IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Behaviour } from './behaviour.ts'
import type { BodyTally } from './body-tally.ts'

/** How a body is read: everything absent means at full speed to its end. */
export interface BodyPace {
  readonly bytesPerSecond?: number
  /** Reading ends for good after so many bytes. */
  readonly stopAfter?: number
  /** Reading waits for `hold` after so many bytes. */
  readonly holdAfter?: number
}

export function paceOf(behaviour: Behaviour | null): BodyPace {
  if (behaviour === 'reset_before_body') return { stopAfter: 0 }
  if (behaviour === null || typeof behaviour === 'string') return {}
  if (behaviour.kind === 'drip') return { bytesPerSecond: behaviour.bytesPerSecond }
  if (behaviour.kind === 'reset_after_bytes') return { stopAfter: behaviour.bytes }
  if (behaviour.kind === 'hold_body') return { holdAfter: behaviour.afterBytes }
  return {}
}

/**
 * Reads a request body into the tally, exact to the byte in what it stops and holds at. What the network holds on
 * the way is the kernel's affair: a client may have handed over far more than was read here.
 * @param hold resolves when reading may go on
 * @param signal aborted when the client is gone
 * @returns 'end' after the last byte, 'stopped' at `stopAfter`
 * @throws Error when the client breaks off
 */
export async function readPacedBody(
  request: IncomingMessage,
  tally: BodyTally,
  pace: BodyPace,
  hold: () => Promise<void>,
  signal: AbortSignal,
): Promise<'end' | 'stopped'> {
  if (pace.stopAfter === 0) return 'stopped'
  if (pace.holdAfter === 0) await hold()
  // Left half-read at a stop, not destroyed: the caller breaks the connection in a way of its own.
  const chunks: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false })
  for await (const chunk of chunks) {
    let rest = chunk
    while (rest.length > 0) {
      const piece = rest.subarray(0, pieceLength(tally.bodyBytes, pace))
      rest = rest.subarray(piece.length)
      tally.add(piece)
      if (tally.bodyBytes === pace.stopAfter) return 'stopped'
      if (tally.bodyBytes === pace.holdAfter) await hold()
      if (pace.bytesPerSecond !== undefined) {
        await wait((piece.length / pace.bytesPerSecond) * 1000, undefined, { signal })
      }
    }
  }
  return 'end'
}

/** As much as may be taken before the next thing happens; a slow reader takes twenty pieces a second. */
function pieceLength(total: number, pace: BodyPace): number {
  const slow =
    pace.bytesPerSecond === undefined ? Number.POSITIVE_INFINITY : Math.ceil(pace.bytesPerSecond / 20)
  const marks = [pace.stopAfter, pace.holdAfter].filter((mark) => mark !== undefined && mark > total)
  return Math.min(slow, ...marks.map((mark) => (mark ?? 0) - total))
}
