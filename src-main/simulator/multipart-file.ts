/** Longer part headers than this are no upload of the relay; it also bounds what is kept: 16 KiB. */
const HEADER_LIMIT_BYTES = 16 * 1024

const HEADER_END = Buffer.from('\r\n\r\n')

/** Takes the pieces of a multipart body one after another. */
export type MultipartReader = (piece: Buffer) => void

/**
 * Finds the file part of a multipart/form-data body while it streams (RFC 7578); nothing of it is kept.
 * @param boundary the `boundary` parameter of the Content-Type
 * @param onFileBytes called with the bytes of the first part that has a file name
 */
export function createMultipartReader(
  boundary: string,
  onFileBytes: (bytes: Buffer) => void,
): MultipartReader {
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  let state: 'skip' | 'header' | 'file' | 'done' = 'skip'
  // The first delimiter has no line end before it; lent here so that every delimiter looks alike.
  let pending: Buffer = Buffer.from('\r\n')

  function step(): boolean {
    if (state === 'done') {
      pending = Buffer.alloc(0)
      return false
    }
    return state === 'header' ? readHeader() : readContent()
  }

  function readHeader(): boolean {
    const end = pending.indexOf(HEADER_END)
    if (end < 0) {
      if (pending.length > HEADER_LIMIT_BYTES) state = 'done'
      return state === 'done'
    }
    state = /;\s*filename\*?=/i.test(pending.toString('latin1', 0, end)) ? 'file' : 'skip'
    pending = pending.subarray(end + HEADER_END.length)
    return true
  }

  function readContent(): boolean {
    const end = pending.indexOf(delimiter)
    // A delimiter may be cut in two by the network, so its length stays behind.
    const known = end < 0 ? Math.max(0, pending.length - delimiter.length + 1) : end
    if (state === 'file' && known > 0) onFileBytes(pending.subarray(0, known))
    if (end < 0) {
      pending = Buffer.from(pending.subarray(known))
      return false
    }
    state = state === 'file' ? 'done' : 'header'
    pending = pending.subarray(end + delimiter.length)
    return true
  }

  return (piece) => {
    pending = pending.length === 0 ? piece : Buffer.concat([pending, piece])
    while (step()) {
      // Each step takes a delimiter or a header off `pending`, so this ends.
    }
  }
}

/** The boundary of a multipart/form-data Content-Type, or null for every other type. */
export function multipartBoundary(contentType: string | undefined): string | null {
  const match = /^\s*multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(
    contentType ?? '',
  )
  return match?.[1] ?? match?.[2] ?? null
}
