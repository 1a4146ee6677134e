import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { listCandidates, reasonToLeave } from './candidates.ts'

test('only regular files of the configured type are candidates, whatever the case of the extension', async () => {
  const folder = tempFolder()
  for (const name of ['a.csv', 'B.CSV', 'c.json', 'd.txt', 'csv']) writeFileSync(path.join(folder, name), 'x')
  mkdirSync(path.join(folder, 'folder.csv'))
  const listing = await listCandidates(folder, '.csv')
  expect([...listing.candidates].sort()).toEqual(['B.CSV', 'a.csv'])
  expect(listing.leftOutCount).toBe(4)
  expect(listing.leftOut).toEqual(
    expect.arrayContaining([
      { fileName: 'c.json', reason: 'other_type' },
      { fileName: 'csv', reason: 'other_type' },
      { fileName: 'folder.csv', reason: 'not_a_file' },
    ]),
  )
})

test('links are not followed, neither to files nor to folders', async () => {
  const outside = tempFolder()
  writeFileSync(path.join(outside, 'secret.csv'), 'x')
  const folder = tempFolder()
  symlinkSync(path.join(outside, 'secret.csv'), path.join(folder, 'link.csv'))
  symlinkSync(outside, path.join(folder, 'linked.csv'))
  expect((await listCandidates(folder, '.csv')).candidates).toEqual([])
})

test('sub-folders are not searched', async () => {
  const folder = tempFolder()
  mkdirSync(path.join(folder, 'deeper'))
  writeFileSync(path.join(folder, 'deeper', 'a.csv'), 'x')
  expect(await listCandidates(folder, '.csv')).toEqual({
    candidates: [],
    leftOut: [{ fileName: 'deeper', reason: 'not_a_file' }],
    leftOutCount: 1,
  })
})

test.each(['~$a.csv', '.a.csv', 'a.csv.tmp', 'a.csv.part', 'a.csv.crdownload', 'a.tmp', 'A.TMP', '.csv'])(
  '%s is hidden or temporary, so never a candidate',
  (name) => {
    expect(reasonToLeave(name, '.csv')).not.toBeNull()
    expect(reasonToLeave(name, path.extname(name).toLowerCase())).toMatch(/hidden|temporary/)
  },
)

test.each(['医療費助成_子ども.csv', 'a b.csv', '-rf.csv', 'a.b.csv', "o'neil.csv"])(
  '%s is a candidate',
  (name) => {
    expect(reasonToLeave(name, '.csv')).toBeNull()
  },
)

test('a missing folder is R3004, of scope folder', async () => {
  const missing = path.join(tempFolder(), 'nowhere')
  await expect(listCandidates(missing, '.csv')).rejects.toMatchObject({ code: 'R3004', scope: 'folder' })
})

test('a file in the place of the folder is R3004 too', async () => {
  const file = path.join(tempFolder(), 'file')
  writeFileSync(file, '')
  await expect(listCandidates(file, '.csv')).rejects.toMatchObject({ code: 'R3004' })
})
