import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { exists, finishMove, moveAcrossVolumes } from './cross-volume.ts'
import { type Move, moveFile, namesFiledAs } from './file-away.ts'
import { toFingerprint } from './read-once.ts'

const never = new AbortController().signal
const NOW = new Date(2026, 10, 20, 13, 50, 4)

function placed(changes: Partial<Move> = {}) {
  const root = tempFolder()
  const source = path.join(root, 'kodomo', 'a.csv')
  mkdirSync(path.dirname(source))
  writeFileSync(source, 'bytes')
  const directory = path.join(root, 'PROCEED', 'kodomo')
  const announced: string[] = []
  const move: Move = {
    root,
    source,
    directory,
    fileName: 'a.csv',
    now: NOW,
    fingerprint: toFingerprint(statSync(source)),
    patienceMs: 0,
    signal: never,
    announce: (name) => void announced.push(`${name}, source ${existsSync(source) ? 'there' : 'gone'}`),
    ...changes,
  }
  const taken = (...names: string[]) => {
    mkdirSync(directory, { recursive: true })
    for (const name of names) writeFileSync(path.join(directory, name), 'older')
  }
  return { root, source, directory, announced, move, taken }
}

describe('a move', () => {
  it('of the file that was sent is not announced: its bytes prove it', async () => {
    const { move, announced, directory, source } = placed()
    expect(await moveFile(move)).toBe('a.csv')
    expect([announced, readdirSync(directory), existsSync(source)]).toEqual([[], ['a.csv'], false])
  })

  it('of whatever lies there is announced before, by the very name that it gets', async () => {
    const { move, announced, directory, taken } = placed({ fingerprint: null })
    taken('a.csv')
    expect(await moveFile(move)).toBe('a_20261120135004.csv')
    expect(announced).toEqual(['a_20261120135004.csv, source there'])
    expect(readFileSync(path.join(directory, 'a.csv'), 'utf8')).toBe('older')
  })

  it.each([
    ['size', { size: 4 }],
    ['time', { mtimeMs: 1 }],
    ['number', { ino: 1 }],
  ])('of a file of another %s than the one that was sent does not happen', async (_, other) => {
    const { move, source, directory } = placed()
    const fingerprint = { ...toFingerprint(statSync(source)), ...other }
    await expect(moveFile({ ...move, fingerprint })).rejects.toMatchObject({ code: 'R3002', detail: source })
    expect([existsSync(source), readdirSync(directory)]).toEqual([true, []])
  })

  it.skipIf(process.platform === 'win32')('never goes over a link, even one that leads nowhere', async () => {
    const { move, directory, taken } = placed()
    taken()
    symlinkSync('/nowhere', path.join(directory, 'a.csv'))
    expect(await moveFile(move)).toBe('a_20261120135004.csv')
    expect(readlinkSync(path.join(directory, 'a.csv'))).toBe('/nowhere')
  })

  it('counts on where the second already has its name', async () => {
    const { move, taken } = placed()
    taken('a.csv', 'a_20261120135004.csv', 'a_20261120135004_1.csv')
    expect(await moveFile(move)).toBe('a_20261120135004_2.csv')
  })

  it.each([
    ['no extension', 'a', 'a_20261120135004'],
    ['a dot in its stem', 'a.b.csv', 'a.b_20261120135004.csv'],
    ['a Japanese name', '医療費助成.CSV', '医療費助成_20261120135004.CSV'],
  ])('with %s puts the time before what the extension is', async (_, fileName, expected) => {
    const { move, taken, directory } = placed({ fileName })
    taken(fileName)
    expect(await moveFile(move)).toBe(expected)
    expect(await namesFiledAs(directory, fileName)).toHaveLength(2)
  })

  it('into a place where a file stands says what is in the way, and moves nothing', async () => {
    const { move, root, source } = placed()
    writeFileSync(path.join(root, 'PROCEED'), '')
    const detail = `${source} (ENOTDIR)`
    await expect(moveFile(move)).rejects.toMatchObject({ code: 'R3005', detail })
    expect(existsSync(source)).toBe(true)
  })
})

describe('the names that a move may have given', () => {
  const LONG = 'あ'.repeat(80)

  it.each([
    ['a.csv', true],
    ['a_20261120135004.csv', true],
    ['a_20261120135004_12.csv', true],
    ['a_2026112013500.csv', false],
    ['a_202611201350041.csv', false],
    ['a_20261120135004_.csv', false],
    ['a_20261120135004.CSV', false],
    ['ab_20261120135004.csv', false],
    ['_20261120135004.csv', false],
    ['A.csv', false],
  ])('%s: %s', async (entry, isOne) => {
    const folder = tempFolder()
    writeFileSync(path.join(folder, entry), '')
    expect(await namesFiledAs(folder, 'a.csv')).toEqual(isOne ? [entry] : [])
  })

  it('begin alike where a long one was shortened, and only there', async () => {
    const folder = tempFolder()
    const shortened = `${LONG.slice(0, 70)}_20261120135004.csv`
    const short = 'あ_20261120135004.csv'
    for (const name of [shortened, short]) writeFileSync(path.join(folder, name), '')
    expect(await namesFiledAs(folder, `${LONG}.csv`)).toEqual([shortened])
  })

  it('are none in a folder that is not there, and unknown in one that cannot be listed', async () => {
    const folder = tempFolder()
    expect(await namesFiledAs(path.join(folder, 'missing'), 'a.csv')).toEqual([])
    writeFileSync(path.join(folder, 'file'), '')
    expect(await namesFiledAs(path.join(folder, 'file'), 'a.csv')).toEqual([])
    await expect(namesFiledAs(path.join(folder, 'x'.repeat(300)), 'a.csv')).rejects.toThrow('ENAMETOOLONG')
  })
})

describe('a move to another volume', () => {
  it('that cannot be made leaves the original, and nothing else', async () => {
    const { source, root } = placed()
    const target = path.join(root, 'missing', 'a.csv')
    await expect(moveAcrossVolumes(source, target, async () => {})).rejects.toThrow('ENOENT')
    expect(readFileSync(source, 'utf8')).toBe('bytes')
  })

  it('has both whole files at hand when the original is looked at for the last time', async () => {
    const { source, directory, taken } = placed()
    taken()
    const seen: unknown[] = []
    await moveAcrossVolumes(source, path.join(directory, 'a.csv'), async () => {
      const [part = ''] = readdirSync(directory)
      seen.push(readFileSync(path.join(directory, part), 'utf8'), existsSync(source), part.startsWith('.'))
    })
    expect(seen).toEqual(['bytes', true, true])
    expect([readdirSync(directory), existsSync(source)]).toEqual([['a.csv'], false])
  })

  it('that has not begun is none: the original stays', async () => {
    const { source, directory } = placed()
    mkdirSync(directory, { recursive: true })
    expect(await finishMove(source, path.join(directory, 'a.csv'), never)).toBe(false)
    expect(existsSync(source)).toBe(true)
  })

  it('whose original is gone has arrived, whatever staff have made of the file', async () => {
    const { directory, root, taken } = placed()
    taken('a.csv')
    expect(
      await finishMove(path.join(root, 'kodomo', 'gone.csv'), path.join(directory, 'a.csv'), never),
    ).toBe(true)
  })

  it('is not judged while the program ends: both stay', async () => {
    const { source, directory, taken } = placed()
    taken('a.csv')
    writeFileSync(path.join(directory, 'a.csv'), 'bytes')
    await expect(
      finishMove(source, path.join(directory, 'a.csv'), AbortSignal.abort('shutdown')),
    ).rejects.toThrow('R1011')
    expect([existsSync(source), readdirSync(directory)]).toEqual([true, ['a.csv']])
  })
})

it('what cannot be looked at is neither there nor not', async () => {
  const folder = tempFolder()
  writeFileSync(path.join(folder, 'file'), '')
  expect(await exists(path.join(folder, 'file'))).toBe(true)
  expect(await exists(path.join(folder, 'missing'))).toBe(false)
  await expect(exists(path.join(folder, 'file', 'below'))).rejects.toThrow('ENOTDIR')
  expect(lstatSync(folder).isDirectory()).toBe(true)
})
