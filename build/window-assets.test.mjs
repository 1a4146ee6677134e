/** What the build writes beside the window: its fonts, and the terms of what it holds. Built for real, by the bundler itself. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'vite'
import { expect, onTestFinished, test } from 'vitest'
import { listBundledSoftware } from './bundled-software.ts'
import { charactersOf } from './testing/font-characters.mjs'
import { writeUiFont } from './ui-font.ts'

/**
 * @param {Record<string, string>} files the window begins with `own/main.js`
 * @param {(root: string) => import('vite').Plugin} plugin
 */
async function built(files, plugin) {
  const root = mkdtempSync(join(tmpdir(), 'assets-test-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  const result = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [plugin(root)],
    build: { write: false, minify: false, rolldownOptions: { input: join(root, 'own/main.js') } },
  })
  if (!('output' in result)) throw new Error('one build gives one output')
  return new Map(
    result.output.flatMap((part) => (part.type === 'asset' ? [[part.fileName, part.source]] : [])),
  )
}

test('the fonts of the window have what it says, kana and ASCII, and nothing of other folders', async () => {
  const files = {
    'own/main.js': 'import "../other/data.js"; import "./text.js"; console.log("送信")',
    'own/text.js': 'console.log("履歴")',
    'own/unused.js': 'console.log("鬱")',
    'other/data.js': 'console.log("龍")',
    'own-too/main.js': '',
  }
  const assets = await built(files, (root) => writeUiFont([join(root, 'own')]))
  expect([...assets.keys()].toSorted()).toEqual(['fonts/ui-400.ttf', 'fonts/ui-700.ttf'])
  for (const font of assets.values()) {
    const characters = charactersOf(/** @type {Uint8Array} */ (font))
    // Both ends of each range that is always there.
    expect([...'送信履歴 ~\u3000ー・！ﾟ'].filter((character) => !characters.has(character))).toEqual([])
    expect([...'鬱龍'].filter((character) => characters.has(character))).toEqual([])
  }
})

const pack = (/** @type {string} */ name, more = {}) => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({
    name,
    version: '1.2.3',
    license: 'MIT',
    main: 'i.js',
    ...more,
  }),
  [`node_modules/${name}/i.js`]: `console.log(${JSON.stringify(name)})`,
})

test('the terms of everything that went in are listed once, with their text', async () => {
  const files = {
    'own/main.js': 'import "plain"; import "@scope/inner"; import "./again.js"',
    'own/again.js': 'import "plain"',
    ...pack('plain'),
    'node_modules/plain/LICENCE.md': '\nCopyright A\n',
    ...pack('@scope/inner', { license: undefined }),
    'node_modules/@scope/inner/i.js': 'import "nested"; console.log(2)',
    ...pack('@scope/inner/node_modules/nested'),
    'node_modules/@scope/inner/node_modules/nested/package.json':
      '{"name":"nested","version":"2.0.0","license":"ISC","main":"i.js"}',
    'node_modules/@scope/inner/node_modules/nested/COPYING': 'Copyright B',
    ...pack('unused'),
  }
  const assets = await built(files, () => listBundledSoftware([]))
  expect(JSON.parse(String(assets.get('licences.json')))).toEqual([
    { name: '@scope/inner', version: '1.2.3', licence: '', text: '' },
    { name: 'nested', version: '2.0.0', licence: 'ISC', text: 'Copyright B' },
    { name: 'plain', version: '1.2.3', licence: 'MIT', text: 'Copyright A' },
  ])
})

test('what the bundler sees no module of is named by hand, and a name that is wrong is told', async () => {
  const files = { 'own/main.js': 'console.log(1)' }
  const assets = await built(files, () => listBundledSoftware(['zod']))
  expect(JSON.parse(String(assets.get('licences.json')))).toMatchObject([{ name: 'zod', licence: 'MIT' }])
  await expect(built(files, () => listBundledSoftware(['no-such-package']))).rejects.toThrow(
    'no-such-package',
  )
})
