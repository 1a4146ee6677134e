import { createHash } from 'node:crypto'
import { createMultipartReader, multipartBoundary } from './multipart-file.ts'

/** What a body amounted to, without the body. */
export interface BodyFacts {
  /** Bytes of the whole body, as Content-Length counts them. */
  readonly bodyBytes: number
  /** Bytes of the file: the body itself, or the file part of a multipart body. */
  readonly bytes: number
  /** Lower-case hex over the bytes of the file. */
  readonly sha256: string
}

/** Counts and hashes a body while it streams. */
export interface BodyTally {
  readonly bodyBytes: number
  add(piece: Buffer): void
  facts(): BodyFacts
}

/** @param contentType as sent; decides whether the file is the body or a part of it */
export function createBodyTally(contentType: string | undefined): BodyTally {
  const hash = createHash('sha256')
  let bodyBytes = 0
  let bytes = 0

  function addFileBytes(piece: Buffer): void {
    hash.update(piece)
    bytes += piece.length
  }

  const boundary = multipartBoundary(contentType)
  const read = boundary === null ? addFileBytes : createMultipartReader(boundary, addFileBytes)
  return {
    get bodyBytes() {
      return bodyBytes
    },
    add(piece) {
      bodyBytes += piece.length
      read(piece)
    },
    // A copy, so that asking does not end the count.
    facts: () => ({ bodyBytes, bytes, sha256: hash.copy().digest('hex') }),
  }
}
