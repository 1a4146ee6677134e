import { describe, expect, it } from 'vitest'
import { challengeMessage } from '../testing/proxy-guards.ts'
import { authenticateMessage, negotiateMessage } from './message.ts'

const ACCOUNT = { user: '花子', password: 'SECRET秘密', domain: 'Ward' }

const field = (message: Buffer, index: number) => {
  const [length, offset] = [message.readUInt16LE(12 + index * 8), message.readUInt32LE(16 + index * 8)]
  return message.subarray(offset, offset + length)
}

/** A challenge with one thing changed in place. */
function damaged(change: (message: Buffer) => void): Buffer {
  const message = challengeMessage()
  change(message)
  return message
}

describe('the first message', () => {
  it('says what we can do, and nothing of who we are', () => {
    expect(negotiateMessage().toString('hex')).toBe(
      `4e544c4d53535000010000000582${'88a2'}${'00'.repeat(16)}0a00614a0000000f`,
    )
  })
})

describe('the third message', () => {
  it('names account and domain as typed, and no computer', () => {
    const message = authenticateMessage(ACCOUNT, challengeMessage())
    expect(message.subarray(0, 12).toString('latin1')).toBe('NTLMSSP\0\x03\0\0\0')
    expect(field(message, 2).toString('utf16le')).toBe('Ward')
    expect(field(message, 3).toString('utf16le')).toBe('花子')
    expect([field(message, 4).length, field(message, 5).length]).toEqual([0, 0])
  })

  it('holds no password', () => {
    const message = authenticateMessage(ACCOUNT, challengeMessage())
    for (const encoding of ['utf8', 'utf16le'] as const)
      expect(message.includes(Buffer.from(ACCOUNT.password, encoding))).toBe(false)
  })

  it('agrees to no more than both sides can do', () => {
    // Without SIGN, SEAL and KEY_EXCH, whatever the server offers.
    const message = authenticateMessage(ACCOUNT, challengeMessage(true, 0xffffffff))
    expect(message.readUInt32LE(60)).toBe(0xa2888205)
    expect(authenticateMessage(ACCOUNT, challengeMessage(true, 0x800201)).readUInt32LE(60)).toBe(0x800201)
  })

  it('has a code over all three messages where the server gave its time, and says so', () => {
    const [withTime, without] = [true, false].map((hasTime) =>
      authenticateMessage(ACCOUNT, challengeMessage(hasTime)),
    )
    expect(withTime?.subarray(72, 88)).not.toEqual(Buffer.alloc(16))
    expect(without?.subarray(72, 88)).toEqual(Buffer.alloc(16))
    expect(withTime?.includes(Buffer.from('0600040002000000', 'hex'))).toBe(true)
    expect(without?.includes(Buffer.from('0600040002000000', 'hex'))).toBe(false)
  })

  it('is another one each time', () => {
    const messages = Array.from({ length: 50 }, () => authenticateMessage(ACCOUNT, challengeMessage()))
    expect(new Set(messages.map((message) => message.toString('hex'))).size).toBe(50)
  })

  it.each<[string, Buffer, string]>([
    ['is empty', Buffer.alloc(0), 'no challenge'],
    ['is cut off', challengeMessage().subarray(0, 47), 'no challenge'],
    ['is our own first message', Buffer.concat([negotiateMessage(), Buffer.alloc(16)]), 'no challenge'],
    ['speaks no Unicode', challengeMessage(true, 0x800200), 'no Unicode'],
    ['wants NTLMv1', challengeMessage(true, 0x201), 'no target info'],
    ['tells nothing of the server', damaged((message) => message.writeUInt16LE(0, 40)), 'no target info'],
    [
      'points outside of itself',
      damaged((message) => message.writeUInt32LE(0xffffffff, 44)),
      'no target info',
    ],
    ['ends within a fact', damaged((message) => message.writeUInt16LE(0xff, 58)), 'target info cut off'],
    ['ends without an end', damaged((message) => message.writeUInt16LE(12, 40)), 'target info cut off'],
    ['has a time that is none', damaged((message) => message.writeUInt16LE(7, 68)), 'a time that is none'],
  ])('is not written for a challenge that %s: R1015', (_, challenge, why) => {
    expect(() => authenticateMessage(ACCOUNT, challenge)).toThrow(
      expect.objectContaining({ code: 'R1015', detail: `NTLM: ${why}` }),
    )
  })
})
