import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inNodeModules } from './bootstrap/project.mjs'
import { cutFont } from './cut-font.ts'
import { charactersOf, featuresOf } from './testing/font-characters.mjs'

const SOURCE = readFileSync(
  inNodeModules('@expo-google-fonts/noto-sans-jp', '400Regular', 'NotoSansJP_400Regular.ttf'),
)

test.each(['送信履歴', 'Aa1', 'ｱ（）「」、。', '𠮟る', '結果結果結果'])(
  'a font that is cut to %j has its characters and no others',
  async (text) => {
    const cut = charactersOf(await cutFont(SOURCE, text))
    expect([...cut].toSorted()).toEqual([...new Set(text)].toSorted())
  },
)

test('a character that the font does not have is left out, and costs nothing else', async () => {
  expect([...charactersOf(await cutFont(SOURCE, '送\u{10ffff}'))]).toEqual(['送'])
})

test('the layout that the style sheet asks for stays with the characters that it is about', async () => {
  const cut = await cutFont(SOURCE, '「」、。あ1１')
  // HarfBuzz by itself drops the last two.
  for (const [table, feature] of /** @type {const} */ ([
    ['GPOS', 'halt'],
    ['GPOS', 'palt'],
    ['GSUB', 'vert'],
    ['GSUB', 'hwid'],
    ['GSUB', 'fwid'],
  ])) {
    expect(featuresOf(SOURCE, table)).toContain(feature)
    expect(featuresOf(cut, table)).toContain(feature)
  }
})

test('what is cut is small, and the font itself stays as it was', async () => {
  const before = Buffer.from(SOURCE)
  const cut = await cutFont(SOURCE, '送信')
  expect(cut.length).toBeLessThan(SOURCE.length / 100)
  expect(SOURCE.equals(before)).toBe(true)
})

test('two that are cut at once do not mix', async () => {
  const texts = ['送信', '受付', '履歴']
  const cut = await Promise.all(texts.map((text) => cutFont(SOURCE, text)))
  expect(cut.map((font) => [...charactersOf(font)].toSorted().join(''))).toEqual(
    texts.map((text) => [...text].toSorted().join('')),
  )
})
