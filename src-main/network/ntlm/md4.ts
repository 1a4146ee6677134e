/**
 * MD4 (RFC 1320). NTLM hashes the password with it, and OpenSSL 3 and BoringSSL have it no more. Good for nothing else.
 */
export function md4(message: Buffer): Buffer {
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  const padded = pad(message)
  for (let offset = 0; offset < padded.length; offset += 64)
    addBlock(state, padded.subarray(offset, offset + 64))
  const digest = Buffer.alloc(16)
  for (const [index, word] of state.entries()) digest.writeInt32LE(word | 0, index * 4)
  return digest
}

/** A bit, zeros, and the length in bits, up to a multiple of 64 bytes (sections 3.1 and 3.2). */
function pad(message: Buffer): Buffer {
  const padded = Buffer.alloc(Math.ceil((message.length + 9) / 64) * 64)
  message.copy(padded)
  padded[message.length] = 0x80
  padded.writeBigUInt64LE(BigInt(message.length) * 8n, padded.length - 8)
  return padded
}

interface Round {
  readonly mix: (x: number, y: number, z: number) => number
  readonly constant: number
  /** In which order the sixteen words of a block are taken. */
  readonly words: readonly number[]
  readonly shifts: readonly [number, number, number, number]
}

/** The three rounds of section 3.4. */
const ROUNDS: readonly Round[] = [
  {
    mix: (x, y, z) => (x & y) | (~x & z),
    constant: 0,
    words: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    shifts: [3, 7, 11, 19],
  },
  {
    mix: (x, y, z) => (x & y) | (x & z) | (y & z),
    constant: 0x5a827999,
    words: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
    shifts: [3, 5, 9, 13],
  },
  {
    mix: (x, y, z) => x ^ y ^ z,
    constant: 0x6ed9eba1,
    words: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
    shifts: [3, 9, 11, 15],
  },
]

function addBlock(state: number[], block: Buffer): void {
  let [a = 0, b = 0, c = 0, d = 0] = state
  for (const { mix, constant, words, shifts } of ROUNDS) {
    for (const [step, word] of words.entries()) {
      const sum = (a + mix(b, c, d) + block.readInt32LE(word * 4) + constant) | 0
      const shift = shifts[step % 4] ?? 0
      // Each step fills the next of the four, so that they change places.
      ;[a, b, c, d] = [d, (sum << shift) | (sum >>> (32 - shift)), b, c]
    }
  }
  for (const [index, value] of [a, b, c, d].entries()) state[index] = ((state[index] ?? 0) + value) | 0
}
