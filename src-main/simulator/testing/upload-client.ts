import { type ClientRequest, type IncomingHttpHeaders, request } from 'node:http'
import { request as tlsRequest } from 'node:https'

/** What a client saw of one request; `error` is the errno name when the connection broke. */
export interface SeenAnswer {
  readonly status: number | null
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly error: string | null
}

export interface UploadRequest {
  readonly path?: string
  readonly method?: string
  readonly token?: string
  readonly contentType?: string
  /** Announced instead of the body's own length, for bodies that are broken off. */
  readonly contentLength?: number
  readonly ca?: string | Buffer
}

export const CSV_PATH = '/medicalSubsidy/api/v1/csv/differentialHistoryRegistrationTasks'

/** Opens an upload whose body the test writes itself. */
export function openUpload(
  url: string,
  upload: UploadRequest = {},
): { request: ClientRequest; answer: Promise<SeenAnswer> } {
  const headers: Record<string, string | number> = { 'content-type': upload.contentType ?? 'text/csv' }
  if (upload.token !== undefined) headers.authorization = `Bearer ${upload.token}`
  if (upload.contentLength !== undefined) headers['content-length'] = upload.contentLength
  const options = { method: upload.method ?? 'POST', headers, agent: false as const }
  const target = url + (upload.path ?? CSV_PATH)
  const trust = upload.ca === undefined ? {} : { ca: upload.ca }
  const opened = url.startsWith('https:')
    ? tlsRequest(target, { ...options, ...trust })
    : request(target, options)
  return { request: opened, answer: answerOf(opened) }
}

/** Sends one whole upload. */
export function post(url: string, body: string | Buffer, upload: UploadRequest = {}): Promise<SeenAnswer> {
  const { request: opened, answer } = openUpload(url, upload)
  opened.end(body)
  return answer
}

function answerOf(opened: ClientRequest): Promise<SeenAnswer> {
  return new Promise((resolve) => {
    opened.once('error', (error) => resolve({ status: null, headers: {}, body: '', error: codeOf(error) }))
    opened.once('response', async (response) => {
      const chunks: Buffer[] = []
      const seen = { status: response.statusCode ?? null, headers: response.headers }
      const text = () => Buffer.concat(chunks).toString('utf8')
      try {
        for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk)
        resolve({ ...seen, body: text(), error: null })
      } catch (error) {
        resolve({ ...seen, body: text(), error: codeOf(error) })
      }
    })
  })
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
