import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { writeWholeFile } from './whole-file.ts'

const bytes = Buffer.from('\ufeff<configuration/>\r\n')

it('writes the bytes as they are, and nothing beside them', async () => {
  const folder = tempFolder()
  await writeWholeFile(path.join(folder, 'a.config'), bytes)
  expect(readdirSync(folder)).toEqual(['a.config'])
  expect(readFileSync(path.join(folder, 'a.config'))).toEqual(bytes)
})

it.skipIf(process.platform === 'win32')(
  'writes for this account alone, also in the place of an open file',
  async () => {
    const umask = process.umask(0)
    onTestFinished(() => void process.umask(umask))
    const file = path.join(tempFolder(), 'a.config')
    writeFileSync(file, 'older, and longer than what comes', { mode: 0o666 })
    await writeWholeFile(file, bytes)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file)).toEqual(bytes)
  },
)

it.skipIf(process.platform === 'win32')('replaces a link, and leaves what it points to', async () => {
  const folder = tempFolder()
  writeFileSync(path.join(folder, 'other'), 'of somebody else')
  symlinkSync(path.join(folder, 'other'), path.join(folder, 'a.config'))
  await writeWholeFile(path.join(folder, 'a.config'), bytes)
  expect(readFileSync(path.join(folder, 'other'), 'utf8')).toBe('of somebody else')
  expect(readFileSync(path.join(folder, 'a.config'))).toEqual(bytes)
})

it('leaves files alone that are called like an unfinished one', async () => {
  const folder = tempFolder()
  writeFileSync(path.join(folder, 'a.config.tmp'), 'of somebody else')
  await writeWholeFile(path.join(folder, 'a.config'), bytes)
  expect(readFileSync(path.join(folder, 'a.config.tmp'), 'utf8')).toBe('of somebody else')
})

it.each([
  ['a folder has its name', 'taken', 'EISDIR'],
  ['its folder is missing', path.join('missing', 'a.config'), 'ENOENT'],
])('says by name and reason that it cannot where %s, and leaves nothing behind', async (_, name, errno) => {
  const folder = tempFolder()
  mkdirSync(path.join(folder, 'taken'))
  const file = path.join(folder, name)
  const detail = `${file} (${errno})`
  await expect(writeWholeFile(file, bytes)).rejects.toMatchObject({ code: 'R5010', detail })
  expect(readdirSync(folder)).toEqual(['taken'])
})
