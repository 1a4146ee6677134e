import { linkSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { relayFixture } from '../testing/relay-fixture.ts'
import { tempFolder } from '../testing/temp-folder.ts'

/** What a file on a share may be called. Windows refuses some of these; a share that Linux serves does not. */
const NAMES: readonly (readonly [what: string, name: string])[] = [
  ['a line end', 'a\nサービス停止.csv'],
  ['other control characters', 'a\u0001\u001b[31m\u0007b.csv'],
  ['a mark that turns the reading direction', 'a\u202Evsc.exe.csv'],
  ['255 bytes', `${'あ'.repeat(83)}ab.csv`],
  ['decomposed letters', 'か\u3099.csv'],
  ['composed letters', 'が.csv'],
  ['leading dashes', '--data-dir=x.csv'],
  ['a reserved name of Windows', 'CON.csv'],
  ['a blank and a dot at its end', 'a .csv'],
  ['quotes and a shell’s signs', `'"; rm -rf $(x) & %PATH% .csv`],
  ['a formula', '=cmd|calc!A1.csv'],
  ['markup', '<img src=x onerror=alert(1)>.csv'],
  ['format signs', '%s%n%d{0}.csv'],
  ['a separator of Windows', 'a\\..\\b.csv'],
  ['lone surrogates’ replacement', 'a\uFFFDb.csv'],
  ['a character beyond the basic plane', '𠮷野.csv'],
  ['the name of a mapping', 'TOKEN|kodomo.csv'],
]

describe('a file is sent and filed whatever it is called', () => {
  it.each(NAMES)('%s', async (_what, name) => {
    const { relay, simulator, log, drop, root } = await relayFixture({ kodomo: 'good' })
    drop('kodomo', name, 'x,y\r\n')
    expect(await relay.engine.runOnce()).toMatchObject({ accepted: 1, failures: 0 })
    expect(simulator.received).toHaveLength(1)
    expect(readdirSync(path.join(root, 'PROCEED', 'kodomo'))).toEqual([name])
    expect(readdirSync(path.join(root, 'kodomo'))).toEqual([])
    expect(relay.transfers.get(1)).toMatchObject({ fileName: name, filedAs: `PROCEED/kodomo/${name}` })
    // One event, one line: nothing in a name can write a line, or turn one round.
    for (const line of log) expect(line).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200E\u200F]/u)
    expect(log.filter((line) => line === 'サービス停止')).toHaveLength(0)
  })
})

it('two spellings of one name are two files, and both arrive', async () => {
  const { relay, simulator, drop, root } = await relayFixture(
    { kodomo: 'good' },
    { AllowMultipleFilePerFolder: 'true' },
  )
  drop('kodomo', 'が.csv', '1')
  drop('kodomo', 'か\u3099.csv', '2')
  expect(await relay.engine.runOnce()).toMatchObject({ accepted: 2 })
  expect(simulator.received).toHaveLength(2)
  expect(readdirSync(path.join(root, 'PROCEED', 'kodomo'))).toHaveLength(2)
})

describe('what leads out of the folder', () => {
  it('a link to a file elsewhere is not followed, and not sent', async () => {
    const { relay, simulator, root } = await relayFixture({ kodomo: 'good' })
    const outside = path.join(tempFolder(), 'secret.csv')
    writeFileSync(outside, 'secret')
    symlinkSync(outside, path.join(root, 'kodomo', 'a.csv'))
    expect(await relay.engine.runOnce()).toMatchObject({ accepted: 0, failures: 0 })
    expect(simulator.received).toEqual([])
  })

  it('a PROCEED that is a link elsewhere takes no file out of the place', async () => {
    const { relay, drop, root } = await relayFixture({ kodomo: 'good' })
    const outside = tempFolder()
    symlinkSync(outside, path.join(root, 'PROCEED'))
    drop('kodomo', 'a.csv')
    await relay.engine.runOnce()
    expect(relay.transfers.get(1)).toMatchObject({ status: 'accepted' })
    const found = [...readdirSync(path.join(root, 'kodomo')), ...readdirSync(outside, { recursive: true })]
    expect(found.map((name) => path.basename(String(name)))).toContain('a.csv')
  })

  it('a second name of the same bytes (hard link) is a file of its own', async () => {
    const { relay, simulator, drop, root } = await relayFixture(
      { kodomo: 'good' },
      { AllowMultipleFilePerFolder: 'true' },
    )
    drop('kodomo', 'a.csv')
    linkSync(path.join(root, 'kodomo', 'a.csv'), path.join(root, 'kodomo', 'b.csv'))
    expect(await relay.engine.runOnce()).toMatchObject({ accepted: 2 })
    expect(simulator.received).toHaveLength(2)
  })

  it('folders below a scheme folder are not looked into', async () => {
    const { relay, simulator, root } = await relayFixture({ kodomo: 'good' })
    mkdirSync(path.join(root, 'kodomo', 'a.csv'))
    writeFileSync(path.join(root, 'kodomo', 'a.csv', 'b.csv'), 'x')
    expect(await relay.engine.runOnce()).toMatchObject({ accepted: 0, failures: 0 })
    expect(simulator.received).toEqual([])
  })
})
