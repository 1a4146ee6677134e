import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import {
  acceptedAnswer,
  behaviourAnswer,
  type SimulatedAnswer,
  unauthorizedAnswer,
  webServerAnswer,
  wrongTypeAnswer,
} from './answer.ts'
import type { Behaviour } from './behaviour.ts'
import type { BehaviourPlan } from './behaviour-plan.ts'
import { createBodyTally } from './body-tally.ts'
import { findEndpoint, isAcceptedType, type UploadEndpoint } from './endpoint.ts'
import { paceOf, readPacedBody } from './paced-body.ts'
import { seenToken, type UploadOutcome, type UploadState } from './received-upload.ts'
import { sendAnswer } from './send-answer.ts'
import type { OpenUpload, UploadBook } from './upload-book.ts'

/** What the story of one upload needs from the simulator around it. */
export interface UploadSurroundings {
  readonly tokens: readonly string[]
  readonly endpoints: readonly UploadEndpoint[]
  readonly plan: BehaviourPlan
  readonly book: UploadBook
  readonly nextSerial: () => string
  readonly now: () => Date
  /** Resolves at the next `release()`. */
  readonly released: () => Promise<void>
  readonly connectionId: (request: IncomingMessage) => number
  /** Ends the connection with RST, as a crashed server or a firewall does. */
  readonly reset: (request: IncomingMessage) => void
}

/**
 * The story of one POST: choose a behaviour, read the body, record what came, answer. The record is written before
 * the answer leaves, so that whoever has an answer also finds it in the record.
 * @throws Error only when the record cannot be written
 */
export async function receiveUpload(
  request: IncomingMessage,
  response: ServerResponse,
  around: UploadSurroundings,
): Promise<void> {
  const at = around.now().toISOString()
  const path = requestPath(request)
  const token = bearerToken(request)
  const seen = seenToken(token, around.tokens)
  const endpoint = findEndpoint(around.endpoints, path)
  const behaviour = endpoint === null ? null : around.plan.take(token)
  const contentType = request.headers['content-type']
  const tally = createBodyTally(contentType)
  const connectionId = around.connectionId(request)
  const gone = goneSignal(response)
  const upload: OpenUpload = { path, token: seen, state: 'reading' }
  around.book.begin(upload)

  function finish(outcome: UploadOutcome, isComplete: boolean, answer: SimulatedAnswer | null = null): void {
    around.book.finish(upload, {
      at,
      method: request.method ?? '',
      path,
      token: seen,
      ...tally.facts(),
      complete: isComplete,
      contentType: contentType ?? null,
      contentLength: declaredLength(request),
      connectionId,
      outcome,
      status: answer?.status ?? null,
      serialNumber: answer?.serialNumber ?? null,
    })
  }

  async function stay(state: UploadState, until: Promise<unknown>): Promise<void> {
    around.book.enter(upload, state)
    await Promise.race([until, aborted(gone)])
    gone.throwIfAborted()
  }

  let isComplete = false
  try {
    const hold = async () => {
      await stay('held', around.released())
      around.book.enter(upload, 'reading')
    }
    isComplete = (await readPacedBody(request, tally, paceOf(behaviour), hold, gone)) === 'end'
    if (!isComplete || isReset(behaviour)) {
      finish('reset', isComplete)
      around.reset(request)
      return
    }
    if (behaviour === 'stall') await stay('stalled', aborted(gone))
    const delayMs = delayOf(behaviour)
    if (delayMs !== null) await stay('delayed', wait(delayMs, undefined, { signal: gone }))
    gone.throwIfAborted()
  } catch {
    // Nothing above fails but the connection itself.
    finish('broken', isComplete)
    response.destroy()
    return
  }
  const planned = behaviour === null ? null : behaviourAnswer(behaviour, around.nextSerial)
  const answer = planned ?? usualAnswer(endpoint, contentType, seen.index !== null, around.nextSerial)
  finish(answer.outcome, true, answer)
  await sendAnswer(response, answer)
}

function usualAnswer(
  endpoint: UploadEndpoint | null,
  contentType: string | undefined,
  isTokenKnown: boolean,
  nextSerial: () => string,
): SimulatedAnswer {
  if (endpoint === null) return webServerAnswer(404)
  if (!isTokenKnown) return unauthorizedAnswer()
  if (!isAcceptedType(endpoint, contentType)) return wrongTypeAnswer()
  return acceptedAnswer(nextSerial())
}

/** A body shorter than `reset_after_bytes` is reset behind its end. */
function isReset(behaviour: Behaviour | null): boolean {
  if (behaviour === null || typeof behaviour === 'string') return behaviour === 'reset_after_body'
  return behaviour.kind === 'reset_after_bytes'
}

function delayOf(behaviour: Behaviour | null): number | null {
  return typeof behaviour === 'object' && behaviour?.kind === 'delay' ? behaviour.ms : null
}

export function requestPath(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/'
}

export function bearerToken(request: IncomingMessage): string | null {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null
}

function declaredLength(request: IncomingMessage): number | null {
  const length = request.headers['content-length']
  return length === undefined ? null : Number(length)
}

function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  return gone.signal
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
