import type { Socket } from 'node:net'

const CONTINUE = /^HTTP\/1\.[01] 100[ \r]/
const HEAD_END = '\r\n\r\n'

/** A `100 Continue` is a line or two; what is longer is left to the parser. */
const HEAD_LIMIT_BYTES = 4096

/**
 * Some gateways say `100 Continue` to whoever did not ask for it. A client may pass over it (RFC 9110 15.2.1), but undici ends the
 * connection there, and a file that PMH took would be a doubt each time. So these heads are taken out before undici reads them.
 */
export function passOverContinue<S extends Socket>(socket: S): S {
  const read = socket.read.bind(socket)
  let held: Buffer = Buffer.alloc(0)
  socket.read = (size?: number) => {
    for (;;) {
      const chunk: unknown = read(size)
      if (!Buffer.isBuffer(chunk)) return chunk
      const rest = withoutContinue(held.length === 0 ? chunk : Buffer.concat([held, chunk]))
      held = rest.isWhole ? Buffer.alloc(0) : rest.bytes
      if (rest.isWhole && rest.bytes.length > 0) return rest.bytes
    }
  }
  return socket
}

/** @returns not whole: the beginning of such a head, whose end is still to come */
function withoutContinue(bytes: Buffer): { readonly bytes: Buffer; readonly isWhole: boolean } {
  let rest = bytes
  // An answer begins with a chunk of its own: whoever says 100 waits for the rest of the request, or for the file to be taken.
  while (CONTINUE.test(rest.subarray(0, 13).toString('latin1'))) {
    const end = rest.indexOf(HEAD_END)
    if (end < 0) return { bytes: rest, isWhole: rest.length > HEAD_LIMIT_BYTES }
    rest = rest.subarray(end + HEAD_END.length)
  }
  return { bytes: rest, isWhole: true }
}
