import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { filesBelow } from '../testing/relay-fixture.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { filingDirectory, type Move, moveFile, namesFiledAs } from './file-away.ts'
import { inspectFile } from './inspect.ts'

const now = new Date(2026, 10, 20, 13, 50, 4)
const never = new AbortController().signal

function scheme(fileName: string, content = 'new'): { root: string; move: Move } {
  const root = tempFolder()
  mkdirSync(path.join(root, 'kodomo'))
  const source = path.join(root, 'kodomo', fileName)
  writeFileSync(source, content)
  const directory = filingDirectory(root, 'PROCEED', 'kodomo')
  return {
    root,
    move: {
      root,
      source,
      directory,
      fileName,
      now,
      fingerprint: null,
      patienceMs: 0,
      signal: never,
      announce: () => {},
    },
  }
}

test('the file is moved, and missing folders are made', async () => {
  const { root, move } = scheme('a.csv')
  expect(await moveFile(move)).toBe('a.csv')
  expect(filesBelow(root)).toEqual(['PROCEED/kodomo/a.csv'])
})

test('an existing name is never overwritten: the time goes before the extension, then a number', async () => {
  const { move } = scheme('a.csv', 'third')
  mkdirSync(move.directory, { recursive: true })
  writeFileSync(path.join(move.directory, 'a.csv'), 'first')
  writeFileSync(path.join(move.directory, 'a_20261120135004.csv'), 'second')
  expect(await moveFile(move)).toBe('a_20261120135004_1.csv')
  expect(readFileSync(path.join(move.directory, 'a.csv'), 'utf8')).toBe('first')
  expect(readFileSync(path.join(move.directory, 'a_20261120135004.csv'), 'utf8')).toBe('second')
  expect(readFileSync(path.join(move.directory, 'a_20261120135004_1.csv'), 'utf8')).toBe('third')
})

test('a name of 255 bytes finds its way too, and is known again', async () => {
  const long = `${'あ'.repeat(83)}xx.csv`
  expect(Buffer.byteLength(long)).toBe(255)
  const { move } = scheme(long)
  mkdirSync(move.directory, { recursive: true })
  writeFileSync(path.join(move.directory, long), 'first')
  const name = await moveFile(move)
  expect(name).toMatch(/_20261120135004\.csv$/)
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
  expect(await namesFiledAs(move.directory, long)).toContain(name)
})

test('a move that cannot be made is R3005 and leaves the file where it is', async () => {
  const { root, move } = scheme('a.csv')
  writeFileSync(path.join(root, 'PROCEED'), 'a file in the place of the folder')
  await expect(moveFile(move)).rejects.toMatchObject({ code: 'R3005', retry: 'never' })
  expect(existsSync(move.source)).toBe(true)
})

test('a PMHFilePath that is gone is not made anew', async () => {
  const { root, move } = scheme('a.csv')
  renameSync(root, `${root}-away`)
  await expect(moveFile(move)).rejects.toMatchObject({ code: 'R3005' })
  expect(existsSync(root)).toBe(false)
  renameSync(`${root}-away`, root)
  expect(await moveFile(move)).toBe('a.csv')
})

test('a file that is gone cannot be moved', async () => {
  const { move } = scheme('a.csv')
  await expect(moveFile({ ...move, source: `${move.source}.gone` })).rejects.toMatchObject({ code: 'R3005' })
})

test('only the file that was meant is moved: another version in its place stays', async () => {
  const { root, move } = scheme('a.csv', 'sent')
  const { fingerprint } = await inspectFile(move.source, never)
  writeFileSync(`${move.source}.new`, 'newer')
  renameSync(`${move.source}.new`, move.source)
  await expect(moveFile({ ...move, fingerprint })).rejects.toMatchObject({ code: 'R3002' })
  expect(filesBelow(root)).toEqual(['kodomo/a.csv'])
  expect(readFileSync(move.source, 'utf8')).toBe('newer')
})

test('names that a move may have given are recognised, and no others', async () => {
  const directory = tempFolder()
  const own = ['a.csv', 'a_20261120135004.csv', 'a_20261120135004_12.csv']
  for (const name of [...own, 'a_2026.csv', 'ab.csv', 'a_20261120135004.json', 'a_20261120135004_x.csv']) {
    writeFileSync(path.join(directory, name), '')
  }
  expect((await namesFiledAs(directory, 'a.csv')).sort()).toEqual(own)
  expect(await namesFiledAs(path.join(directory, 'missing'), 'a.csv')).toEqual([])
})
