import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { Readable } from 'node:stream'
import { type Dispatcher, request } from 'undici'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Settings } from '../../src-shared/domain/settings.ts'
import type { Upload } from '../engine/ports.ts'
import { connectionError } from '../network/connection-error.ts'
import { openDispatcher } from '../network/dispatcher.ts'
import { type PmhAnswer, readAnswer } from './answer.ts'
import { ANSWER_LIMIT_BYTES, authorization, contentType, endpointUrl } from './contract.ts'
import { startDeadline } from './deadline.ts'
import { UploadBody } from './upload-body.ts'

const SHORTEST_SECRET = 8

/** The connection to PMH for one cycle; kept alive between its uploads and closed with it. */
export class PmhLine {
  readonly #settings: Settings
  readonly #dispatcher: Dispatcher

  private constructor(settings: Settings, dispatcher: Dispatcher) {
    this.#settings = settings
    this.#dispatcher = dispatcher
  }

  /** @throws RelayError of scope engine when the way cannot be set up */
  static async open(settings: Settings): Promise<PmhLine> {
    return new PmhLine(settings, await openDispatcher(settings))
  }

  async close(): Promise<void> {
    await this.#dispatcher.destroy()
  }

  /**
   * Posts one file and reads PMH's answer. Never retried here, never redirected.
   * @throws RelayError with retry `safe` when PMH certainly processed nothing, `in_doubt` when it may have
   */
  async submit(upload: Upload): Promise<PmhAnswer> {
    const deadline = startDeadline(this.#settings.PostRegistrationTimeSpan)
    const signal = AbortSignal.any([upload.signal, deadline.signal])
    const { body, type } = this.#body(upload)
    // A body that fails by itself (the file changed) is the cause, whatever the socket says of it.
    let bodyError: unknown = null
    // undici does not read a body of no bytes at all, so its end is reached with its beginning.
    if (body.contentLength === 0) body.handedOver = true
    try {
      const chunks = Readable.from(body.chunks(), { objectMode: false, highWaterMark: 0 })
      chunks.once('error', (error) => {
        bodyError = error
      })
      const response = await request(endpointUrl(this.#settings), {
        method: 'POST',
        dispatcher: this.#dispatcher,
        headers: {
          authorization: authorization(upload.token),
          'content-type': type,
          'content-length': String(body.contentLength),
          accept: 'application/json',
        },
        body: chunks,
        signal,
        headersTimeout: 0,
        bodyTimeout: 0,
      })
      const early = isSuccess(response.statusCode) && !body.handedOver
      const answer = await readBody(response)
      // Nobody can have registered a file that was not there yet: perhaps a gateway spoke, perhaps PMH read on.
      if (early) throw new RelayError('R2010', `HTTP${response.statusCode}`)
      return readAnswer(response.statusCode, answer, this.#settings, this.#secrets(upload))
    } catch (error) {
      throw this.#toRelayError(error, bodyError, body, upload.signal, deadline.signal)
    } finally {
      deadline.cancel()
    }
  }

  /** Of what a request carries; shorter ones stand in ordinary words too, and would tear holes into PMH's message. */
  #secrets({ token }: Upload): string[] {
    const { ProxyUsername, ProxyPassword } = this.#settings
    const basic = ProxyPassword === '' ? '' : `${ProxyUsername}:${ProxyPassword}`
    return [token, basic, ProxyPassword].filter((secret) => secret.length >= SHORTEST_SECRET)
  }

  #toRelayError(
    error: unknown,
    bodyError: unknown,
    body: UploadBody,
    stop: AbortSignal,
    deadline: AbortSignal,
  ): RelayError {
    const { handedOver } = body
    if (bodyError instanceof RelayError) return bodyError
    if (stop.aborted) return new RelayError(handedOver ? 'R2009' : 'R1011', '', { cause: error })
    if (deadline.aborted) return new RelayError(handedOver ? 'R2001' : 'R1010', '', { cause: error })
    // From the answer, or from the way there: then nothing has left this computer, not even an empty body.
    if (error instanceof RelayError) return error
    const met = connectionError(error)
    // A server that refuses us in its handshake has read nothing, however much was sent meanwhile.
    if (met.code === 'R1027') return met
    return handedOver ? new RelayError('R2002', met.detail, { cause: error }) : met
  }

  #body(upload: Upload): { body: UploadBody; type: string } {
    const type = contentType(this.#settings)
    if (this.#settings.BodyFormat === 'raw') {
      return { body: new UploadBody(upload, Buffer.alloc(0), Buffer.alloc(0)), type }
    }
    const boundary = `pmh-relay-${randomUUID()}`
    const field = quoted(this.#settings.MultipartField)
    const name = quoted(path.basename(upload.path))
    const before = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`
    return {
      body: new UploadBody(upload, Buffer.from(before), Buffer.from(`\r\n--${boundary}--\r\n`)),
      type: `multipart/form-data; boundary=${boundary}`,
    }
  }
}

/** WHATWG's escaping of names in multipart/form-data. */
function quoted(value: string): string {
  return value.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/**
 * Reads an answer of at most 1 MiB. With a redirect or an error the status alone decides, so that a broken body is
 * then simply empty.
 */
async function readBody(response: Dispatcher.ResponseData): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of response.body) {
      length += chunk.length
      if (length > ANSWER_LIMIT_BYTES) throw new RelayError('R2004', `HTTP${response.statusCode}`)
      chunks.push(chunk)
    }
  } catch (error) {
    if (response.statusCode >= 300) return ''
    if (error instanceof RelayError) throw error
    throw new RelayError('R2005', `HTTP${response.statusCode}`, { cause: error })
  }
  return Buffer.concat(chunks).toString('utf8')
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}
