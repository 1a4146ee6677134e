import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { secretFault } from '../../src-shared/text/ja/secrets.ts'
import { decrypt, encrypt } from './aes-gcm.ts'
import { readBackgroundKey } from './background-key.ts'
import { deriveKey } from './derived-key.ts'
import { keyFileSealer } from './key-file-sealer.ts'
import { openMoving, requireMovingFile } from './moving-file.ts'
import { openPassphrase } from './passphrase-sealer.ts'
import { hashPin, isPinOf, readPinRecord } from './pin-hash.ts'

/*
 * What the first version sealed, byte by byte: a later one that reads it otherwise would leave staff without their
 * tokens, without their PIN, or with a file from the old computer that opens nowhere.
 */
const PASSPHRASE = 'ガギグゲゴ の合言葉 é'
const SECRET = 'TOKEN-合言葉'
const KEY = Buffer.alloc(32, 7)
const COPY = Buffer.from('UEsxIBJK5ItX4WfevhF18zZ0chin01Hzjbm3RiVgKZbj0e0mZqmXlfB8T5XjNvcGMcZBmnV6', 'base64')
const RECORD = {
  salt: 'a1f957f3807332ca3c26f9aff6eab9f8',
  check:
    '1a0912f92e0d2948272a8df39ca991512343ada3a0bdc3b7400320bd2a86595e18aaa07c0d00903f412e2283fd886cc0e30b208e0439b16570262faccf2d',
}
const SEALED = Buffer.from('qvEs04SVkDr4jGUzAv6jX6jzyBBSfqFwgzFW/UyxJ3PsrSyFSiYPbKgZ9g==', 'base64')
const PIN = {
  salt: 'c508ed83af773b692bb8f3f906a4f609b5845d5a67c269fa40d8bbdfd77d4d29',
  hash: '6814eb06e2a97dd2e8d99f09c75b54a73d76b3ce6645621b6c6765e46834595f',
}
/** With 2^15, the least work that a file may ask for. */
const MOVING = Buffer.from(
  'UE1IIFJFTEFZIE1PVkUgMQ8IAQARIjNEVWZ3iJmqu8zd7v91tjN0ZIf5hP9IsFsafCUFUVZQWBLYLD6O+JzqxsoV6sVOhXPITgPXiz5lx22znRtoGMIqx7zZ' +
    'wI2x7faiyb+NrZsjnBmlSt1vnXQyhqIj+7Shx58MsJB1gDYalqnONjNhf0GX73s2z3U41gSTUFQznZXX2TfUu9JY5kvRRhJf8MhE4ggTwp4Gqdhm+duM5BGh' +
    'uuQvQ7fp7mNYpS7llvJZErwQUY0tZ9KpOmEUo6yzSWK3URm5/CydtWDNib+PJTQk8Ia8XfjPTgJOQiEkrI2SrYFldhhtOOhKU2Wr6N089WkstBZB1kJhNDYX' +
    'o/KA4Oal/Fhu79TZGu0fOGzxPEYI88y/lFiE+6g3etFu2uqHpe3WWeqB',
  'base64',
)

describe('what an earlier version wrote is opened', () => {
  it('a copy for runs without a window', () => {
    expect(keyFileSealer(KEY).open(COPY, 'token:1')).toBe(SECRET)
  })

  it('a secret under the passphrase', async () => {
    const sealer = await openPassphrase(PASSPHRASE, RECORD)
    expect(sealer.open(SEALED, 'token:1')).toBe(SECRET)
  })

  it('a file from another computer, also one without a word of 送信前の点検', async () => {
    expect(await openMoving(MOVING, PASSPHRASE)).toEqual({
      exportedAt: '2026-04-01T09:00:00.000+09:00',
      host: 'pc-1',
      settings: { PMHFilePath: '/srv/pmh' },
      passwords: { ProxyPassword: 'p' },
      folders: [{ folder: 'kodomo', displayName: '子ども', paused: false, token: 't' }],
    })
  })

  it('a PIN, and no other', async () => {
    expect(await Promise.all(['123456', '123457'].map((pin) => isPinOf(pin, PIN)))).toEqual([true, false])
  })
})

describe('a key from a passphrase', () => {
  it('is that of RFC 7914 section 12', async () => {
    const key = await deriveKey('password', Buffer.from('NaCl'), { N: 1024, r: 8, p: 16 })
    expect(key.toString('hex')).toBe('fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162')
  })

  it.each(['合言葉ガ1a', '合言葉ｶﾞ１ａ', '合言葉カ\u3099１a'])(
    'is one, however it was typed: %s',
    async (typed) => {
      const cost = { N: 1024, r: 8, p: 1 }
      const key = await deriveKey('合言葉ガ1a', Buffer.from('salt'), cost)
      expect((await deriveKey(typed, Buffer.from('salt'), cost)).equals(key)).toBe(true)
      expect((await deriveKey(`${typed} `, Buffer.from('salt'), cost)).equals(key)).toBe(false)
    },
  )

  it('is made also with the most work that a file may ask for, and refused beyond what memory allows', async () => {
    const header = Buffer.from(MOVING.subarray(0, -32))
    header.set([18], 16)
    const asks = Buffer.concat([header, createHash('sha256').update(header).digest()])
    expect(() => requireMovingFile(asks)).not.toThrow()
    await expect(deriveKey('x', Buffer.from('y'), { N: 3, r: 8, p: 1 })).rejects.toThrow()
  })
})

describe('a piece of AES-256-GCM', () => {
  const bound = Buffer.from('token:1')

  it('is iv, tag and as many bytes as the secret has, and opens bound to the same alone', () => {
    const piece = encrypt(KEY, SECRET, bound)
    expect(piece.length).toBe(12 + 16 + Buffer.byteLength(SECRET))
    expect(decrypt(KEY, new Uint8Array(piece), bound)).toBe(SECRET)
    for (const other of [Buffer.from('token:2'), Buffer.alloc(0)])
      expect(() => decrypt(KEY, piece, other)).toThrow()
    expect(() => decrypt(Buffer.alloc(32, 8), piece, bound)).toThrow()
  })

  it('never has the same iv twice: two with one key would tell of each other', () => {
    const ivs = Array.from({ length: 200 }, () => encrypt(KEY, SECRET).subarray(0, 12).toString('hex'))
    expect(new Set(ivs).size).toBe(200)
  })

  it('is not opened with a tag that was cut: a short one is soon guessed', () => {
    const piece = encrypt(KEY, '')
    for (let length = 12; length < 28; length += 1)
      expect(() => decrypt(KEY, piece.subarray(0, length))).toThrow()
  })
})

it('a copy tells of another key, and of damage, each in its own words', () => {
  const sealer = keyFileSealer(KEY)
  const refusal = (detail: string) => expect.objectContaining({ code: 'R6003', detail })
  expect(() => keyFileSealer(Buffer.alloc(32, 8)).open(COPY, 'token:1')).toThrow(
    refusal(secretFault.otherKey),
  )
  expect(() => sealer.open(Buffer.concat([Buffer.from('PK2'), COPY.subarray(3)]), 'token:1')).toThrow(
    refusal(secretFault.keyDamaged),
  )
  expect(() => sealer.open(COPY, 'token:2')).toThrow(refusal(secretFault.keyDamaged))
  expect(() => sealer.open(new Uint8Array(), 'token:1')).toThrow(refusal(secretFault.keyDamaged))
})

describe('the record of a PIN', () => {
  it('holds another salt each time, and nothing of the PIN', async () => {
    const [one, other] = await Promise.all([hashPin('123456'), hashPin('123456')])
    expect(one?.salt).not.toBe(other?.salt)
    expect(one?.hash).not.toBe(other?.hash)
    expect(readPinRecord(JSON.stringify(one))).toEqual(one)
    expect(JSON.stringify(one)).not.toContain('123456')
  })

  it.each([
    '',
    'null',
    '{}',
    JSON.stringify({ ...PIN, hash: PIN.hash.slice(2) }),
    JSON.stringify({ ...PIN, salt: '' }),
    JSON.stringify({ ...PIN, hash: 'zz'.repeat(32) }),
    JSON.stringify({ ...PIN, pin: '1' }),
  ])('is none, so that no PIN opens it: %s', (json) => expect(readPinRecord(json)).toBeNull())
})

describe('the record of a key file', () => {
  const record = { file: '/srv/background.key', since: '2026-04-01T09:00:00.000+09:00', account: null }

  it.each([record, { ...record, account: 'CITY\\svc' }])('is read back', (known) =>
    expect(readBackgroundKey(JSON.stringify(known))).toEqual(known),
  )

  it.each([
    '',
    'null',
    '{}',
    JSON.stringify({ ...record, key: 'x' }),
    JSON.stringify({ ...record, file: 5 }),
  ])('is R6005 when it is none: %s', (json) =>
    expect(() => readBackgroundKey(json)).toThrow(
      expect.objectContaining({ code: 'R6005', detail: secretFault.keyDamaged }),
    ),
  )
})
