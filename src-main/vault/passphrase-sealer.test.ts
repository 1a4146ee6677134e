import { beforeAll, describe, expect, it } from 'vitest'
import {
  createPassphrase,
  openPassphrase,
  type PassphraseRecord,
  readPassphraseRecord,
} from './passphrase-sealer.ts'
import type { Sealer } from './ports.ts'

const PASSPHRASE = 'ガギグゲゴ の合言葉 é'
const TOKEN = 'SECRET-TOKEN-4f2a'
const NAME = 'token:1'

// Each derivation costs half a second on purpose: one passphrase for the whole file.
let sealer: Sealer
let record: PassphraseRecord
beforeAll(async () => {
  ;({ sealer, record } = await createPassphrase(PASSPHRASE))
})

describe('a passphrase', () => {
  it('opens in its other Unicode spelling what it sealed', async () => {
    expect(PASSPHRASE.normalize('NFD')).not.toBe(PASSPHRASE)
    const again = await openPassphrase(PASSPHRASE.normalize('NFD'), record)
    expect(again.open(sealer.seal(TOKEN, NAME), NAME)).toBe(TOKEN)
    expect(sealer.open(again.seal(TOKEN, NAME), NAME)).toBe(TOKEN)
  })

  it('is refused when it is another one: R6002', async () => {
    await expect(openPassphrase(`${PASSPHRASE}!`, record)).rejects.toMatchObject({
      code: 'R6002',
      detail: '',
    })
  })

  it('is refused with a record that is not its own', async () => {
    const foreign = { ...record, check: Buffer.from(sealer.seal('another text', NAME)).toString('hex') }
    await expect(openPassphrase(PASSPHRASE, foreign)).rejects.toMatchObject({ code: 'R6002' })
  })

  it('is nowhere in its record', () => {
    expect(record).toEqual({
      salt: expect.stringMatching(/^[0-9a-f]{32}$/),
      check: expect.stringMatching(/^[0-9a-f]+$/),
    })
    expect(Buffer.from(record.check, 'hex').toString('latin1')).not.toContain('passphrase')
  })
})

describe('what is sealed', () => {
  it.each([TOKEN, '', 'パスワード😀', 'x'.repeat(8192)])('comes back as it was', (plain) => {
    expect(sealer.open(sealer.seal(plain, NAME), NAME)).toBe(plain)
  })

  it('shows nothing, and is another thing each time', () => {
    const [one, other] = [sealer.seal(TOKEN, NAME), sealer.seal(TOKEN, NAME)].map((bytes) =>
      Buffer.from(bytes),
    )
    expect(one?.includes('SECRET')).toBe(false)
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(false)
  })

  it('is R6003 when one bit was changed, anywhere', () => {
    const sealed = Buffer.from(sealer.seal(TOKEN, NAME))
    for (let place = 0; place < sealed.length; place += 1) {
      const broken = Buffer.from(sealed)
      broken[place] = (broken[place] ?? 0) ^ 1
      expect(() => sealer.open(broken, NAME)).toThrow(expect.objectContaining({ code: 'R6003' }))
    }
  })

  it.each([0, 1, 12, 27])('is R6003 when only %i bytes are left', (length) => {
    expect(() => sealer.open(sealer.seal(TOKEN, NAME).subarray(0, length), NAME)).toThrow(
      expect.objectContaining({ code: 'R6003' }),
    )
  })
})

describe('a stored record', () => {
  it('is read back', () => expect(readPassphraseRecord(JSON.stringify(record))).toEqual(record))

  it.each([
    '',
    'null',
    '{}',
    '[]',
    '{"salt":"00","check":"00"}',
    '{"salt":5,"check":"00"}',
    `{"salt":"${'zz'.repeat(16)}","check":"00"}`,
  ])('is R6003 when it is none: %j', (json) =>
    expect(() => readPassphraseRecord(json)).toThrow(expect.objectContaining({ code: 'R6003' })),
  )
})
