import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { movingFault } from '../../src-shared/text/ja/secrets.ts'
import { encrypt } from './aes-gcm.ts'
import { COST, deriveKey } from './derived-key.ts'
import { type MovingContents, openMoving, requireMovingFile, sealMoving } from './moving-file.ts'

const PASSPHRASE = 'ガギグゲゴ の合言葉 é'
const CONTENTS: MovingContents = {
  exportedAt: '2026-04-01T09:00:00.000+09:00',
  host: 'pc-1',
  settings: { PMHFilePath: '/srv/pmh' },
  passwords: { ProxyPassword: 'SECRET-p' },
  folders: [
    { folder: 'kodomo', displayName: '子ども', paused: false, token: 'SECRET-TOKEN' },
    { folder: 'old', displayName: 'old', paused: true, token: null },
  ],
}
const MAGIC_BYTES = 16
const HEADER_BYTES = MAGIC_BYTES + 3 + 16

// Each derivation costs half a second on purpose: one file for all tests.
let file: Buffer
beforeAll(async () => {
  file = await sealMoving(CONTENTS, PASSPHRASE)
})

const refusal = (code: string, detail: string) => expect.objectContaining({ code, detail })
const withSum = (body: Buffer) => Buffer.concat([body, createHash('sha256').update(body).digest()])

describe('a file for another computer', () => {
  it('opens with its passphrase in any Unicode spelling, and shows nothing without it', async () => {
    expect(await openMoving(file, PASSPHRASE.normalize('NFD'))).toEqual(CONTENTS)
    for (const word of ['SECRET', 'kodomo', 'pc-1', '/srv']) expect(file.includes(word)).toBe(false)
  })

  it('is another one each time', async () => {
    const again = await sealMoving(CONTENTS, PASSPHRASE)
    expect(
      again.subarray(MAGIC_BYTES + 3, HEADER_BYTES).equals(file.subarray(MAGIC_BYTES + 3, HEADER_BYTES)),
    ).toBe(false)
  })

  it('is R6002 with another passphrase, and when somebody changed it and mended the checksum', async () => {
    await expect(openMoving(file, `${PASSPHRASE}!`)).rejects.toEqual(refusal('R6002', ''))
    const body = Buffer.from(file.subarray(0, -32))
    body[body.length - 1] = (body.at(-1) ?? 0) ^ 1
    await expect(openMoving(withSum(body), PASSPHRASE)).rejects.toEqual(refusal('R6002', ''))
    const salted = Buffer.from(file.subarray(0, -32))
    salted[HEADER_BYTES - 1] = (salted[HEADER_BYTES - 1] ?? 0) ^ 1
    await expect(openMoving(withSum(salted), PASSPHRASE)).rejects.toEqual(refusal('R6002', ''))
  })

  it('is R6006 when one bit was changed or one byte is missing, anywhere, before a passphrase is asked for', () => {
    for (let place = 0; place < file.length; place += 1) {
      const broken = Buffer.from(file)
      broken[place] = (broken[place] ?? 0) ^ 1
      const why = place < MAGIC_BYTES ? movingFault.form : movingFault.damaged
      expect(() => requireMovingFile(broken)).toThrow(refusal('R6006', why))
      expect(() => requireMovingFile(file.subarray(0, place))).toThrow(
        expect.objectContaining({ code: 'R6006' }),
      )
    }
    expect(() => requireMovingFile(Buffer.concat([file, Buffer.from('x')]))).toThrow(
      refusal('R6006', movingFault.damaged),
    )
    expect(() => requireMovingFile(file)).not.toThrow()
  })

  it.each([
    ['less work than is safe', 14, 8, 1],
    ['more memory than is there', 19, 8, 1],
    ['2^255', 255, 8, 1],
    ['another block size', 17, 255, 1],
    ['more rounds', 17, 8, 255],
  ])('is R6006 when it asks for %s', (_, logN, r, p) => {
    const body = Buffer.from(file.subarray(0, -32))
    body.set([logN, r, p], MAGIC_BYTES)
    expect(() => requireMovingFile(withSum(body))).toThrow(refusal('R6006', movingFault.cost))
  })

  it.each<[string, unknown]>([
    ['a key that nobody knows', { ...CONTENTS, settings: { Unknown: 'SECRET' } }],
    ['a secret among the open settings', { ...CONTENTS, settings: { ProxyPassword: 'SECRET' } }],
    ['more than it may hold', { ...CONTENTS, more: 'SECRET' }],
    ['nothing', null],
  ])('is R6006 when it holds %s, and quotes nothing of it', async (_, what) => {
    const header = file.subarray(0, HEADER_BYTES)
    const key = await deriveKey(PASSPHRASE, header.subarray(-16), COST)
    const made = withSum(Buffer.concat([header, encrypt(key, JSON.stringify(what), header)]))
    const error = await openMoving(made, PASSPHRASE).catch((reason: unknown) => reason)
    expect(error).toEqual(refusal('R6006', movingFault.contents))
    expect(error).not.toHaveProperty('cause')
  })

  it('is not made larger than it may be read', async () => {
    const folder = { displayName: 'x', paused: false, token: 'x'.repeat(8192) }
    const folders = Array.from({ length: 130 }, (_, at) => ({ ...folder, folder: `f${at}` }))
    await expect(sealMoving({ ...CONTENTS, folders }, PASSPHRASE)).rejects.toMatchObject({ code: 'R5010' })
  })
})
