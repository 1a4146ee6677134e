import { type Dispatcher, request } from 'undici'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Settings } from '../../src-shared/domain/settings.ts'
import { openDispatcher } from '../network/dispatcher.ts'
import { PMH_CODE_PATTERN, readAnswer } from './answer.ts'
import { authorization, type ContractSettings, endpointUrl } from './contract.ts'

/** What an endpoint says when nothing is sent to it. */
export interface ProbeAnswer {
  readonly status: number
  /** PMH's code, or `HTTP{status}`; null for an answer that is no refusal. */
  readonly errorCode: string | null
}

/** A probe waits for seconds, not for the minutes of an upload. */
const TIMEOUT_MS = 30_000

/** Of an answer to a probe, only its beginning can matter. */
const LIMIT_BYTES = 64 * 1024

/** Asks PMH's endpoint by GET, which changes nothing there (RFC 9110 9.2.1): no file and no record goes out. */
export class PmhProbe {
  readonly #settings: Settings
  readonly #dispatcher: Dispatcher

  readonly #timeoutMs: number

  private constructor(settings: Settings, dispatcher: Dispatcher, timeoutMs: number) {
    this.#settings = settings
    this.#dispatcher = dispatcher
    this.#timeoutMs = timeoutMs
  }

  /** @throws RelayError R1028 */
  static async open(settings: Settings, timeoutMs = TIMEOUT_MS): Promise<PmhProbe> {
    return new PmhProbe(settings, await openDispatcher(settings), timeoutMs)
  }

  async close(): Promise<void> {
    await this.#dispatcher.destroy()
  }

  /**
   * @param token null asks without one
   * @throws RelayError R1003 without an answer in time; otherwise what the connection threw, or the signal's reason
   */
  async ask(token: string | null, signal: AbortSignal): Promise<ProbeAnswer> {
    const timeout = AbortSignal.timeout(this.#timeoutMs)
    const response = await request(endpointUrl(this.#settings), {
      method: 'GET',
      dispatcher: this.#dispatcher,
      headers: {
        accept: 'application/json',
        ...(token === null ? {} : { authorization: authorization(token) }),
      },
      signal: AbortSignal.any([signal, timeout]),
    }).catch((error: unknown) => {
      throw timeout.aborted ? new RelayError('R1003', 'GET', { cause: error }) : error
    })
    const { statusCode: status } = response
    const body = await firstBytes(response)
    return { status, errorCode: status >= 400 ? refusalCode(status, body, this.#settings) : null }
  }
}

/** The status alone decides, so that of a broken body there is what came of it. */
async function firstBytes(response: Dispatcher.ResponseData): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of response.body) {
      chunks.push(chunk)
      length += chunk.length
      if (length > LIMIT_BYTES) break
    }
  } catch {}
  return Buffer.concat(chunks).toString('utf8')
}

/** What is no code of PMH's is not repeated: it may be the token. */
function refusalCode(status: number, body: string, settings: ContractSettings): string {
  try {
    const answer = readAnswer(status, body, settings)
    if (answer.kind === 'rejected' && PMH_CODE_PATTERN.test(answer.errorCode)) return answer.errorCode
    return `HTTP${status}`
  } catch (error) {
    if (error instanceof RelayError) return `HTTP${status}`
    throw error
  }
}
