import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { inCache, inTemporaryFolder, publish } from './cache.mjs'

let base = ''
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'cache-test-'))
  vi.stubEnv('XDG_CACHE_HOME', base)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(base, { recursive: true })
})

const DAY = 24 * 60 * 60 * 1000

/** @param {string} name @param {number} ageMs */
function leftover(name, ageMs) {
  const folder = inCache(name)
  mkdirSync(folder, { recursive: true })
  const at = new Date(Date.now() - ageMs)
  utimesSync(folder, at, at)
}

test('lies where the user keeps such things', () => {
  expect(inCache('a', 'b')).toBe(join(base, 'pmh-relay-console', 'a', 'b'))
})

test('lends a folder of the same volume that is gone afterwards, whatever happened', async () => {
  /** @type {string[]} */
  const lent = []
  const work = async (/** @type {string} */ folder) => {
    lent.push(folder)
    writeFileSync(join(folder, 'x'), '')
    return 'made'
  }
  expect(await inTemporaryFolder(work)).toBe('made')
  await expect(
    inTemporaryFolder(async (folder) => {
      await work(folder)
      throw new Error('broken')
    }),
  ).rejects.toThrow('broken')
  expect(new Set(lent).size).toBe(2)
  expect(lent.map(dirname)).toEqual([inCache(), inCache()])
  expect(readdirSync(inCache())).toEqual([])
})

test('clears what a bootstrap that was killed left a day ago, and nothing that may be in use', async () => {
  leftover('.making-old', DAY + 60_000)
  leftover('.making-now', DAY - 60_000)
  leftover('electron-1', 30 * DAY)
  await inTemporaryFolder(async () => {})
  expect(readdirSync(inCache()).toSorted()).toEqual(['.making-now', 'electron-1'])
})

test('puts what was made in its place, unless somebody was faster', async () => {
  for (const name of ['first', 'second']) {
    mkdirSync(join(base, name))
    writeFileSync(join(base, name, 'x'), name)
  }
  const place = join(base, 'place')
  await publish(join(base, 'first'), place)
  expect(existsSync(join(base, 'first'))).toBe(false)
  await publish(join(base, 'second'), place)
  expect(readFileSync(join(place, 'x'), 'utf8')).toBe('first')
  await expect(publish(join(base, 'nothing'), join(base, 'nowhere'))).rejects.toThrow('ENOENT')
})
