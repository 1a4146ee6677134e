import type { Behaviour } from './behaviour.ts'
import type { UploadOutcome } from './received-upload.ts'

/** One HTTP answer, decided but not sent yet. */
export interface SimulatedAnswer {
  readonly outcome: UploadOutcome
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** 処理通番 that the client can read from the answer. */
  readonly serialNumber: string | null
  /** The connection ends after half of the body. */
  readonly isCutShort?: boolean
  /** The body is filled up with blanks to so many bytes. */
  readonly paddedBytes?: number
}

const JSON_TYPE = 'application/json; charset=utf-8'
const HTML_TYPE = 'text/html; charset=utf-8'

/** The field of the contract's default that holds the serial number. */
const SERIAL_FIELD = 'processingSerialNumber'

/** The usual answer to an upload in order (manual 3.1). */
export function acceptedAnswer(serialNumber: string): SimulatedAnswer {
  return { ...json(200, { [SERIAL_FIELD]: serialNumber }), outcome: 'accepted', serialNumber }
}

/** A wrong token, word for word as in the manual's sample (3.1). */
export function unauthorizedAnswer(): SimulatedAnswer {
  return { ...errorAnswer(401, 'E4010003', '認証に失敗しました。'), outcome: 'unauthorized' }
}

/** A body of a type that the endpoint does not take. The code is made up after the pattern of the known one. */
export function wrongTypeAnswer(): SimulatedAnswer {
  return errorAnswer(415, 'E4150001', 'Content-Typeが不正です。')
}

/** No such place, or not this method: said by the web server, so without a code of PMH. */
export function webServerAnswer(status: 404 | 405): SimulatedAnswer {
  const page = htmlPage(status, status === 404 ? 'Not Found' : 'Method Not Allowed')
  return status === 405 ? { ...page, headers: { ...page.headers, allow: 'POST' } } : page
}

/** @returns null when the behaviour leaves the answer as it is */
export function behaviourAnswer(behaviour: Behaviour, nextSerial: () => string): SimulatedAnswer | null {
  if (typeof behaviour !== 'string') return parameterAnswer(behaviour, nextSerial)
  const unusable = { outcome: 'unusable', serialNumber: null } as const
  switch (behaviour) {
    case 'no_serial':
      return { ...json(200, { result: 'OK' }), ...unusable }
    case 'html_page':
      return { ...htmlPage(200, 'Login'), ...unusable }
    case 'not_json':
      return { ...unusable, status: 200, headers: { 'content-type': JSON_TYPE }, body: 'OK' }
    case 'truncated_answer':
      return { ...json(200, { result: 'OK', [SERIAL_FIELD]: nextSerial() }), ...unusable, isCutShort: true }
    default:
      return null
  }
}

function parameterAnswer(
  behaviour: Exclude<Behaviour, string>,
  nextSerial: () => string,
): SimulatedAnswer | null {
  switch (behaviour.kind) {
    case 'status':
      return statusAnswer(behaviour.status, behaviour.code, behaviour.message)
    case 'redirect':
      return {
        ...htmlPage(behaviour.status, 'Moved'),
        outcome: 'unusable',
        headers: { 'content-type': HTML_TYPE, location: encodeURI(behaviour.location) },
      }
    case 'oversized_answer': {
      const serialNumber = nextSerial()
      const answer = json(200, { [SERIAL_FIELD]: serialNumber })
      return { ...answer, outcome: 'unusable', serialNumber, paddedBytes: behaviour.bytes }
    }
    case 'wrong_token_for':
      return unauthorizedAnswer()
    default:
      return null
  }
}

function statusAnswer(
  status: number,
  code: string | undefined,
  message: string | undefined,
): SimulatedAnswer {
  const isGateways = code === undefined && message === undefined
  const answer = isGateways ? htmlPage(status, `HTTP ${status}`) : errorAnswer(status, code, message)
  return { ...answer, outcome: status < 400 ? 'unusable' : answer.outcome }
}

function errorAnswer(status: number, code: string | undefined, message: string | undefined): SimulatedAnswer {
  return json(status, { errorCode: code, errorMessage: message })
}

function json(status: number, value: Readonly<Record<string, unknown>>): SimulatedAnswer {
  const headers = { 'content-type': JSON_TYPE }
  return { outcome: 'refused', status, headers, body: JSON.stringify(value), serialNumber: null }
}

function htmlPage(status: number, title: string): SimulatedAnswer {
  const body = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`
  return { outcome: 'refused', status, headers: { 'content-type': HTML_TYPE }, body, serialNumber: null }
}
