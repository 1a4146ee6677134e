import { appendFileSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { Topic } from '../src-shared/ipc/events.ts'
import { OWNER } from './commands/testing/open-session.ts'
import { createRelay } from './compose.ts'
import { Follower } from './follower.ts'
import { acquireInstanceLock } from './store/instance-lock.ts'
import { tempFolder } from './testing/temp-folder.ts'

/** A program that sends, another one that only shows, and what its window is told at each look. */
function beside() {
  const dataDir = tempFolder()
  const lock = acquireInstanceLock(dataDir, OWNER)
  const sender = createRelay({ dataDir, sealer: null, memoryVault: true })
  const viewer = createRelay({ dataDir, sealer: null })
  const told: Topic[] = []
  const follower = new Follower(viewer, (topic) => told.push(topic))
  onTestFinished(async () => {
    follower.stop()
    await viewer.close()
    await sender.close()
    lock.release()
  })
  const look = async () => {
    told.length = 0
    await follower.look()
    return [...told]
  }
  return { dataDir, lock, sender, viewer, follower, look }
}

it('tells nothing while nothing changes', async () => {
  const { look, viewer } = beside()
  expect(await look()).toEqual([])
  // What this program reads or writes itself is no news of another one.
  viewer.facts.set('close_note', 'seen')
  expect(await look()).toEqual([])
})

it('tells of what the other program wrote in the database, once', async () => {
  const { look, sender } = beside()
  sender.facts.set('monitoring', 'on')
  sender.facts.set('monitoring', 'off')
  expect(await look()).toEqual(['status', 'transfers', 'folders', 'settings', 'vault', 'audit'])
  expect(await look()).toEqual([])
})

it('tells of new lines of the log', async () => {
  const { look, viewer } = beside()
  mkdirSync(viewer.logFolder, { recursive: true })
  appendFileSync(path.join(viewer.logFolder, 'log.txt'), '1\n')
  expect(await look()).toEqual(['log'])
  appendFileSync(path.join(viewer.logFolder, 'log.txt'), '2\n')
  expect(await look()).toEqual(['log'])
  expect(await look()).toEqual([])
})

it('tells when the other program ends, whose name stays, and when a next one comes', async () => {
  const { look, lock, follower, dataDir } = beside()
  expect(follower.holder).toEqual({ ...OWNER, ended: false })
  lock.release()
  expect(await look()).toEqual(['status'])
  expect(follower.holder).toEqual({ ...OWNER, ended: true })
  const next = acquireInstanceLock(dataDir, { ...OWNER, pid: 4712, mode: 'headless' })
  expect(await look()).toEqual(['status'])
  expect(follower.holder).toMatchObject({ pid: 4712, mode: 'headless', ended: false })
  next.release()
})

it('tells nothing any more once it is stopped, or its database is closed', async () => {
  const { look, sender, follower } = beside()
  sender.facts.set('monitoring', 'on')
  const looking = look()
  follower.stop()
  expect(await looking).toEqual([])
  expect(await look()).toEqual([])
})

it('a look that fails says nothing, keeps what was known, and is made up for by the next one', async () => {
  const { look, dataDir, follower, sender } = beside()
  const file = path.join(dataDir, 'relay.lock')
  rmSync(file)
  mkdirSync(file)
  sender.facts.set('monitoring', 'on')
  expect(await look()).toEqual(['status', 'transfers', 'folders', 'settings', 'vault', 'audit'])
  expect(follower.holder).toEqual({ ...OWNER, ended: false })
  rmSync(file, { recursive: true })
  const next = acquireInstanceLock(dataDir, { ...OWNER, pid: 4712 })
  expect(await look()).toEqual(['status'])
  expect(follower.holder).toMatchObject({ pid: 4712, ended: false })
  next.release()
})
