import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { smallClone } from '../testing/small-clone.mjs'

const ENTRY = { version: '1.0.0', licence: 'MIT', text: 'x' }

/** What a package of a clone with these parts would hold. @param {Record<string, object[]>} parts */
async function shipped(parts) {
  const { root, write, run } = smallClone()
  for (const [part, entries] of Object.entries(parts))
    write(`out/${part}/licences.json`, JSON.stringify(entries))
  expect(existsSync(join(root, 'out'))).toBe(Object.keys(parts).length > 0)
  const { output } = await run(`
    const { shippedSoftware } = await import(clone + 'package/shipped-software.mjs')
    try { console.log(JSON.stringify(shippedSoftware('33.2.1'))) } catch (error) { console.log(error.message) }`)
  return output.trim()
}

test('the software of every part is named once, by name, with the runtime that is really in it', async () => {
  const software = await shipped({
    main: [
      { ...ENTRY, name: 'undici' },
      { ...ENTRY, name: 'electron' },
    ],
    preload: [],
    renderer: [
      { ...ENTRY, name: 'react' },
      { ...ENTRY, name: 'undici' },
      { ...ENTRY, name: 'undici', version: '2.0.0' },
    ],
  })
  expect(
    JSON.parse(software).map((/** @type {{ name: string, version: string }} */ one) => [
      one.name,
      one.version,
    ]),
  ).toEqual([
    ['electron', '33.2.1'],
    ['react', '1.0.0'],
    ['undici', '1.0.0'],
    ['undici', '2.0.0'],
  ])
})

test.each([
  ['GPL-3.0-only', 'tool (GPL-3.0-only)'],
  // A tool may be used under these terms, and not be passed on.
  ['MPL-2.0', 'tool (MPL-2.0)'],
  ['', 'tool (no licence)'],
])('what is under %j is not passed on', async (licence, told) => {
  const main = [
    { ...ENTRY, name: 'react' },
    { ...ENTRY, name: 'tool', licence },
  ]
  expect(await shipped({ main })).toBe(`not to be passed on: ${told}`)
})
