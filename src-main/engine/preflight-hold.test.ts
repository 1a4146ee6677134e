import { rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { RawSettings } from '../../src-shared/domain/settings.ts'
import { type RelayFixture, relayFixture } from '../testing/relay-fixture.ts'

const staff = { by: 'suzuki@pc', reason: '住基と照合済み', serialNumber: null, decision: 'resend' } as const
const GOOD = 'no,name\r\n1,検証\r\n'
/** A field too many in the third record. */
const BAD = `${GOOD}2,検証,3\r\n`
const SHIFT_JIS = Buffer.concat([Buffer.from([0x8e, 0x73]), Buffer.from(',1\r\n2,3\r\n')])

const block: RawSettings = { PreflightMode: 'block' }
const notices = ({ events }: RelayFixture) =>
  events.filter((event) => event.type === 'notice' || event.type === 'recovered')
const troubles = ({ events }: RelayFixture) => events.filter((event) => event.type === 'trouble')
const put = (site: RelayFixture, name: string, content: string | Uint8Array) =>
  writeFileSync(path.join(site.root, 'kodomo', name), content)

describe('PreflightMode=warn', () => {
  test('is the default: what was found is told once and kept with the row, and the file goes', async () => {
    const site = await relayFixture({ kodomo: 'good' })
    put(site, 'a.csv', BAD)
    expect(await site.relay.engine.runOnce()).toMatchObject({ accepted: 1, failures: 0 })
    expect(site.tree()).toEqual(['PROCEED/kodomo/a.csv'])
    expect(notices(site)).toEqual([
      {
        type: 'notice',
        level: 'warning',
        folder: 'kodomo',
        transferId: 1,
        code: 'R3022',
        message: 'a.csv P202×1',
      },
    ])
    expect(site.relay.events.newestFirst(1)).toMatchObject([{ code: 'R3022', level: 'warning' }])
    expect(site.relay.findings.of(1)).toEqual([
      { rule: 'P202', field: null, count: 1, places: [{ record: 3, line: 3, column: null, byte: 20 }] },
    ])
    expect(site.log.join('\n')).not.toMatch(/R3022|P202|検証/)
  })

  test('says nothing of a file in which nothing was found', async () => {
    const site = await relayFixture({ kodomo: 'good' })
    put(site, 'a.csv', GOOD)
    await site.relay.engine.runOnce()
    expect(notices(site)).toEqual([])
    expect(site.relay.findings.of(1)).toEqual([])
  })

  test('tells a file that waits for its next try once, not in each cycle', async () => {
    const site = await relayFixture({ kodomo: 'good' })
    put(site, 'a.csv', BAD)
    site.simulator.behave({ kind: 'status', status: 429 }, { times: 2 })
    for (let cycle = 0; cycle < 3; cycle += 1) await site.relay.engine.runOnce()
    expect(site.tree()).toEqual(['PROCEED/kodomo/a.csv'])
    expect(notices(site).filter(({ code }) => code === 'R3022')).toHaveLength(1)
    expect(site.relay.findings.of(1)).toHaveLength(1)
  })

  test('checks JSON by the schema of the 連携方式', async () => {
    const settings = { PostRegistrationFileType: '1', PostRegistrationTasksType: '2' }
    const site = await relayFixture({ kodomo: 'good' }, settings)
    put(site, 'a.json', '[{}]')
    await site.relay.engine.runOnce()
    expect(site.relay.findings.of(1).map(({ field }) => field)).toContain('historyKey')
    await site.relay.close()
    const full = site.reopen({ ...settings, PostRegistrationTasksType: '1' })
    put(site, 'b.json', '[{}]')
    await full.engine.runOnce()
    expect(full.findings.of(2).map(({ field }) => field)).not.toContain('historyKey')
  })

  test('checks a file that is read in a thread too', async () => {
    const site = await relayFixture({ kodomo: 'good' })
    put(site, 'a.csv', `${BAD}${'1,2\r\n'.repeat(2_000_000)}`)
    await site.relay.engine.runOnce()
    expect(site.relay.findings.of(1)).toMatchObject([{ rule: 'P202', count: 1 }])
  })
})

test('PreflightMode=off looks at nothing', async () => {
  const site = await relayFixture(
    { kodomo: 'good' },
    { PreflightMode: 'off' },
    () => {},
    (deps) => ({
      ...deps,
      startCheck: () => {
        throw new Error('a check was begun')
      },
    }),
  )
  put(site, 'a.csv', BAD)
  expect(await site.relay.engine.runOnce()).toMatchObject({ accepted: 1, failures: 0 })
  expect(notices(site)).toEqual([])
})

describe('PreflightMode=block', () => {
  test('lets a file with notes alone go', async () => {
    const site = await relayFixture({ kodomo: 'good' }, block)
    put(site, 'a.csv', SHIFT_JIS)
    expect(await site.relay.engine.runOnce()).toMatchObject({ accepted: 1, failures: 0 })
    expect(notices(site)).toMatchObject([{ code: 'R3022', message: 'a.csv P101×1' }])
  })

  test('keeps a file with a fault where it is, says so once, and lets nothing overtake it', async () => {
    const site = await relayFixture({ kodomo: 'good', judo: 'good2' }, block)
    put(site, 'a.csv', GOOD)
    put(site, 'b.csv', BAD)
    put(site, 'c.csv', GOOD)
    site.drop('judo', 'd.csv', GOOD)
    expect(await site.relay.engine.runOnce()).toMatchObject({ accepted: 2, failures: 1 })
    const lines = site.log.length
    expect(await site.relay.engine.runOnce()).toMatchObject({ accepted: 0, failures: 1 })
    const files = ['PROCEED/judo/d.csv', 'PROCEED/kodomo/a.csv', 'kodomo/b.csv', 'kodomo/c.csv']
    expect(site.tree()).toEqual(files)
    expect(site.log).toHaveLength(lines)
    expect(troubles(site)).toMatchObject([
      { code: 'R3021', level: 'warning', transferId: 2, message: 'b.csv P202×1', repeated: false },
    ])
    expect(site.simulator.received).toHaveLength(2)
    expect(site.relay.transfers.get(2)).toMatchObject({
      status: 'failed',
      hold: 'preflight',
      attempts: 0,
      errorCode: 'R3021',
      destination: null,
    })
    expect(site.relay.findings.of(2)).toMatchObject([{ rule: 'P202' }])
  })

  test('goes on after a restart: the same row, and the reason once more', async () => {
    const site = await relayFixture({ kodomo: 'good' }, block)
    put(site, 'a.csv', BAD)
    await site.relay.engine.runOnce()
    await site.relay.close()
    const next = site.reopen(block)
    expect(await next.engine.runOnce()).toMatchObject({ accepted: 0, failures: 1 })
    expect([...next.history.newestFirst()]).toHaveLength(1)
    expect(troubles(site)).toHaveLength(2)
  })

  test('送信 by hand does not stand for a decision', async () => {
    const site = await relayFixture({ kodomo: 'good' }, block)
    put(site, 'a.csv', BAD)
    await site.relay.engine.runOnce()
    await site.relay.engine.sendNow('kodomo')
    expect(site.tree()).toEqual(['kodomo/a.csv'])
  })

  test('再送する sends these very bytes, also when the first try fails, and no others', async () => {
    const site = await relayFixture({ kodomo: 'good' }, block)
    put(site, 'a.csv', BAD)
    await site.relay.engine.runOnce()
    await site.relay.engine.decide(1, staff)
    site.simulator.behave({ kind: 'status', status: 429 }, { times: 1 })
    await site.relay.engine.runOnce()
    expect(await site.relay.engine.runOnce()).toMatchObject({ accepted: 1, failures: 0 })
    expect(site.tree()).toEqual(['PROCEED/kodomo/a.csv'])
    expect(site.relay.transfers.get(2)).toMatchObject({ status: 'accepted', resendOf: 1, attempts: 2 })
    put(site, 'a.csv', `${BAD}3,4,5\r\n`)
    expect(await site.relay.engine.runOnce()).toMatchObject({ accepted: 0, failures: 1 })
    expect(site.relay.transfers.get(3)).toMatchObject({ hold: 'preflight', resendOf: null })
  })

  test('a decision about contents is none about a second sending: that is told and marked', async () => {
    const site = await relayFixture({ kodomo: 'good' })
    put(site, 'a.csv', BAD)
    expect(await site.relay.engine.runOnce()).toMatchObject({ accepted: 1 })
    await site.relay.close()
    const relay = site.reopen(block)
    put(site, 'b.csv', BAD)
    await relay.engine.runOnce()
    expect(relay.transfers.get(2)).toMatchObject({ hold: 'preflight' })
    await relay.engine.decide(2, { ...staff })
    expect(await relay.engine.runOnce()).toMatchObject({ accepted: 1 })
    expect(relay.transfers.get(3)).toMatchObject({ resendOf: 2, duplicateOf: 1 })
    expect(notices(site)).toContainEqual(expect.objectContaining({ code: 'R3010', transferId: 3 }))
  })

  test('a decision about bytes that were replaced meanwhile lets the new ones not go', async () => {
    const site = await relayFixture({ kodomo: 'good' }, block)
    put(site, 'a.csv', BAD)
    await site.relay.engine.runOnce()
    put(site, 'a.csv', `${BAD}3,4,5\r\n`)
    await site.relay.engine.decide(1, staff)
    await site.relay.engine.runOnce()
    expect(site.tree()).toEqual(['kodomo/a.csv'])
    expect(site.relay.transfers.get(2)).toMatchObject({ hold: 'preflight' })
  })

  test('a corrected file is checked afresh and goes, and the trouble is over', async () => {
    const site = await relayFixture({ kodomo: 'good' }, block)
    put(site, 'a.csv', BAD)
    await site.relay.engine.runOnce()
    put(site, 'a.csv', GOOD)
    expect(await site.relay.engine.runOnce()).toMatchObject({ accepted: 1, failures: 0 })
    expect(site.tree()).toEqual(['PROCEED/kodomo/a.csv'])
    expect(notices(site)).toMatchObject([{ type: 'recovered', code: 'R3021', transferId: 1 }])
    expect(site.relay.transfers.open()).toEqual([])
  })

  test('one that was replaced by another bad one is held under a row of its own', async () => {
    const site = await relayFixture({ kodomo: 'good' }, block)
    put(site, 'a.csv', BAD)
    await site.relay.engine.runOnce()
    put(site, 'a.csv', `${BAD}"`)
    await site.relay.engine.runOnce()
    expect(site.relay.transfers.open().map(({ id }) => id)).toEqual([2])
    expect(site.relay.findings.of(2).map(({ rule }) => rule)).toEqual(['P202', 'P203'])
  })

  test('touched without a change it keeps its row', async () => {
    const site = await relayFixture({ kodomo: 'good' }, block)
    put(site, 'a.csv', BAD)
    await site.relay.engine.runOnce()
    utimesSync(path.join(site.root, 'kodomo', 'a.csv'), 1_000_000_000, 1_000_000_000)
    expect(await site.relay.engine.runOnce()).toMatchObject({ failures: 1 })
    expect([...site.relay.history.newestFirst()]).toHaveLength(1)
    expect(troubles(site).filter((event) => event.repeated !== true)).toHaveLength(1)
  })

  test('one that staff take away is no question any more, and the folder goes on', async () => {
    const site = await relayFixture({ kodomo: 'good' }, block)
    put(site, 'a.csv', BAD)
    put(site, 'b.csv', GOOD)
    await site.relay.engine.runOnce()
    rmSync(path.join(site.root, 'kodomo', 'a.csv'))
    expect(await site.relay.engine.runOnce()).toMatchObject({ accepted: 1, failures: 0 })
    expect(site.relay.transfers.open()).toEqual([])
    expect(site.tree()).toEqual(['PROCEED/kodomo/b.csv'])
  })

  test.each(['warn', 'off'])(
    'with %s afterwards the file goes, under the same row',
    async (PreflightMode) => {
      const site = await relayFixture({ kodomo: 'good' }, block)
      put(site, 'a.csv', BAD)
      await site.relay.engine.runOnce()
      await site.relay.close()
      const next = site.reopen({ PreflightMode })
      expect(await next.engine.runOnce()).toMatchObject({ accepted: 1, failures: 0 })
      expect(next.transfers.get(1)).toMatchObject({ status: 'accepted', hold: null, attempts: 1 })
    },
  )

  test('a file that is kept back counts as one of the folder', async () => {
    const site = await relayFixture({ kodomo: 'good' }, { ...block, AllowMultipleFilePerFolder: 'false' })
    put(site, 'b.csv', BAD)
    await site.relay.engine.runOnce()
    put(site, 'a.csv', GOOD)
    await site.relay.engine.runOnce()
    expect(site.relay.engine.status().folderTroubles).toMatchObject({ kodomo: { code: 'R3003' } })
    expect(site.simulator.received).toEqual([])
  })

  test('the forecast names it, and what it keeps from going', async () => {
    const site = await relayFixture({ kodomo: 'good' }, block)
    put(site, 'b.csv', BAD)
    await site.relay.engine.runOnce()
    for (const name of ['a.csv', 'c.csv']) put(site, name, GOOD)
    const [kodomo] = await site.relay.engine.forecast()
    expect(kodomo).toMatchObject({ files: [{ fileName: 'a.csv' }], fileCount: 1, leftOutCount: 2 })
    expect(kodomo?.leftOut).toEqual(
      expect.arrayContaining([
        { fileName: 'b.csv', reason: 'preflight' },
        { fileName: 'c.csv', reason: 'behind' },
      ]),
    )
    expect(await site.relay.engine.runOnce()).toMatchObject({ accepted: 1 })
    expect(site.tree()).toEqual(['PROCEED/kodomo/a.csv', 'kodomo/b.csv', 'kodomo/c.csv'])
  })

  test('a file that cannot be read is that, and no finding', async () => {
    const site = await relayFixture({ kodomo: 'good' }, block, (event, { root }) => {
      if (event.type === 'folder_started') rmSync(path.join(root, 'kodomo', 'a.csv'), { force: true })
    })
    put(site, 'a.csv', BAD)
    expect(await site.relay.engine.runOnce()).toMatchObject({ accepted: 0, failures: 0 })
    expect([...site.relay.history.newestFirst()]).toEqual([])
  })
})

describe('全件連携 with several files in one folder', () => {
  const full = { PostRegistrationTasksType: '1' }
  const several = (site: RelayFixture) => notices(site).filter(({ code }) => code === 'R3023')

  test('is a warning, told once while it lasts, and the files go', async () => {
    const site = await relayFixture({ kodomo: 'good' }, { ...full, ...block })
    put(site, 'a.csv', BAD)
    put(site, 'b.csv', GOOD)
    await site.relay.engine.runOnce()
    await site.relay.engine.runOnce()
    expect(several(site)).toMatchObject([{ folder: 'kodomo', transferId: null, message: '2' }])
    rmSync(path.join(site.root, 'kodomo', 'a.csv'))
    await site.relay.engine.runOnce()
    for (const name of ['c.csv', 'd.csv']) put(site, name, GOOD)
    expect(await site.relay.engine.runOnce()).toMatchObject({ accepted: 2, failures: 0 })
    expect(several(site)).toHaveLength(2)
  })

  test.each([
    ['one file', full, 1],
    ['差分連携', { PostRegistrationTasksType: '2' }, 2],
    [
      'a folder for one file, which is an error of its own',
      { ...full, AllowMultipleFilePerFolder: 'false' },
      2,
    ],
  ])('is none: %s', async (_, settings, files) => {
    const site = await relayFixture({ kodomo: 'good' }, settings)
    for (let n = 0; n < files; n += 1) put(site, `${n}.csv`, GOOD)
    await site.relay.engine.runOnce()
    expect(several(site)).toEqual([])
  })
})
