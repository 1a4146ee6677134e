import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { relayFixture } from '../testing/relay-fixture.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { FolderWatcher } from './folder-watcher.ts'

/** A watcher whose arrivals can be awaited. */
function watcherOf() {
  let arrivals = 0
  let next = Promise.withResolvers<void>()
  const watcher = new FolderWatcher(() => {
    arrivals += 1
    next.resolve()
    next = Promise.withResolvers()
  })
  onTestFinished(() => watcher.close())
  return { watcher, count: () => arrivals, arrival: () => next.promise }
}

test('a file that comes is told once, when the folder is quiet again', async () => {
  const folder = tempFolder()
  const { watcher, count, arrival } = watcherOf()
  watcher.follow([folder], 50)
  await watcher.ready()
  const told = arrival()
  writeFileSync(path.join(folder, 'a.csv'), '1')
  writeFileSync(path.join(folder, 'a.csv'), '12')
  writeFileSync(path.join(folder, 'b.csv'), '1')
  await told
  expect(count()).toBe(1)
})

test('the folders that are followed may change', async () => {
  const [first, second] = [tempFolder(), tempFolder()]
  const { watcher, arrival } = watcherOf()
  watcher.follow([first], 10)
  await watcher.ready()
  watcher.follow([second], 10)
  await watcher.ready()
  const told = arrival()
  writeFileSync(path.join(second, 'a.csv'), '1')
  await told
})

test('a missing folder and a closed watcher are no trouble', async () => {
  const { watcher } = watcherOf()
  watcher.follow([path.join(tempFolder(), 'missing')], 10)
  await watcher.close()
  await watcher.close()
  await watcher.ready()
})

test('sub-folders say nothing', async () => {
  const folder = tempFolder()
  mkdirSync(path.join(folder, 'deeper'))
  const { watcher, count, arrival } = watcherOf()
  watcher.follow([folder], 10)
  await watcher.ready()
  const told = arrival()
  writeFileSync(path.join(folder, 'deeper', 'a.csv'), '1')
  writeFileSync(path.join(folder, 'b.csv'), '1')
  await told
  expect(count()).toBe(1)
})

test('ImmediateTrigger: a file that arrives is sent without waiting for the timer', async () => {
  const settings = { ImmediateTrigger: 'true', StabilityWindow: '10' }
  const { relay, simulator, drop } = await relayFixture({ kodomo: 'good' }, settings)
  relay.engine.start()
  await relay.engine.watched()
  drop('kodomo', 'a.csv')
  await simulator.waitFor(({ receivedCount }) => receivedCount === 1)
  drop('kodomo', 'b.csv')
  await simulator.waitFor(({ receivedCount }) => receivedCount === 2)
})
