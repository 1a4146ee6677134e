import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { filesBelow } from '../testing/relay-fixture.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { fileAway, namesFiledAs } from './file-away.ts'

const now = new Date(2026, 10, 20, 13, 50, 4)

function scheme(
  fileName: string,
  content = 'new',
): { root: string; folder: string; fileName: string; now: Date } {
  const root = tempFolder()
  mkdirSync(path.join(root, 'kodomo'))
  writeFileSync(path.join(root, 'kodomo', fileName), content)
  return { root, folder: 'kodomo', fileName, now }
}

test('the file is moved, and missing folders are made', async () => {
  const filing = scheme('a.csv')
  expect(await fileAway({ ...filing, destination: 'PROCEED' })).toBe('PROCEED/kodomo/a.csv')
  expect(filesBelow(filing.root)).toEqual(['PROCEED/kodomo/a.csv'])
})

test('an existing name is never overwritten: the time goes before the extension, then a number', async () => {
  const filing = scheme('a.csv', 'third')
  const directory = path.join(filing.root, 'ERROR', 'kodomo')
  mkdirSync(directory, { recursive: true })
  writeFileSync(path.join(directory, 'a.csv'), 'first')
  writeFileSync(path.join(directory, 'a_20261120135004.csv'), 'second')
  expect(await fileAway({ ...filing, destination: 'ERROR' })).toBe('ERROR/kodomo/a_20261120135004_1.csv')
  expect(readFileSync(path.join(directory, 'a.csv'), 'utf8')).toBe('first')
  expect(readFileSync(path.join(directory, 'a_20261120135004.csv'), 'utf8')).toBe('second')
  expect(readFileSync(path.join(directory, 'a_20261120135004_1.csv'), 'utf8')).toBe('third')
})

test('a move that cannot be made is R3005 and leaves the file where it is', async () => {
  const filing = scheme('a.csv')
  writeFileSync(path.join(filing.root, 'PROCEED'), 'a file in the place of the folder')
  await expect(fileAway({ ...filing, destination: 'PROCEED' })).rejects.toMatchObject({
    code: 'R3005',
    retry: 'never',
  })
  expect(existsSync(path.join(filing.root, 'kodomo', 'a.csv'))).toBe(true)
})

test('a file that is gone cannot be moved', async () => {
  const filing = scheme('a.csv')
  await expect(fileAway({ ...filing, fileName: 'b.csv', destination: 'PROCEED' })).rejects.toMatchObject({
    code: 'R3005',
  })
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
