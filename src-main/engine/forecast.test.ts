import { mkdirSync, rmdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { relayFixture } from '../testing/relay-fixture.ts'

const staff = { by: 'suzuki@pc', reason: '', serialNumber: null }

test('lists what the next cycle sends in the order in which it is sent', async () => {
  const { relay, drop, simulator } = await relayFixture({ kodomo: 'good', judo: 'good2' })
  const names = [
    'b.csv',
    'a10.csv',
    'a-2.csv',
    'a2.csv',
    'ア.csv',
    'あ.csv',
    'A1.csv',
    'coop.csv',
    'co-op.csv',
  ]
  for (const name of names) drop('kodomo', name, `bytes of ${name}`)
  drop('judo', 'x.csv', '12345')
  const [kodomo, judo] = await relay.engine.forecast()
  expect(judo).toMatchObject({ folder: 'judo', files: [{ fileName: 'x.csv', sizeBytes: 5 }], fileCount: 1 })
  expect(simulator.received).toEqual([])
  await relay.engine.runOnce()
  const sent = [...relay.history.newestFirst()].reverse().map(({ fileName }) => fileName)
  expect([...(kodomo?.files ?? []), ...(judo?.files ?? [])].map(({ fileName }) => fileName)).toEqual(sent)
  expect(kodomo?.fileCount).toBe(names.length)
})

test('says what is left out, and why', async () => {
  const { relay, drop, root } = await relayFixture({ kodomo: 'good' }, {}, (event, site) => {
    if (event.type === 'accepted')
      writeFileSync(path.join(site.root, 'kodomo', 'held.csv'), 'edited meanwhile')
  })
  drop('kodomo', 'held.csv')
  await relay.engine.runOnce()
  for (const name of ['a.json', '.b.csv', 'c.csv.part']) drop('kodomo', name)
  symlinkSync('/dev/null', path.join(root, 'kodomo', 'link.csv'))
  mkdirSync(path.join(root, 'kodomo', 'deeper.csv'))
  const [kodomo] = await relay.engine.forecast()
  expect(kodomo).toMatchObject({ files: [], fileCount: 0, leftOutCount: 6, blockedBy: null })
  const reasons = Object.fromEntries(kodomo?.leftOut.map(({ fileName, reason }) => [fileName, reason]) ?? [])
  expect(reasons).toEqual({
    'held.csv': 'held',
    'a.json': 'other_type',
    '.b.csv': 'hidden',
    'c.csv.part': 'temporary',
    'link.csv': 'not_a_file',
    'deeper.csv': 'not_a_file',
  })
})

test('a file that was sent and cannot be moved now is not waiting', async () => {
  const { relay, drop, root } = await relayFixture({ kodomo: 'good' })
  writeFileSync(path.join(root, 'PROCEED'), 'a file in the place of the folder')
  drop('kodomo', 'a.csv')
  await relay.engine.runOnce()
  expect(await relay.engine.forecast()).toMatchObject([
    { files: [], leftOut: [{ fileName: 'a.csv', reason: 'moving' }] },
  ])
  unlinkSync(path.join(root, 'PROCEED'))
})

test('says why a folder sends nothing', async () => {
  const { relay, drop, root, reopen } = await relayFixture({ kodomo: 'bad', judo: 'good' })
  drop('kodomo', 'a.csv')
  await relay.engine.runOnce()
  drop('kodomo', 'b.csv')
  rmdirSync(path.join(root, 'judo'))
  expect(await relay.engine.forecast()).toMatchObject([
    { folder: 'kodomo', blockedBy: { code: 'R3008' }, files: [{ fileName: 'b.csv' }] },
    { folder: 'judo', blockedBy: { code: 'R3004' }, files: [], fileCount: 0 },
  ])
  drop('kodomo', 'c.csv')
  await relay.close()
  const single = reopen({ AllowMultipleFilePerFolder: 'false' }, { kodomo: 'good-again' })
  expect(await single.engine.forecast()).toMatchObject([
    { blockedBy: { code: 'R3003', detail: '2' }, fileCount: 2 },
  ])
})

test('OrderProtection: the folder waits for a decision, and after it for nothing', async () => {
  const { relay, drop, simulator } = await relayFixture({ kodomo: 'good' }, { OrderProtection: 'true' })
  simulator.behave('no_serial', { times: 1 })
  drop('kodomo', 'a.csv')
  await relay.engine.runOnce()
  drop('kodomo', 'b.csv')
  expect(await relay.engine.forecast()).toMatchObject([{ blockedBy: { code: 'R3011' } }])
  await relay.engine.decide(1, { ...staff, decision: 'treated_as_sent' })
  expect(await relay.engine.forecast()).toMatchObject([{ blockedBy: null, files: [{ fileName: 'b.csv' }] }])
})

test('a list of thousands is cut, its count is not', async () => {
  const { relay, drop } = await relayFixture({ kodomo: 'good' })
  for (let n = 0; n < 300; n += 1) drop('kodomo', `${1000 + n}.csv`, '')
  for (let n = 0; n < 300; n += 1) drop('kodomo', `${n}.txt`, '')
  const [kodomo] = await relay.engine.forecast()
  expect(kodomo).toMatchObject({ fileCount: 300, leftOutCount: 300 })
  expect(kodomo?.files).toHaveLength(200)
  expect(kodomo?.leftOut).toHaveLength(200)
  expect(kodomo?.files.at(-1)).toEqual({ fileName: '1199.csv', sizeBytes: 0 })
})
