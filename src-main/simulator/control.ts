import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseBehaviour } from './behaviour.ts'
import type { BehaviourPlan } from './behaviour-plan.ts'
import type { ReceivedUpload } from './received-upload.ts'

/** A behaviour is short; more than this is not one: 64 KiB. */
const BODY_LIMIT_BYTES = 64 * 1024

/** What can be steered of a simulator. */
export interface Steering extends Pick<BehaviourPlan, 'behave'> {
  readonly received: readonly ReceivedUpload[]
  release(): void
}

export function isControlPath(path: string): boolean {
  return path === '/simulator' || path.startsWith('/simulator/')
}

/**
 * Steers a running simulator by hand:
 * `POST /simulator/behaviour[?times=N][&token=T]` with a behaviour as JSON (null clears), `POST /simulator/release`,
 * `GET /simulator/received`. Answers 204, the list, or 4xx with `{ "problem": … }`.
 */
export async function answerControl(
  request: IncomingMessage,
  response: ServerResponse,
  simulator: Steering,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const body = await readText(request)
  const call = `${request.method} ${url.pathname}`
  if (call === 'GET /simulator/received') return answer(response, 200, simulator.received)
  if (call === 'POST /simulator/release') {
    simulator.release()
    return answer(response, 204, null)
  }
  if (call !== 'POST /simulator/behaviour')
    return answer(response, 404, { problem: 'unknown path or method' })
  // A page in a browser cannot send this type to a foreign origin without being asked first.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    return answer(response, 415, { problem: 'application/json expected' })
  }
  const problem = behave(simulator, body, url.searchParams)
  return problem === null ? answer(response, 204, null) : answer(response, 400, { problem })
}

/** @returns what is wrong, or null when the behaviour is in force */
function behave(simulator: Steering, body: string | null, query: URLSearchParams): string | null {
  const times = query.get('times')
  if (times !== null && !/^[1-9]\d{0,5}$/.test(times)) return 'times: integer 1-999999'
  const token = query.get('token')
  const options = {
    ...(times === null ? {} : { times: Number(times) }),
    ...(token === null ? {} : { token }),
  }
  const json = parseJson(body)
  if (json === undefined) return 'not JSON'
  if (json === null) {
    simulator.behave(null, options)
    return null
  }
  const parsed = parseBehaviour(json)
  if (!parsed.ok) return `${parsed.field}: ${parsed.rule}`
  simulator.behave(parsed.behaviour, options)
  return null
}

function parseJson(text: string | null): unknown {
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** @returns null for a body over the limit, which is read to its end but not kept */
async function readText(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= BODY_LIMIT_BYTES) chunks.push(chunk)
  }
  return length > BODY_LIMIT_BYTES ? null : Buffer.concat(chunks).toString('utf8')
}

function answer(response: ServerResponse, status: number, value: unknown): void {
  const body = status === 204 ? '' : JSON.stringify(value)
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(body)
}
