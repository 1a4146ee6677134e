import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type RelayFixture, relayFixture } from '../testing/relay-fixture.ts'

const YEARS_MS = 10 * 365 * 86_400_000

/** A relay whose wall clock the test sets; its monotonic one is the system's. */
async function withWallClock(settings: Record<string, string>) {
  let offset = 0
  const fixture = await relayFixture({ kodomo: 'good' }, settings, undefined, (deps) => ({
    ...deps,
    clock: { ...deps.clock, now: () => new Date(Date.now() + offset) },
  }))
  return { ...fixture, jump: (ms: number) => (offset += ms) }
}

const sent = ({ relay }: Pick<RelayFixture, 'relay'>) =>
  [...relay.history.newestFirst()].map(({ fileName, status }) => `${fileName} ${status}`)

test.each([
  ['forward', YEARS_MS],
  ['back', -YEARS_MS],
])('a wall clock that jumps %s neither hurries nor delays the next cycle', async (_, by) => {
  const site = await withWallClock({ MonitoringTimer: '300' })
  const { relay, simulator, drop, jump } = site
  drop('kodomo', 'a.csv')
  const first = simulator.nextUpload()
  relay.engine.start()
  await first
  jump(by)
  drop('kodomo', 'b.csv')
  await simulator.nextUpload()
  await relay.engine.stop()
  expect(sent(site)).toEqual(['b.csv accepted', 'a.csv accepted'])
})

test('a wall clock that jumps while a file is watched makes no difference to it', async () => {
  const site = await withWallClock({ StabilityWindow: '150' })
  const { relay, drop, jump } = site
  drop('kodomo', 'a.csv')
  const cycle = relay.engine.runOnce()
  jump(-YEARS_MS)
  expect(await cycle).toMatchObject({ accepted: 1, failures: 0 })
})

test('the newest row is the last one sent, whatever the wall clock said', async () => {
  const site = await withWallClock({})
  for (const name of ['a.csv', 'b.csv', 'c.csv']) {
    site.drop('kodomo', name)
    await site.relay.engine.runOnce()
    site.jump(-YEARS_MS)
  }
  expect(sent(site)).toEqual(['c.csv accepted', 'b.csv accepted', 'a.csv accepted'])
})

test('a watched folder that is made anew says nothing any more, and its files are sent by the timer all the same', async () => {
  const settings = { ImmediateTrigger: 'true', MonitoringTimer: '300' }
  const { relay, simulator, drop, root } = await relayFixture({ kodomo: 'good' }, settings)
  relay.engine.start()
  await relay.engine.watched()
  rmSync(path.join(root, 'kodomo'), { recursive: true })
  mkdirSync(path.join(root, 'kodomo'))
  drop('kodomo', 'a.csv')
  expect(await simulator.nextUpload()).toMatchObject({ outcome: 'accepted' })
  await relay.engine.stop()
})
