import { randomBytes } from 'node:crypto'
import { type Challenge, parseChallenge, SIGNATURE, type TargetFact } from './challenge.ts'
import { hmacMd5, type NtlmAccount, proveAccount, utf16 } from './proof.ts'

/**
 * UNICODE, REQUEST_TARGET, NTLM, ALWAYS_SIGN, EXTENDED_SESSIONSECURITY, TARGET_INFO, VERSION, 128, 56. Nothing is
 * signed or sealed afterwards, so neither is asked for.
 */
const OUR_FLAGS = 0xa2888205

/** Windows 10, NTLMSSP revision 15 (MS-NLMP 2.2.2.10); read by nobody but logs. */
const VERSION = Buffer.from([10, 0, 0x61, 0x4a, 0, 0, 0, 15])

/** The fact in which we say that the message has a code of its own (2.2.2.1, MsvAvFlags). */
const FLAGS = 6
const HAS_CODE = 2

/** Where the payload of the third message begins, and the code before it (2.2.1.3). */
const PAYLOAD_OFFSET = 88
const CODE_OFFSET = 72

/** From 1601, as Windows counts, to 1970. */
const EPOCH_DIFFERENCE_MS = 11_644_473_600_000n

/** The first message: nothing but what we can do (2.2.1.1). It names neither account nor computer. */
export function negotiateMessage(): Buffer {
  const message = Buffer.alloc(40)
  SIGNATURE.copy(message)
  message.writeUInt32LE(1, 8)
  message.writeUInt32LE(OUR_FLAGS, 12)
  VERSION.copy(message, 32)
  return message
}

/**
 * The third message: proves the password to whoever gave this challenge, over the two messages before it.
 * @param challengeMessage the server's message, as it came
 * @throws RelayError R1015 when that is unusable
 */
export function authenticateMessage(account: NtlmAccount, challengeMessage: Buffer): Buffer {
  const challenge = parseChallenge(challengeMessage)
  const isTimeTheServers = challenge.time !== null
  const proof = proveAccount(account, {
    serverNonce: challenge.nonce,
    clientNonce: randomBytes(8),
    time: challenge.time ?? windowsTime(),
    targetInfo: ourTargetInfo(challenge.facts, isTimeTheServers),
    isTimeTheServers,
  })
  const message = assemble(account, challenge, proof.lmResponse, proof.ntResponse)
  if (isTimeTheServers)
    hmacMd5(proof.sessionBaseKey, negotiateMessage(), challengeMessage, message).copy(message, CODE_OFFSET)
  return message
}

function assemble({ user, domain }: NtlmAccount, challenge: Challenge, lm: Buffer, nt: Buffer): Buffer {
  const head = Buffer.alloc(PAYLOAD_OFFSET)
  SIGNATURE.copy(head)
  head.writeUInt32LE(3, 8)
  // Computer and session key stay empty: the one is nobody's business, the other is for signing.
  const fields = [lm, nt, utf16(domain), utf16(user), Buffer.alloc(0), Buffer.alloc(0)]
  let offset = PAYLOAD_OFFSET
  for (const [index, field] of fields.entries()) {
    head.writeUInt16LE(field.length, 12 + index * 8)
    head.writeUInt16LE(field.length, 14 + index * 8)
    head.writeUInt32LE(offset, 16 + index * 8)
    offset += field.length
  }
  head.writeUInt32LE((challenge.flags & OUR_FLAGS) >>> 0, 60)
  VERSION.copy(head, 64)
  return Buffer.concat([head, ...fields])
}

/** The server's facts, with the announcement of our code where it gave its time (3.1.5.1.2). */
function ourTargetInfo(facts: readonly TargetFact[], hasCode: boolean): Buffer {
  const given = facts.find(({ id }) => id === FLAGS)?.value
  const flags = Buffer.alloc(4)
  flags.writeUInt32LE(((given?.length === 4 ? given.readUInt32LE() : 0) | HAS_CODE) >>> 0)
  const all = hasCode ? [...facts.filter(({ id }) => id !== FLAGS), { id: FLAGS, value: flags }] : facts
  return Buffer.concat([
    ...all.flatMap(({ id, value }) => [pairHead(id, value.length), value]),
    pairHead(0, 0),
  ])
}

function pairHead(id: number, length: number): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(id)
  head.writeUInt16LE(length, 2)
  return head
}

function windowsTime(): Buffer {
  const time = Buffer.alloc(8)
  time.writeBigUInt64LE((BigInt(Date.now()) + EPOCH_DIFFERENCE_MS) * 10_000n)
  return time
}
