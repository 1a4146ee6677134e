import { hmacMd5, type NtlmAccount, proveAccount, utf16 } from '../ntlm/proof.ts'
import { type Guard, type SeenRequest, says } from './proxy.ts'

const ALL_OF_OURS = 0xa2888205
const NONCE = Buffer.from('0123456789abcdef', 'hex')
const TIME = Buffer.from('0090d336b734c301', 'hex')

/** Lets those through who know the password, as Basic wants it. */
export function basicGuard(user: string, password: string): Guard {
  const good = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  return (seen) =>
    seen.headers['proxy-authorization'] === good
      ? 'pass'
      : says(407, ['Proxy-Authenticate: Basic realm="Ward, City"'])(seen)
}

export interface NtlmGuardOptions {
  /** Further headers of the 407 with the challenge. */
  readonly onChallenge?: readonly string[]
  readonly hasTime?: boolean
}

/** Lets connections through that proved the password by NTLMv2, and every request on them. */
export function ntlmGuard(account: NtlmAccount, options: NtlmGuardOptions = {}): Guard {
  const { onChallenge = [], hasTime = true } = options
  const first = new Map<number, Buffer>()
  const known = new Set<number>()
  const challenge = challengeMessage(hasTime)
  return (seen) => {
    const { connection } = seen
    const message = ntlmMessage(seen)
    if (message === null)
      return known.has(connection) ? 'pass' : says(407, ['Proxy-Authenticate: NTLM'])(seen)
    if (message.readUInt32LE(8) === 1) {
      first.set(connection, message)
      const offer = `proxy-authenticate: Negotiate, NTLM ${challenge.toString('base64')}`
      return says(407, [offer, 'Proxy-Authenticate: BASIC realm="x"', ...onChallenge])(seen)
    }
    const begun = first.get(connection)
    first.delete(connection)
    if (begun === undefined || !isProof(account, begun, challenge, message, hasTime))
      return says(407, ['Proxy-Authenticate: NTLM'])(seen)
    known.add(connection)
    return 'pass'
  }
}

/** Type of the NTLM message in a request: 1 or 3; 0 when there is none. */
export function ntlmType(seen: SeenRequest): number {
  return ntlmMessage(seen)?.readUInt32LE(8) ?? 0
}

function ntlmMessage({ headers }: SeenRequest): Buffer | null {
  const token = /^NTLM (\S+)$/.exec(headers['proxy-authorization'] ?? '')?.[1]
  return token === undefined ? null : Buffer.from(token, 'base64')
}

/** A challenge as Windows writes it, of the domain WARD. */
export function challengeMessage(hasTime = true, flags = ALL_OF_OURS): Buffer {
  const pairs = [
    pair(2, utf16('WARD')),
    pair(1, utf16('PROXY')),
    ...(hasTime ? [pair(7, TIME)] : []),
    pair(0),
  ]
  const info = Buffer.concat(pairs)
  const head = Buffer.alloc(56)
  head.write('NTLMSSP\0', 'latin1')
  head.writeUInt32LE(2, 8)
  head.writeUInt32LE(flags >>> 0, 20)
  NONCE.copy(head, 24)
  head.writeUInt16LE(info.length, 40)
  head.writeUInt16LE(info.length, 42)
  head.writeUInt32LE(head.length, 44)
  return Buffer.concat([head, info])
}

function pair(id: number, value: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(id)
  head.writeUInt16LE(value.length, 2)
  return Buffer.concat([head, value])
}

/** Computes the answer anew from the password that is known here. */
function isProof(
  account: NtlmAccount,
  first: Buffer,
  second: Buffer,
  third: Buffer,
  hasTime: boolean,
): boolean {
  const [lm, nt, domain, user] = [0, 1, 2, 3].map((index) => field(third, index))
  if (lm === undefined || nt === undefined || domain === undefined || user === undefined) return false
  const name = { user: user.toString('utf16le'), domain: domain.toString('utf16le') }
  const proof = proveAccount(
    { ...name, password: account.password },
    {
      serverNonce: NONCE,
      clientNonce: nt.subarray(32, 40),
      time: nt.subarray(24, 32),
      targetInfo: nt.subarray(44, -4),
      isTimeTheServers: hasTime,
    },
  )
  const withoutCode = Buffer.concat([third.subarray(0, 72), Buffer.alloc(16), third.subarray(88)])
  const code = hasTime ? hmacMd5(proof.sessionBaseKey, first, second, withoutCode) : Buffer.alloc(16)
  return (
    name.user.toLowerCase() === account.user.toLowerCase() &&
    name.domain === account.domain &&
    proof.ntResponse.equals(nt) &&
    proof.lmResponse.equals(lm) &&
    (!hasTime || nt.subarray(24, 32).equals(TIME)) &&
    third.subarray(72, 88).equals(code)
  )
}

function field(message: Buffer, index: number): Buffer {
  const [length, offset] = [message.readUInt16LE(12 + index * 8), message.readUInt32LE(16 + index * 8)]
  return message.subarray(offset, offset + length)
}
