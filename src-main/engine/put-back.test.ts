import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { type RelayFixture, relayFixture } from '../testing/relay-fixture.ts'

const staff = { by: 'suzuki@pc', reason: '', serialNumber: null }
const resend = { ...staff, decision: 'resend' } as const
const at = '2026-11-20T13:50:00.000+09:00'

/** A rejected file, which lies in ERROR. */
async function rejected(settings = {}): Promise<RelayFixture> {
  const site = await relayFixture({ kodomo: 'good' }, settings)
  site.simulator.behave({ kind: 'status', status: 400, code: 'E4000001' }, { times: 1 })
  site.drop('kodomo', 'a.csv', 'old')
  await site.relay.engine.runOnce()
  return site
}

const filedIn = (root: string) => path.join(root, 'ERROR', 'kodomo', 'a.csv')

describe('再送する is refused before anything is written', () => {
  test.each<[string, (root: string) => void, string]>([
    ['the scheme folder is gone', (root) => rmSync(path.join(root, 'kodomo'), { recursive: true }), 'kodomo'],
    [
      'a file has its name',
      (root) => {
        rmSync(path.join(root, 'kodomo'), { recursive: true })
        writeFileSync(path.join(root, 'kodomo'), '')
      },
      'kodomo',
    ],
    ['the file is gone', (root) => rmSync(filedIn(root)), 'ERROR/kodomo/a.csv'],
    [
      'a folder has its name',
      (root) => {
        rmSync(filedIn(root))
        mkdirSync(filedIn(root))
      },
      'ERROR/kodomo/a.csv',
    ],
    [
      'a link has its name',
      (root) => {
        rmSync(filedIn(root))
        symlinkSync('/etc/hostname', filedIn(root))
      },
      'ERROR/kodomo/a.csv',
    ],
  ])('where %s', async (_, change, missing) => {
    const { relay, root } = await rejected()
    change(root)
    await expect(relay.engine.decide(1, resend)).rejects.toMatchObject({
      code: 'R3005',
      detail: expect.stringContaining(path.join(root, missing)),
    })
    expect(relay.transfers.get(1)).toMatchObject({ decision: null, filedAs: 'ERROR/kodomo/a.csv' })
  })
})

test('a decision to send again that a crash left before its move is carried out by the next cycle', async () => {
  const { relay, simulator, tree } = await rejected()
  relay.transfers.decide(1, { ...resend, at })
  expect(await relay.engine.runOnce()).toMatchObject({ accepted: 1, failures: 0 })
  expect(tree()).toEqual(['PROCEED/kodomo/a.csv'])
  expect(relay.transfers.get(2)).toMatchObject({ resendOf: 1, status: 'accepted' })
  expect(simulator.receivedCount).toBe(2)
})

test('a file that arrived under another name before a crash is known by that name', async () => {
  const { relay, root, drop, tree } = await rejected()
  relay.transfers.decide(1, { ...resend, at })
  relay.transfers.aboutToMove(1, 'kodomo/a_20261120135000.csv')
  drop('kodomo', 'a.csv', 'another month')
  writeFileSync(path.join(root, 'kodomo', 'a_20261120135000.csv'), readFileSync(filedIn(root)))
  expect(await relay.engine.runOnce()).toMatchObject({ accepted: 2, failures: 0 })
  expect(tree()).toEqual(['PROCEED/kodomo/a.csv', 'PROCEED/kodomo/a_20261120135000.csv'])
  const rows = [...relay.history.newestFirst()].map(({ fileName, resendOf }) => [fileName, resendOf])
  expect(rows).toContainEqual(['a_20261120135000.csv', 1])
  expect(rows).toContainEqual(['a.csv', null])
})

test('what cannot be put back now is told once, and then that it could', async () => {
  const { relay, root, events } = await rejected()
  relay.transfers.decide(1, { ...resend, at })
  rmSync(path.join(root, 'kodomo'), { recursive: true })
  events.length = 0
  for (let cycle = 0; cycle < 2; cycle += 1)
    expect(await relay.engine.runOnce()).toMatchObject({ accepted: 0 })
  mkdirSync(path.join(root, 'kodomo'))
  expect(await relay.engine.runOnce()).toMatchObject({ accepted: 1, failures: 0 })
  const about = events.filter((event) => 'transferId' in event && event.transferId === 1)
  expect(about).toMatchObject([
    { type: 'trouble', level: 'warning', code: 'R3005', repeated: false },
    { type: 'trouble', code: 'R3005', repeated: true },
    { type: 'recovered', code: 'R3005' },
  ])
})

test('a file of another PMHFilePath is left where it is', async () => {
  const { relay, root, reopen } = await rejected()
  relay.transfers.decide(1, { ...resend, at })
  await relay.close()
  const elsewhere = path.join(path.dirname(root), 'elsewhere')
  mkdirSync(path.join(elsewhere, 'kodomo'), { recursive: true })
  const next = reopen({ PMHFilePath: elsewhere })
  expect(await next.engine.runOnce()).toMatchObject({ accepted: 0, failures: 0 })
  expect(existsSync(filedIn(root))).toBe(true)
})

describe('the folder that waited', () => {
  test('for a decision goes on with it', async () => {
    const { relay } = await rejected({ OrderProtection: 'true' })
    expect(relay.holds.get('kodomo')?.kind).toBe('order')
    await relay.engine.decide(1, resend)
    expect(relay.holds.get('kodomo')).toBeNull()
  })

  test('for another token does not', async () => {
    const { relay } = await rejected()
    const about = { code: 'E4010003', detail: '', since: at }
    relay.holds.put('kodomo', { kind: 'token', ...about, tokenMark: 'm' })
    await relay.engine.decide(1, resend)
    expect(relay.holds.get('kodomo')?.kind).toBe('token')
  })
})
