import { describe, expect, it } from 'vitest'
import { hmacMd5, type NtlmAccount, proveAccount } from './proof.ts'

/** MS-NLMP 4.2.1 and 4.2.4. */
const ACCOUNT = { user: 'User', password: 'Password', domain: 'Domain' }
const EXCHANGE = {
  serverNonce: Buffer.from('0123456789abcdef', 'hex'),
  clientNonce: Buffer.alloc(8, 0xaa),
  time: Buffer.alloc(8),
  targetInfo: Buffer.from(
    '02000c0044006f006d00610069006e0001000c005300650072007600650072000000' + '0000',
    'hex',
  ),
  isTimeTheServers: false,
}

const proofOf = (account: Partial<NtlmAccount>) =>
  proveAccount({ ...ACCOUNT, ...account }, EXCHANGE).ntResponse.toString('hex', 0, 16)

describe('the proof of a password', () => {
  it('is the one in MS-NLMP 4.2.4', () => {
    const proof = proveAccount(ACCOUNT, EXCHANGE)
    expect(proof.ntResponse.toString('hex', 0, 16)).toBe('68cd0ab851e51c96aabc927bebef6a1c')
    expect(proof.lmResponse.toString('hex')).toBe('86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa')
    expect(proof.sessionBaseKey.toString('hex')).toBe('8de40ccadbc14a82f15cb0ad0de95ca3')
  })

  it('carries what it was computed from', () => {
    const { ntResponse } = proveAccount(ACCOUNT, EXCHANGE)
    const { time, clientNonce, targetInfo } = EXCHANGE
    const versions = Buffer.from('0101000000000000', 'hex')
    expect(ntResponse.subarray(16)).toEqual(
      Buffer.concat([versions, time, clientNonce, Buffer.alloc(4), targetInfo, Buffer.alloc(4)]),
    )
  })

  it('has an LM response of zeros beside the time of a server', () => {
    const proof = proveAccount(ACCOUNT, { ...EXCHANGE, isTimeTheServers: true })
    expect(proof.lmResponse).toEqual(Buffer.alloc(24))
  })

  it.each<[string, Partial<NtlmAccount>, boolean]>([
    ['the case of the user', { user: 'uSER' }, true],
    ['the case of the domain', { domain: 'DOMAIN' }, false],
    ['the case of the password', { password: 'password' }, false],
    ['the domain', { domain: '' }, false],
  ])('looks at %s: %j', (_, account, isSame) => {
    expect(proofOf(account) === proofOf({})).toBe(isSame)
  })

  it('takes letters of every kind, and makes capitals as Windows does', () => {
    expect(proofOf({ user: 'ｈａｎａｋｏ' })).toBe(proofOf({ user: 'ＨＡＮＡＫＯ' }))
    expect(proofOf({ user: 'straße' })).toBe(proofOf({ user: 'STRAßE' }))
    expect(proofOf({ user: 'straße' })).not.toBe(proofOf({ user: 'STRASSE' }))
    expect(proofOf({ password: '秘密' })).not.toBe(proofOf({ password: '秘蜜' }))
  })

  it('is keyed with MD5', () => {
    // RFC 2202, test case 2.
    const text = Buffer.from('what do ya want for nothing?')
    const halves = [text.subarray(0, 9), text.subarray(9)]
    expect(hmacMd5(Buffer.from('Jefe'), ...halves).toString('hex')).toBe('750c783e6ab0b503eaa86e310a5db738')
  })
})
