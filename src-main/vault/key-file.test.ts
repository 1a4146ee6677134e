import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { keyFileFault } from '../../src-shared/text/ja/secrets.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { makeKeyFile, readKeyFile } from './key-file.ts'

const refusal = (detail: string) =>
  expect.objectContaining({ code: 'R6005', detail: expect.stringContaining(detail) })

describe('a key file', () => {
  it('holds a key of 32 random bytes, for its owner alone', async () => {
    const folder = tempFolder()
    const file = path.join(folder, 'background.key')
    const key = await makeKeyFile(file)
    expect(key.length).toBe(32)
    expect(readKeyFile(file).equals(key)).toBe(true)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['background.key'])
    expect((await makeKeyFile(path.join(folder, 'other.key'))).equals(key)).toBe(false)
  })

  it('takes the place of one of before, and of a link to elsewhere without touching what it leads to', async () => {
    const folder = tempFolder()
    const [file, elsewhere] = [path.join(folder, 'a.key'), path.join(folder, 'elsewhere')]
    writeFileSync(elsewhere, 'kept')
    symlinkSync(elsewhere, file)
    const first = await makeKeyFile(file)
    const second = await makeKeyFile(file)
    expect(first.equals(second)).toBe(false)
    expect(readKeyFile(file).equals(second)).toBe(true)
    expect(readFileSync(elsewhere, 'utf8')).toBe('kept')
  })

  it('leaves nothing behind when it cannot be kept from others: the key of before stays', async () => {
    const folder = tempFolder()
    const file = path.join(folder, 'a.key')
    const first = await makeKeyFile(file)
    const fail = () => Promise.reject(new Error('icacls'))
    await expect(makeKeyFile(file, fail)).rejects.toEqual(refusal('a.key (Error)'))
    expect(readdirSync(folder)).toEqual(['a.key'])
    expect(readKeyFile(file).equals(first)).toBe(true)
  })

  it('is not made where its folder is missing', async () => {
    await expect(makeKeyFile(path.join(tempFolder(), 'none', 'a.key'))).rejects.toEqual(refusal('ENOENT'))
  })
})

describe('what is no key file, or no secret any more, is refused', () => {
  const refused: [string, string, (file: string) => unknown][] = [
    ['missing', 'ENOENT', () => {}],
    ['a folder', keyFileFault.form, (file) => mkdirSync(file, { mode: 0o700 })],
    ['empty', keyFileFault.form, (file) => writeFileSync(file, '', { mode: 0o600 })],
    [
      'another text of the same size',
      keyFileFault.form,
      (file) => writeFileSync(file, 'x'.repeat(48), { mode: 0o600 }),
    ],
    [
      'longer',
      keyFileFault.form,
      async (file) => {
        await makeKeyFile(file)
        writeFileSync(file, 'x', { flag: 'a' })
      },
    ],
    [
      'a link',
      keyFileFault.link,
      async (file) => {
        await makeKeyFile(`${file}.real`)
        symlinkSync(`${file}.real`, file)
      },
    ],
    ...([0o640, 0o604, 0o620, 0o601] as const).map((mode): (typeof refused)[number] => [
      `open to others (${mode.toString(8)})`,
      keyFileFault.open,
      async (file) => {
        await makeKeyFile(file)
        chmodSync(file, mode)
      },
    ]),
  ]
  it.each(refused)('%s', async (_, detail, make) => {
    const file = path.join(tempFolder(), 'a.key')
    await make(file)
    expect(() => readKeyFile(file)).toThrow(refusal(detail))
    expect(() => readKeyFile(file)).toThrow(refusal(file))
  })
})
