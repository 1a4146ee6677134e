import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { finishMove, moveAcrossVolumes } from './cross-volume.ts'

const never = new AbortController().signal
const asMeant = async () => {}

function places(content = 'bytes') {
  const root = tempFolder()
  const [from, to] = [path.join(root, 'from'), path.join(root, 'to')]
  mkdirSync(from)
  mkdirSync(to)
  const source = path.join(from, 'a.csv')
  writeFileSync(source, content)
  return { from, to, source, target: path.join(to, 'a.csv') }
}

const namesIn = (...folders: string[]) => folders.map((folder) => readdirSync(folder))

/** What a kill in mid-copy leaves. */
async function brokenOff({ source, target, to }: ReturnType<typeof places>): Promise<void> {
  const killed = moveAcrossVolumes(source, target, async () => {
    const [part = ''] = readdirSync(to)
    writeFileSync(path.join(to, 'kept'), part)
    throw new Error('as if killed')
  })
  await expect(killed).rejects.toThrow('as if killed')
  writeFileSync(path.join(to, readFileSync(path.join(to, 'kept'), 'utf8')), 'by')
}

test('a file arrives whole, with its time, and the original goes', async () => {
  const { from, to, source, target } = places()
  utimesSync(source, 1_700_000_000, 1_700_000_000)
  await moveAcrossVolumes(source, target, asMeant)
  expect(namesIn(from, to)).toEqual([[], ['a.csv']])
  expect(readFileSync(target, 'utf8')).toBe('bytes')
  expect(statSync(target).mtimeMs).toBe(1_700_000_000_000)
})

test('a name of 255 bytes has room for its copy', async () => {
  const { to, source } = places()
  const long = `${'あ'.repeat(83)}xx.csv`
  await moveAcrossVolumes(source, path.join(to, long), asMeant)
  expect(readdirSync(to)).toEqual([long])
})

test('a file that became another one meanwhile stays, and leaves no copy', async () => {
  const { from, to, source, target } = places()
  const changed = () => Promise.reject(new Error('another file'))
  await expect(moveAcrossVolumes(source, target, changed)).rejects.toThrow('another file')
  expect(namesIn(from, to)).toEqual([['a.csv'], []])
})

test('half a copy is no arrival, and goes', async () => {
  const made = places()
  await brokenOff(made)
  expect(readdirSync(made.to)).toHaveLength(2)
  expect(await finishMove(made.source, made.target, never)).toBe(false)
  expect(namesIn(made.from, made.to)).toEqual([['a.csv'], ['kept']])
})

test('of two whole copies the original goes', async () => {
  const { from, to, source, target } = places()
  writeFileSync(target, 'bytes')
  expect(await finishMove(source, target, never)).toBe(true)
  expect(namesIn(from, to)).toEqual([[], ['a.csv']])
})

test('another file under the name of the target is no arrival: both stay', async () => {
  const { from, to, source, target } = places()
  writeFileSync(target, 'other')
  expect(await finishMove(source, target, never)).toBe(false)
  expect(namesIn(from, to)).toEqual([['a.csv'], ['a.csv']])
})
