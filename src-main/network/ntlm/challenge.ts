import { RelayError } from '../../../src-shared/domain/relay-error.ts'

export const SIGNATURE = Buffer.from('NTLMSSP\0', 'latin1')

/** One piece of what the server tells of itself (MS-NLMP 2.2.2.1, AV_PAIR). */
export interface TargetFact {
  readonly id: number
  readonly value: Buffer
}

/** The server's answer to our first message (MS-NLMP 2.2.1.2, CHALLENGE_MESSAGE). */
export interface Challenge {
  readonly message: Buffer
  readonly flags: number
  readonly nonce: Buffer
  readonly facts: readonly TargetFact[]
  /** 100 ns since 1601, little endian; null from a server that keeps it to itself. */
  readonly time: Buffer | null
}

/** Without these an answer would be NTLMv1, or in a code page that nobody knows. */
const UNICODE = 0x1
const TARGET_INFO = 0x800000

/** Ids of facts (2.2.2.1). */
const END = 0
const TIME = 7

/** @throws RelayError R1015 when it is none, or asks for NTLMv1 */
export function parseChallenge(message: Buffer): Challenge {
  if (message.length < 48 || !message.subarray(0, 8).equals(SIGNATURE) || message.readUInt32LE(8) !== 2)
    throw unusable('no challenge')
  const flags = message.readUInt32LE(20)
  if ((flags & UNICODE) === 0) throw unusable('no Unicode')
  if ((flags & TARGET_INFO) === 0) throw unusable('no target info')
  const facts = parseFacts(targetInfo(message))
  const time = facts.find(({ id }) => id === TIME)?.value ?? null
  if (time !== null && time.length !== 8) throw unusable('a time that is none')
  return { message, flags, nonce: message.subarray(24, 32), facts, time }
}

function targetInfo(message: Buffer): Buffer {
  const [length, offset] = [message.readUInt16LE(40), message.readUInt32LE(44)]
  if (length === 0 || offset + length > message.length) throw unusable('no target info')
  return message.subarray(offset, offset + length)
}

function parseFacts(info: Buffer): TargetFact[] {
  const facts: TargetFact[] = []
  for (let at = 0; at + 4 <= info.length; ) {
    const [id, length] = [info.readUInt16LE(at), info.readUInt16LE(at + 2)]
    if (id === END) return facts
    if (at + 4 + length > info.length) break
    facts.push({ id, value: info.subarray(at + 4, at + 4 + length) })
    at += 4 + length
  }
  throw unusable('target info cut off')
}

function unusable(why: string): RelayError {
  return new RelayError('R1015', `NTLM: ${why}`)
}
