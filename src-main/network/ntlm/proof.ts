import { createHmac } from 'node:crypto'
import { md4 } from './md4.ts'

/** Who logs on. */
export interface NtlmAccount {
  readonly user: string
  readonly password: string
  /** In the case in which it was typed: it is part of the key. */
  readonly domain: string
}

/** What NTLMv2 computes from the password and one challenge (MS-NLMP 3.3.2). */
export interface NtlmProof {
  readonly ntResponse: Buffer
  readonly lmResponse: Buffer
  readonly sessionBaseKey: Buffer
}

export interface NtlmExchange {
  readonly serverNonce: Buffer
  /** 8 bytes that nobody can guess. */
  readonly clientNonce: Buffer
  /** 100 ns since 1601, little endian. */
  readonly time: Buffer
  /** The server's facts, ended, with what we add to them. */
  readonly targetInfo: Buffer
  /** The server gave its time: then the LM response must be zeros (3.1.5.1.2). */
  readonly isTimeTheServers: boolean
}

export function proveAccount(account: NtlmAccount, exchange: NtlmExchange): NtlmProof {
  const { serverNonce, clientNonce, time, targetInfo, isTimeTheServers } = exchange
  const key = responseKey(account)
  const versions = Buffer.from([1, 1, 0, 0, 0, 0, 0, 0])
  const blob = Buffer.concat([versions, time, clientNonce, Buffer.alloc(4), targetInfo, Buffer.alloc(4)])
  const proof = hmacMd5(key, serverNonce, blob)
  return {
    ntResponse: Buffer.concat([proof, blob]),
    lmResponse: isTimeTheServers
      ? Buffer.alloc(24)
      : Buffer.concat([hmacMd5(key, serverNonce, clientNonce), clientNonce]),
    sessionBaseKey: hmacMd5(key, proof),
  }
}

function responseKey({ user, password, domain }: NtlmAccount): Buffer {
  return hmacMd5(md4(utf16(password)), utf16(upper(user) + domain))
}

export function hmacMd5(key: Buffer, ...parts: readonly Buffer[]): Buffer {
  const hmac = createHmac('md5', key)
  for (const part of parts) hmac.update(part)
  return hmac.digest()
}

export function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le')
}

/** Windows changes one character into one: its capital ß is ß. */
function upper(text: string): string {
  return Array.from(text, (letter) => {
    const capital = letter.toUpperCase()
    return capital.length === letter.length ? capital : letter
  }).join('')
}
