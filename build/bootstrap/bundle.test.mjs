import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { smallClone } from '../testing/small-clone.mjs'

/** Builds what is not up to date, as the bootstrap does. Prints what was built, or why not. */
const BUILD = `
  const { bundleStep } = await import(clone + 'bootstrap/bundle.mjs')
  const step = bundleStep(PARTS)
  if (await step.isDone()) console.log('fresh')
  else await step.perform().then(() => console.log('built'), (error) => console.log(error.name, error.message))
`

function clone() {
  const { run, ...rest } = smallClone()
  const build = async (/** @type {string[]} */ parts, env = {}) =>
    (await run(BUILD.replace('PARTS', JSON.stringify(parts)), env)).output.trim()
  return { ...rest, build }
}

/** @typedef {ReturnType<typeof clone>} Clone */

test('a part is built once, and again when what it is made of changes', async () => {
  const { build, write, read } = clone()
  expect(await build(['main'])).toBe('built')
  expect(read('out/main/headless.cjs')).toBe('console.log("first")')
  expect(await build(['main'])).toBe('fresh')
  write('src-main/headless.js', 'console.log("second")')
  expect(await build(['main'])).toBe('built')
  expect(read('out/main/headless.cjs')).toBe('console.log("second")')
  expect(await build(['main'])).toBe('fresh')
})

/** @type {[what: string, change: (clone: Clone) => void, parts: string][]} */
const CHANGES = [
  ['a source of the main process', ({ write }) => write('src-main/x/new.ts', 'x'), 'main,preload'],
  ['a source of the window', ({ write }) => write('src-renderer/page.js', 'other'), 'renderer'],
  ['a source of both', ({ write }) => write('src-shared/shared.js', 'other'), 'main,preload,renderer'],
  [
    'a source that is gone',
    ({ root }) => rmSync(join(root, 'src-shared/shared.js')),
    'main,preload,renderer',
  ],
  ['the packages', ({ write }) => write('package-lock.json', '{}'), 'main,preload,renderer'],
  ['the configuration', ({ write }) => write('electron.vite.config.ts', ''), 'main,preload,renderer'],
  ['what cuts the font', ({ write }) => write('build/cut-font.ts', ''), 'main,preload,renderer'],
  ['what was built', ({ write }) => write('out/main/headless.cjs', 'by hand'), 'main'],
  [
    'a part that somebody deleted',
    ({ root }) => rmSync(join(root, 'out/renderer'), { recursive: true }),
    'renderer',
  ],
]

test.each(CHANGES)('only the parts are built that %s concerns', async (_what, change, parts) => {
  const all = clone()
  await all.build(['main', 'preload', 'renderer'])
  change(all)
  await all.build(['main', 'preload', 'renderer'])
  expect(all.read('calls.txt').trim().split('\n')).toEqual(['main,preload,renderer', parts])
})

test('a file that moved from one name to another is a change', async () => {
  const { build, root, write } = clone()
  await build(['main'])
  rmSync(join(root, 'src-shared/shared.js'))
  write('src-shared/renamed.js', 'shared')
  expect(await build(['main'])).toBe('built')
})

describe('no reason to build again is', () => {
  test('a test, or a time of a source that a checkout changed', async () => {
    const { build, root, write } = clone()
    await build(['main', 'renderer'])
    write('src-main/headless.test.ts', 'another test')
    write('src-renderer/page.test.tsx', 'another test')
    const later = new Date(Date.now() + 60_000)
    utimesSync(join(root, 'src-main/headless.js'), later, later)
    expect(await build(['main', 'renderer'])).toBe('fresh')
  })
})

test('a build for tests does not pass for the one of a release', async () => {
  const { build } = clone()
  expect(await build(['main'], { PMH_TEST_BUILD: '1' })).toBe('built')
  expect(await build(['main'], { PMH_TEST_BUILD: '1' })).toBe('fresh')
  expect(await build(['main'], { PMH_TEST_BUILD: '' })).toBe('built')
})

test('a build that fails says why, leaves what was built before, and nothing else', async () => {
  const { build, root, read, write } = clone()
  await build(['main'])
  const before = statSync(join(root, 'out/main/headless.cjs')).mtimeMs
  write('src-main/headless.js', 'console.log("second")')
  write('broken', '')
  expect(await build(['main'])).toMatch(/^Error electron-vite build ended with 1\nsyntax error here/)
  expect(read('out/main/headless.cjs')).toBe('console.log("first")')
  expect(statSync(join(root, 'out/main/headless.cjs')).mtimeMs).toBe(before)
  expect(readdirSync(root).filter((name) => name.startsWith('.out'))).toEqual([])
  rmSync(join(root, 'broken'))
  expect(await build(['main'])).toBe('built')
})
