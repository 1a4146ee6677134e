import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { SAMPLES_WAITING_LIMIT } from '../../src-shared/domain/practice-play.ts'
import { checkBytes } from '../preflight/testing/check-bytes.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { PRACTICE_FOLDERS, putSampleFile, putSampleFiles } from './sample-files.ts'

const [KODOMO] = PRACTICE_FOLDERS
const STAMP = '20260401090000'

const filesIn = (root: string, folder: string = KODOMO.folder) => readdirSync(path.join(root, folder)).sort()

describe('a sample file', () => {
  it('is a file that no look before sending finds fault with, and holds nobody’s number', async () => {
    const root = tempFolder()
    expect(await putSampleFile(root, KODOMO, STAMP, false)).toBe(true)
    expect(filesIn(root)).toEqual([`見本_${KODOMO.displayName}_${STAMP}.csv`])
    const bytes = readFileSync(path.join(root, KODOMO.folder, filesIn(root)[0] ?? ''))
    expect(checkBytes('csv', bytes)).toEqual([])
    const lines = bytes.toString('utf8').split('\r\n')
    expect(lines).toHaveLength(5)
    expect(new Set(lines.slice(1, 4).map((line) => line.split(',')[1]))).toEqual(new Set(['000000000000']))
  })

  it.skipIf(process.platform === 'win32')(
    'is for this account alone, like the folder that it made',
    async () => {
      const root = tempFolder()
      await putSampleFile(root, KODOMO, STAMP, false)
      const folder = path.join(root, KODOMO.folder)
      const modes = [folder, path.join(folder, filesIn(root)[0] ?? '')].map(
        (file) => statSync(file).mode & 0o777,
      )
      expect(modes).toEqual([0o700, 0o600])
    },
  )

  it('is large enough to be watched where that is wanted, of whole records', async () => {
    const root = tempFolder()
    await putSampleFile(root, KODOMO, STAMP, true)
    const bytes = readFileSync(path.join(root, KODOMO.folder, filesIn(root)[0] ?? ''))
    expect(bytes.length).toBeGreaterThanOrEqual(24 * 1024 * 1024)
    expect(bytes.length).toBeLessThan(25 * 1024 * 1024)
    expect(bytes.subarray(-2).toString()).toBe('\r\n')
  })

  it('never has the name of one that waits, also within one second, and they end at a limit', async () => {
    const root = tempFolder()
    const put = () => putSampleFile(root, KODOMO, STAMP, false)
    const answers: boolean[] = []
    for (let time = 0; time < SAMPLES_WAITING_LIMIT + 1; time += 1) answers.push(await put())
    expect(answers).toEqual([...Array.from({ length: SAMPLES_WAITING_LIMIT }, () => true), false])
    const base = `見本_${KODOMO.displayName}_${STAMP}`
    const names = [`${base}.csv`, ...[2, 3, 4, 5].map((number) => `${base}_${number}.csv`)]
    expect(filesIn(root)).toEqual(names.sort())
    // The second was sent: its name is free again, and no file that waits is written over.
    renameSync(path.join(root, KODOMO.folder, `${base}_2.csv`), path.join(root, 'sent.csv'))
    writeFileSync(path.join(root, KODOMO.folder, `${base}.csv`), 'changed by staff')
    expect(await put()).toBe(true)
    expect(filesIn(root)).toEqual(names.sort())
    expect(readFileSync(path.join(root, KODOMO.folder, `${base}.csv`), 'utf8')).toBe('changed by staff')
  })

  it('waits only while it is a file to send: other files are not counted', async () => {
    const root = tempFolder()
    const folder = path.join(root, KODOMO.folder)
    mkdirSync(folder)
    for (let time = 0; time < 9; time += 1) writeFileSync(path.join(folder, `${time}.tmp`), '')
    expect(await putSampleFile(root, KODOMO, STAMP, false)).toBe(true)
  })
})

it('a new sample comes where none waits, and nowhere else', async () => {
  const root = tempFolder()
  await putSampleFiles(root, STAMP, false)
  const counts = () => PRACTICE_FOLDERS.map(({ folder }) => filesIn(root, folder).length)
  expect(counts()).toEqual([1, 1, 1])
  renameSync(path.join(root, KODOMO.folder, filesIn(root)[0] ?? ''), path.join(root, 'sent.csv'))
  await putSampleFiles(root, '20260401090001', false)
  expect(counts()).toEqual([1, 1, 1])
  expect(filesIn(root)[0]).toContain('20260401090001')
  expect(filesIn(root, 'judo')[0]).toContain(STAMP)
})
