import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { openLogFile } from './log-file.ts'
import { logFileName, logFiles, logTail } from './log-tail.ts'

/** A file with this in it, and its tail. */
async function tailOf(content: string) {
  const file = path.join(tempFolder(), 'log.txt')
  writeFileSync(file, content)
  return logTail(file)
}

const texts = async (content: string) => (await tailOf(content)).lines.map(({ text }) => text)
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `行 ${from + index}`)

describe('the tail of the log', () => {
  it.each([
    ['nothing', '', []],
    ['one line', 'a\n', ['a']],
    ['a line that is still being written', 'a\nb', ['a', 'b']],
    ['an empty line', 'a\n\nb\n', ['a', '', 'b']],
    ['Windows line ends', 'a\r\nb\r\n', ['a', 'b']],
    ['Japanese', 'サービス開始\n処理通番: S001\n', ['サービス開始', '処理通番: S001']],
  ])('has %s as it stands', async (_, content, lines) => expect(await texts(content)).toEqual(lines))

  it('is whole up to 2,000 lines', async () => {
    const lines = numbered(0, 2000)
    expect(await tailOf(`${lines.join('\n')}\n`)).toMatchObject({ cut: false, lines: { length: 2000 } })
  })

  it('is the last 2,000 of a million, and says that there are more', async () => {
    const { lines, cut } = await tailOf(`${numbered(0, 1_000_000).join('\n')}\n`)
    expect(cut).toBe(true)
    expect(lines.map(({ text }) => text)).toEqual(numbered(998_000, 1_000_000))
  })

  it('never begins in the middle of a line, or of a character', async () => {
    const long = 'あ'.repeat(700_000)
    const { lines, cut } = await tailOf(`${long}\nb\nc\n`)
    expect([lines.map(({ text }) => text), cut]).toEqual([['b', 'c'], true])
  })

  it('cuts a line that is far too long', async () => {
    const [line] = await texts(`${'x'.repeat(100_000)}\n`)
    expect(line).toBe(`${'x'.repeat(4000)}…`)
  })

  it('names each line by the byte at which it begins, so that it keeps its name while the file grows', async () => {
    expect((await tailOf('あ\nb\n')).lines).toEqual([
      { at: 0, text: 'あ' },
      { at: 4, text: 'b' },
    ])
    const { lines } = await tailOf(`${numbered(0, 100_000).join('\n')}\n`)
    expect(lines.at(-1)?.at).toBe(Buffer.byteLength(`${numbered(0, 99_999).join('\n')}\n`))
  })

  it('throws what the file system says when there is no file', async () => {
    await expect(logTail(path.join(tempFolder(), 'log.txt'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe('the files of the log', () => {
  it('are none in a folder that is not there', async () =>
    expect(await logFiles(path.join(tempFolder(), 'logs'))).toEqual([]))

  it('are those that rotation leaves, the present one first', async () => {
    const folder = tempFolder()
    const log = openLogFile(folder, { maxBytes: 60 })
    for (const mark of ['a', 'b', 'c']) log.append(mark.repeat(20), new Date(2026, 3, 1))
    log.close()
    mkdirSync(path.join(folder, 'log.5.txt'))
    writeFileSync(path.join(folder, 'log.10.txt'), '')
    writeFileSync(path.join(folder, 'other.txt'), '')
    const files = await logFiles(folder)
    expect(files.map(({ number }) => number)).toEqual([0, 1, 2])
    expect(files[0]).toMatchObject({ sizeBytes: 43, changedAt: expect.stringMatching(/Z$/) })
    expect(files.map(({ number }) => logFileName(number))).toEqual(['log.txt', 'log.1.txt', 'log.2.txt'])
  })
})
