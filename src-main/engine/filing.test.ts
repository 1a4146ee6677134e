import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { type RelayFixture, relayFixture } from '../testing/relay-fixture.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { asMoveError, isFiled, placeOf, stateOf } from './filing.ts'

const CONTENT = 'kodomo,a.csv,1\n'

/** An accepted file whose move could not be made, since a file stands in the place of PROCEED. */
async function pending(): Promise<RelayFixture & { file: string }> {
  const site = await relayFixture({ kodomo: 'good' })
  writeFileSync(path.join(site.root, 'PROCEED'), '')
  const file = site.drop('kodomo', 'a.csv', CONTENT)
  await site.relay.engine.runOnce()
  expect(site.relay.transfers.get(1)).toMatchObject({ status: 'accepted', filedAs: null })
  rmSync(path.join(site.root, 'PROCEED'))
  return { ...site, file }
}

describe('a pending move', () => {
  test('stays pending while nobody can tell where the file is', async () => {
    const { relay, root, tree, simulator } = await pending()
    renameSync(path.join(root, 'kodomo'), path.join(root, 'aside'))
    writeFileSync(path.join(root, 'kodomo'), 'a file in the place of the folder')
    expect(await relay.engine.runOnce()).toMatchObject({ accepted: 0 })
    expect(relay.transfers.get(1)).toMatchObject({ filedAs: null, hold: null, changed: false })
    rmSync(path.join(root, 'kodomo'))
    renameSync(path.join(root, 'aside'), path.join(root, 'kodomo'))
    expect(await relay.engine.runOnce()).toMatchObject({ failures: 0 })
    expect([tree(), simulator.receivedCount]).toEqual([['PROCEED/kodomo/a.csv'], 1])
  })

  test.each<[string, (file: string) => void]>([
    ['other bytes of the same size', (file) => writeFileSync(file, CONTENT.replace('1', '2'))],
    [
      'a folder',
      (file) => {
        rmSync(file)
        mkdirSync(file)
      },
    ],
    [
      'a link to the very bytes',
      (file) => {
        const elsewhere = path.join(path.dirname(path.dirname(file)), 'elsewhere.csv')
        renameSync(file, elsewhere)
        symlinkSync(elsewhere, file)
      },
    ],
  ])('of which %s took the place is held as 変更あり, said once, and not moved', async (_, change) => {
    const { relay, file, events, simulator } = await pending()
    change(file)
    events.length = 0
    for (let cycle = 0; cycle < 2; cycle += 1) await relay.engine.runOnce()
    expect(relay.transfers.get(1)).toMatchObject({ filedAs: null, hold: 'changed', changed: true })
    const told = events.filter((event) => event.type === 'trouble' && event.code === 'R3002')
    expect(told).toMatchObject([{ level: 'warning', transferId: 1, message: 'a.csv', repeated: false }])
    expect(simulator.receivedCount).toBe(1)
  })

  test('whose file lies in PROCEED under a name with a time is only written down', async () => {
    const { relay, root, file, tree } = await pending()
    mkdirSync(path.join(root, 'PROCEED', 'kodomo'), { recursive: true })
    writeFileSync(path.join(root, 'PROCEED', 'kodomo', 'a.csv'), 'an older month')
    renameSync(file, path.join(root, 'PROCEED', 'kodomo', 'a_20261120135004.csv'))
    expect(await relay.engine.runOnce()).toMatchObject({ failures: 0 })
    expect(relay.transfers.get(1)).toMatchObject({ filedAs: 'PROCEED/kodomo/a_20261120135004.csv' })
    expect(tree()).toEqual(['PROCEED/kodomo/a.csv', 'PROCEED/kodomo/a_20261120135004.csv'])
  })

  test('whose file is in PROCEED, with a new file under its name: the new one is sent', async () => {
    const { relay, root, file, drop, simulator, tree } = await pending()
    mkdirSync(path.join(root, 'PROCEED', 'kodomo'), { recursive: true })
    renameSync(file, path.join(root, 'PROCEED', 'kodomo', 'a.csv'))
    drop('kodomo', 'a.csv', 'next month\n')
    expect(await relay.engine.runOnce()).toMatchObject({ accepted: 1, failures: 0 })
    expect(simulator.receivedCount).toBe(2)
    expect(tree()).toHaveLength(2)
  })

  test('is not judged, and nothing is sent, when the journal cannot say that it was made', async () => {
    let isFull = false
    const { relay, root, drop, events } = await relayFixture({ kodomo: 'good' }, {}, undefined, (deps) => {
      const journal = new Proxy(deps.journal, {
        get(own, name) {
          if (name === 'filed' && isFull)
            return () => {
              throw new RelayError('R4001', 'SQLITE_FULL')
            }
          const value: unknown = Reflect.get(own, name, own)
          return typeof value === 'function' ? value.bind(own) : value
        },
      })
      return { ...deps, journal }
    })
    writeFileSync(path.join(root, 'PROCEED'), '')
    drop('kodomo', 'a.csv', CONTENT)
    await relay.engine.runOnce()
    rmSync(path.join(root, 'PROCEED'))
    isFull = true
    expect((await relay.engine.runOnce()).trouble).toMatchObject({ code: 'R4001' })
    expect(events.filter((event) => event.type === 'filed')).toEqual([])
    isFull = false
    expect(await relay.engine.runOnce()).toMatchObject({ failures: 0, trouble: null })
    expect(relay.transfers.get(1).filedAs).toBe('PROCEED/kodomo/a.csv')
  })
})

describe('where a file is', () => {
  const row = { root: path.join('/', 'srv'), folder: 'kodomo', fileName: 'a.csv', filedAs: null }

  it('is its scheme folder, or the place that was written down', () => {
    const placed = [row, { ...row, filedAs: 'PROCEED/kodomo/b.csv' }].map((each) =>
      placeOf(each as Parameters<typeof placeOf>[0]),
    )
    const parts = [
      ['kodomo', 'a.csv'],
      ['PROCEED', 'kodomo', 'b.csv'],
    ]
    expect(placed).toEqual(parts.map((names) => path.join(row.root, ...names)))
  })

  it.each([
    [null, null, true],
    ['PROCEED', null, false],
    ['PROCEED', 'PROCEED/kodomo/a.csv', true],
    ['PROCEED', 'ERROR/kodomo/a.csv', false],
    ['ERROR', 'ERRORS/a.csv', false],
  ] as const)('with destination %s and place %s is as it should be: %s', (destination, filedAs, expected) => {
    expect(isFiled({ destination, filedAs } as Parameters<typeof isFiled>[0])).toBe(expected)
  })
})

it('the state of a file is another one with another size or time, and none without a file', async () => {
  const file = path.join(tempFolder(), 'a.csv')
  expect(await stateOf(file)).toBeNull()
  writeFileSync(file, 'x')
  const first = await stateOf(file)
  expect(await stateOf(file)).toBe(first)
  writeFileSync(file, 'xx')
  expect(await stateOf(file)).not.toBe(first)
})

it('what a move met has the code that it has, else R3005 with the system’s word', () => {
  const known = new RelayError('R4001')
  expect(asMoveError(known)).toBe(known)
  expect(asMoveError(Object.assign(new Error('x'), { code: 'EBUSY' }))).toMatchObject({
    code: 'R3005',
    detail: 'EBUSY',
  })
})
