/**
 * What became of one upload, as the simulator saw it.
 * accepted: a serial number was handed over. unauthorized: wrong or missing token. refused: an error answer.
 * unusable: an answer that proves nothing. reset: the simulator broke the connection. broken: the client did, or the
 * simulator was closed.
 */
export type UploadOutcome = 'accepted' | 'unauthorized' | 'refused' | 'unusable' | 'reset' | 'broken'

/** The facts of one upload; the same fields stand in each line of the record file. */
export interface ReceivedUpload {
  /** ISO 8601: when the request's head arrived. */
  readonly at: string
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly token: SeenToken
  /** Bytes of the file: the body as it is, or the file part of a multipart body. */
  readonly bytes: number
  /** Bytes of the whole body. */
  readonly bodyBytes: number
  /** Lower-case hex of the bytes of the file, as far as they came. */
  readonly sha256: string
  /** Whether the body was read to its end. */
  readonly complete: boolean
  readonly contentType: string | null
  /** As declared; null when absent. */
  readonly contentLength: number | null
  /** Counts the TCP connections of this simulator from 1. */
  readonly connectionId: number
  readonly outcome: UploadOutcome
  /** Of the answer; null when there was none. */
  readonly status: number | null
  /** 処理通番, when one was handed over whole. */
  readonly serialNumber: string | null
}

/** A bearer token as far as it may be shown. */
export interface SeenToken {
  /** The last four characters; '' when there is none, or when four would be all of it. */
  readonly last4: string
  /** Its place among the known tokens, from 0; null when it is not one of them. */
  readonly index: number | null
}

/** @param token null when the request had no bearer token */
export function seenToken(token: string | null, known: readonly string[]): SeenToken {
  const index = token === null ? -1 : known.indexOf(token)
  return { last4: token !== null && token.length > 4 ? token.slice(-4) : '', index: index < 0 ? null : index }
}

/** Where an upload that is not finished stands; `held` and `delayed` wait inside the simulator, `stalled` for good. */
export type UploadState = 'reading' | 'held' | 'delayed' | 'stalled'

export interface UploadUnderWay {
  readonly path: string
  readonly token: SeenToken
  readonly state: UploadState
}
