import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withLock } from './lock.mjs'

const NO_SUCH_PROCESS = 2 ** 22 + 1

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-test-'))
  file = join(folder, 'some.lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('one at a time, and nothing is left behind', async () => {
  let inside = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++inside)
    await pause(20)
    inside--
  }
  await Promise.all([withLock(file, work), withLock(file, work), withLock(file, work)])
  expect(most).toBe(1)
  expect(existsSync(file)).toBe(false)
})

test('released when the work fails', async () => {
  await expect(withLock(file, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(existsSync(file)).toBe(false)
})

test('a lock of a process that is gone is taken over', async () => {
  writeFileSync(file, JSON.stringify({ pid: NO_SUCH_PROCESS, host: hostname() }))
  expect(await withLock(file, async () => 'mine')).toBe('mine')
})

test('a lock of another computer is respected until its heartbeat stops', async () => {
  writeFileSync(file, JSON.stringify({ pid: NO_SUCH_PROCESS, host: 'elsewhere' }))
  let taken = false
  const mine = withLock(file, async () => {
    taken = true
  })
  await pause(600)
  expect(taken).toBe(false)
  const longAgo = new Date(Date.now() - 60_000)
  utimesSync(file, longAgo, longAgo)
  await mine
  expect(taken).toBe(true)
})
