import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { relayFixture } from '../testing/relay-fixture.ts'

const COUNT = 100_000

it('100,000 files in one scheme folder are one error of the folder: nothing is sent or moved', async () => {
  const { relay, simulator, root } = await relayFixture(
    { kodomo: 'good' },
    { AllowMultipleFilePerFolder: 'false' },
  )
  for (let n = 0; n < COUNT; n += 1) writeFileSync(path.join(root, 'kodomo', `医療費_${n}.csv`), '')
  expect(await relay.engine.runOnce()).toMatchObject({ accepted: 0, failures: 1 })
  const [forecast] = await relay.engine.forecast()
  expect(simulator.received).toEqual([])
  expect(relay.engine.status().folderTroubles.kodomo).toMatchObject({ code: 'R3003', detail: `${COUNT}` })
  expect(forecast).toMatchObject({ fileCount: COUNT, blockedBy: { code: 'R3003' } })
}, 120_000)
