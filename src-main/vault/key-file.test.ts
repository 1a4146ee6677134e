import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
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

  it('is protected before it stands under its name, and says who could not protect it', async () => {
    const folder = tempFolder()
    const file = path.join(folder, 'a.key')
    const seen: string[][] = []
    await makeKeyFile(file, async (unfinished) => {
      seen.push(readdirSync(folder), [
        String(statSync(unfinished).mode & 0o777),
        String(statSync(unfinished).size),
      ])
    })
    expect(seen).toEqual([[expect.stringMatching(/^a\.key\.[0-9a-f]{8}\.tmp$/)], [String(0o600), '48']])
    const refuse = () => Promise.reject(new RelayError('R6005', 'icacls: svc'))
    await expect(makeKeyFile(file, refuse)).rejects.toMatchObject({ code: 'R6005', detail: 'icacls: svc' })
  })

  it.runIf(process.platform === 'linux')('is read again and again without a handle left open', async () => {
    const file = path.join(tempFolder(), 'a.key')
    await makeKeyFile(file)
    const open = () => readdirSync('/proc/self/fd').length
    const before = open()
    for (let time = 0; time < 20; time += 1) readKeyFile(file)
    chmodSync(file, 0o644)
    for (let time = 0; time < 20; time += 1)
      expect(() => readKeyFile(file)).toThrow(refusal(keyFileFault.open))
    expect(open()).toBeLessThan(before + 20)
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
      'a key whose first line is another one',
      keyFileFault.form,
      async (file) => {
        await makeKeyFile(file)
        const bytes = readFileSync(file)
        bytes[0] = 0x71
        writeFileSync(file, bytes)
      },
    ],
    [
      'cut by a byte',
      keyFileFault.form,
      async (file) => {
        await makeKeyFile(file)
        truncateSync(file, 47)
      },
    ],
    // Nobody writes into it: who waited for its bytes would wait for ever.
    ['a pipe', keyFileFault.form, (file) => execFileSync('mkfifo', ['-m', '600', file], { stdio: 'ignore' })],
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
