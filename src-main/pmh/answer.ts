import { isErrorCode } from '../../src-shared/domain/error-catalogue.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { type ContractSettings, SERIAL_PATTERN } from './contract.ts'
import { withoutSecrets } from './without-secrets.ts'

/** What PMH said of one file. */
export type PmhAnswer =
  | { readonly kind: 'accepted'; readonly httpStatus: number; readonly serialNumber: string }
  | {
      readonly kind: 'rejected'
      readonly httpStatus: number
      readonly errorCode: string
      readonly message: string
    }

type Fields = Pick<ContractSettings, 'SerialFields' | 'ErrorCodeFields' | 'ErrorMessageFields'>

/** Letters, then digits, as in `E4010003`. A gateway's `503` or `UNAVAILABLE` is no word of PMH. */
export const PMH_CODE_PATTERN = /^[A-Z]\d{5,}$/

/** A gateway that answers these may have passed the request on. */
const GATEWAY_STATUSES: readonly number[] = [408, 502, 503, 504]

/** A message of PMH is shown and logged; longer ones are cut. */
const MESSAGE_LIMIT = 1000

/** Deeper nesting than this is no answer of PMH; it also bounds the walk. */
const DEPTH_LIMIT = 32

/**
 * Reads an HTTP answer by the table of the PMH contract.
 * @param body the decoded answer, at most 1 MiB
 * @param secrets what a message must not repeat: it is shown, logged, mailed and kept
 * @throws RelayError R1005, R1008, R1009 (nothing was processed), R2003, R2005, R2006, R2007 (in doubt)
 */
export function readAnswer(
  httpStatus: number,
  body: string,
  fields: Fields,
  secrets: readonly string[] = [],
): PmhAnswer {
  if (httpStatus >= 200 && httpStatus < 300) return readSuccess(httpStatus, body, fields)
  if (httpStatus === 307 || httpStatus === 308) throw new RelayError('R1009', `HTTP${httpStatus}`)
  // 301-303 (and any other status that is no error) say nothing of what happened to the file.
  if (httpStatus < 400) throw new RelayError('R2007', `HTTP${httpStatus}`)
  const { code, message } = readError(parseJson(body), fields, secrets)
  const isPmhs = code !== null && PMH_CODE_PATTERN.test(code)
  // Said by the proxy: over plain http it answers in PMH's place.
  if (httpStatus === 407 && !isPmhs) throw new RelayError('R1005', 'HTTP407')
  if (httpStatus === 429 && !isPmhs) throw new RelayError('R1008', 'HTTP429')
  if (GATEWAY_STATUSES.includes(httpStatus) && !isPmhs) throw new RelayError('R2006', `HTTP${httpStatus}`)
  return { kind: 'rejected', httpStatus, errorCode: code ?? `HTTP${httpStatus}`, message }
}

function readSuccess(httpStatus: number, body: string, fields: Fields): PmhAnswer {
  const json = parseJson(body)
  if (json === undefined) throw new RelayError('R2005', `HTTP${httpStatus}`)
  const serialNumber = findSerial(json, fields.SerialFields)
  if (serialNumber === null) throw new RelayError('R2003', `HTTP${httpStatus}`)
  return { kind: 'accepted', httpStatus, serialNumber }
}

/** @returns undefined when the text is not JSON */
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}

function findSerial(json: unknown, names: readonly string[]): string | null {
  const strings: { key: string; value: string }[] = []
  collectStrings(json, '', 0, strings)
  for (const name of names) {
    const named = strings.find((item) => item.key === name && isPlausibleSerial(item.value))
    if (named !== undefined) return named.value
  }
  return strings.find((item) => SERIAL_PATTERN.test(item.value))?.value ?? null
}

/** A named field is believed in any form that one line of a log can hold. */
function isPlausibleSerial(value: string): boolean {
  return /^[\x21-\x7e]{1,64}$/.test(value)
}

function collectStrings(
  node: unknown,
  key: string,
  depth: number,
  out: { key: string; value: string }[],
): void {
  if (depth > DEPTH_LIMIT) return
  if (typeof node === 'string') out.push({ key, value: node })
  else if (typeof node === 'number' && Number.isSafeInteger(node)) out.push({ key, value: String(node) })
  else if (Array.isArray(node)) for (const item of node) collectStrings(item, key, depth + 1, out)
  else if (isRecord(node))
    for (const [name, value] of Object.entries(node)) collectStrings(value, name, depth + 1, out)
}

/** The error stands at the top, under `error`, or in the first element of `errors`. */
function readError(
  json: unknown,
  fields: Fields,
  secrets: readonly string[],
): { code: string | null; message: string } {
  if (!isRecord(json)) return { code: null, message: '' }
  const places = [json, json['error'], Array.isArray(json['errors']) ? json['errors'][0] : undefined].filter(
    isRecord,
  )
  let message = ''
  for (const place of places) {
    // Before it is cut: half a secret is no longer known as one.
    const found = withoutSecrets(firstString(place, fields.ErrorMessageFields), secrets).slice(
      0,
      MESSAGE_LIMIT,
    )
    const code = withoutSecrets(firstString(place, fields.ErrorCodeFields), secrets)
    // A blank or control character in a "code" means that it is not one.
    if (/^[\x21-\x7e]{1,64}$/.test(code)) return { code: notOurs(code), message: found }
    if (message === '') message = found
  }
  return { code: null, message }
}

/** A code of PMH's that is spelled like one of ours must not be explained as ours. */
function notOurs(code: string): string {
  return isErrorCode(code) ? `PMH-${code}` : code
}

function firstString(place: Record<string, unknown>, names: readonly string[]): string {
  for (const name of names) {
    const value = place[name]
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return ''
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
