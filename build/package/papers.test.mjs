import { describe, expect, test } from 'vitest'
import { icoFile } from './ico.mjs'
import { refuseFallback } from './runtime.mjs'
import { shippedBom } from './sbom.mjs'
import { thirdPartyText } from './third-party.mjs'

const PRODUCT = { name: 'pmh-relay-console', version: '1.0.0' }
const ZOD = { name: 'zod', version: '4.6.7' }
const ELECTRON = { name: 'electron', version: '45.4.1' }

/** As npm gives it for a clone: its folder's name, addresses of the registry, a random number, tools. */
const NPM_BOM = {
  specVersion: '1.5',
  serialNumber: 'urn:uuid:2f812085-3ad0-42e4-b164-4984fbddbf11',
  metadata: {
    timestamp: '2026-11-22T23:30:15.058Z',
    component: { 'bom-ref': 'pmh-relay-console@1.0.0', name: 'folder-of-the-clone', version: '1.0.0' },
  },
  components: [ZOD, ELECTRON, { name: 'vitest', version: '5.1.1' }].map(({ name, version }) => ({
    'bom-ref': `${name}@${version}`,
    name,
    version,
    hashes: [{ alg: 'SHA-512', content: name }],
    externalReferences: [{ type: 'distribution', url: `https://mirror.test/${name}.tgz` }],
  })),
  dependencies: [
    { ref: 'zod@4.6.7', dependsOn: ['vitest@5.1.1'] },
    { ref: 'vitest@5.1.1', dependsOn: ['zod@4.6.7'] },
  ],
}

describe('the bill of materials', () => {
  const bom = (
    /** @type {{ name: string, version: string }[]} */ shipped,
    /** @type {string | null} */ time = null,
  ) => JSON.stringify(shippedBom(NPM_BOM, shipped, PRODUCT, time))

  test('names what is shipped, and how it hangs together', () => {
    expect(JSON.parse(bom([ZOD, ELECTRON]))).toMatchObject({
      metadata: { component: { name: 'pmh-relay-console', version: '1.0.0' } },
      components: [
        { purl: 'pkg:npm/zod@4.6.7', hashes: [{ content: 'zod' }] },
        { purl: 'pkg:npm/electron@45.4.1', hashes: [{ content: 'electron' }] },
      ],
      dependencies: [
        { ref: 'pmh-relay-console@1.0.0', dependsOn: ['zod@4.6.7', 'electron@45.4.1'] },
        { ref: 'zod@4.6.7', dependsOn: [] },
      ],
    })
  })

  test('says nothing of the machine, and nothing by chance', () => {
    expect(bom([ZOD])).not.toMatch(/mirror|folder-of-the-clone|urn:uuid|vitest|timestamp/)
    expect(bom([ZOD], '2026-01-01T00:00:00.000Z')).toContain('"timestamp":"2026-01-01T00:00:00.000Z"')
  })

  test('has the runtime that is really in the package, not with the checksum of another', () => {
    const [electron] = JSON.parse(bom([{ ...ELECTRON, version: '33.2.1' }])).components
    expect(electron).toMatchObject({ version: '33.2.1' })
    expect(electron).not.toHaveProperty('hashes')
  })

  test('names a package of a scope as its address does, and has no licence where npm knows none', () => {
    const scoped = { name: '@scope/part', version: '1.0.0' }
    const known = { ...NPM_BOM, components: [{ 'bom-ref': 'x', ...scoped }] }
    expect(shippedBom(known, [scoped], PRODUCT, null)).toMatchObject({
      components: [{ 'bom-ref': '@scope/part@1.0.0', purl: 'pkg:npm/%40scope/part@1.0.0' }],
    })
    expect(JSON.stringify(shippedBom(known, [scoped], PRODUCT, null))).not.toMatch(/licenses|hashes/)
  })

  test('is not written when something shipped is not known', () => {
    expect(() => bom([{ name: 'zod', version: '4.6.8' }])).toThrow('zod 4.6.8')
  })
})

test('the licences are passed on with the names of those without a text', () => {
  const text = thirdPartyText([
    { ...ZOD, licence: 'MIT', text: 'Copyright A\r\nPermission' },
    { ...ELECTRON, licence: 'MIT', text: '' },
  ])
  expect(text).toContain('zod 4.6.7 (MIT)\n\nCopyright A\nPermission\n')
  expect(text).toContain('electron 45.4.1 (MIT)\n')
})

describe('a release', () => {
  const fallback = /** @type {const} */ ({ kind: 'fallback', version: '33.2.1', executable: 'electron' })

  test('refuses the fallback runtime', () => {
    expect(() => refuseFallback(fallback, {})).toThrow('fallback Electron 33.2.1')
  })

  test('takes it when asked for by name, and the official one always', () => {
    refuseFallback(fallback, { PACKAGE_WITH_FALLBACK_RUNTIME: '1' })
    refuseFallback({ ...fallback, kind: 'official' }, {})
  })
})

test('an icon file of Windows says where each picture lies', () => {
  const pictures = [16, 256].map((size) => ({ size, png: Buffer.alloc(size, size % 255) }))
  const ico = icoFile(pictures)
  expect([...ico.subarray(0, 6)]).toEqual([0, 0, 1, 0, 2, 0])
  const entries = [0, 1].map((index) => ico.subarray(6 + 16 * index))
  expect(entries.map((entry) => entry[0])).toEqual([16, 0])
  const cut = entries.map((entry) =>
    ico.subarray(entry.readUInt32LE(12), entry.readUInt32LE(12) + entry.readUInt32LE(8)),
  )
  expect(cut).toEqual(pictures.map(({ png }) => png))
})
