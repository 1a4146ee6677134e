import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { OWN_MARK, ownFileState, removeOwnFile, writeOwnFile } from './own-file.ts'

const TEXT = `${OWN_MARK}\n[Unit]\n`

const place = () => path.join(tempFolder(), 'systemd', 'user', 'a.service')

function foreign(): string {
  const file = place()
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, '[Unit]\nDescription=other\n')
  return file
}

describe('a file of ours', () => {
  it('is written with its folders, whole, and taken away again', async () => {
    const file = place()
    expect(await ownFileState(file, TEXT)).toBe('absent')
    await writeOwnFile(file, TEXT, false)
    expect(await ownFileState(file, TEXT)).toBe('current')
    expect(readdirSync(path.dirname(file))).toEqual(['a.service'])
    await removeOwnFile(file)
    expect(readdirSync(path.dirname(file))).toEqual([])
  })

  it('is outdated when it would read differently today, and is then replaced without a question', async () => {
    const file = place()
    await writeOwnFile(file, TEXT, false)
    expect(await ownFileState(file, `${TEXT}x`)).toBe('outdated')
    await writeOwnFile(file, `${TEXT}x`, false)
    expect(await ownFileState(file, `${TEXT}x`)).toBe('current')
  })

  it('that is not there cannot be removed', async () => {
    await expect(removeOwnFile(place())).rejects.toThrow(/^R5006/)
  })
})

it.skipIf(process.platform === 'win32')(
  'a file of ours may be read by all, and written by its owner alone',
  async () => {
    const file = place()
    await writeOwnFile(file, TEXT, false)
    expect(statSync(file).mode & 0o777).toBe(0o644 & ~process.umask())
  },
)

describe('a file of somebody else', () => {
  it('is neither replaced nor removed unasked', async () => {
    const file = foreign()
    expect(await ownFileState(file, TEXT)).toBe('foreign')
    await expect(writeOwnFile(file, TEXT, false)).rejects.toThrow(/^R8005/)
    await expect(removeOwnFile(file)).rejects.toThrow(/^R8005/)
    expect(readFileSync(file, 'utf8')).toContain('other')
  })

  it('comes back when ours goes', async () => {
    const file = foreign()
    await writeOwnFile(file, TEXT, true)
    expect(await ownFileState(file, TEXT)).toBe('current')
    await removeOwnFile(file)
    expect(readFileSync(file, 'utf8')).toContain('other')
    expect(readdirSync(path.dirname(file))).toEqual(['a.service'])
  })
})

describe('somebody else’s file in our place', () => {
  it('stays as it is when it cannot be put aside, and nothing of ours is left beside it: R5008', async () => {
    const file = foreign()
    mkdirSync(`${file}.before-pmh-relay-console`)
    const before = readdirSync(path.dirname(file))
    await expect(writeOwnFile(file, TEXT, true)).rejects.toMatchObject({
      code: 'R5008',
      detail: expect.stringContaining(file),
    })
    expect(readFileSync(file, 'utf8')).toContain('other')
    expect(readdirSync(path.dirname(file))).toEqual(before)
  })

  it('that comes back is the newest one when ours replaced two in turn', async () => {
    const file = foreign()
    await writeOwnFile(file, TEXT, true)
    writeFileSync(file, '[Unit]\nDescription=newer\n')
    await writeOwnFile(file, TEXT, true)
    await removeOwnFile(file)
    expect(readFileSync(file, 'utf8')).toContain('newer')
  })

  it('is not taken for ours by a mark that stands further down, however long it is', async () => {
    const file = foreign()
    writeFileSync(file, `# ours?\n${TEXT}${'#'.repeat(100_000)}`)
    expect(await ownFileState(file, TEXT)).toBe('foreign')
    writeFileSync(file, `${OWN_MARK} no more\n`)
    expect(await ownFileState(file, TEXT)).toBe('foreign')
  })
})

it('what stands there and is no file is told with its path, and left alone', async () => {
  const file = place()
  mkdirSync(file, { recursive: true })
  for (const work of [
    () => ownFileState(file, TEXT),
    () => writeOwnFile(file, TEXT, true),
    () => removeOwnFile(file),
  ])
    await expect(work()).rejects.toMatchObject({ code: 'R5008', detail: `${file} (EISDIR)` })
})

it('a place that cannot be written is told with its path', async () => {
  const folder = tempFolder()
  writeFileSync(path.join(folder, 'systemd'), '')
  await expect(writeOwnFile(path.join(folder, 'systemd', 'a.service'), TEXT, false)).rejects.toThrow(
    /^R5008.*ENOTDIR/,
  )
})
