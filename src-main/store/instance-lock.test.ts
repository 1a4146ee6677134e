import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished } from 'vitest'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { asPlainUser } from '../testing/plain-user.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import {
  acquireInstanceLock,
  type InstanceLock,
  isLockFree,
  type LockOwner,
  readLockOwner,
} from './instance-lock.ts'

const OWNER: LockOwner = { pid: 4711, host: 'pc-1', mode: 'console', since: '2026-04-01T09:00:00.000+09:00' }
const isWindows = process.platform === 'win32'

function acquire(dataDir: string, owner = OWNER): InstanceLock {
  const lock = acquireInstanceLock(dataDir, owner)
  onTestFinished(() => lock.release())
  return lock
}

function refusal(dataDir: string): RelayError {
  try {
    acquire(dataDir)
  } catch (error) {
    if (error instanceof RelayError) return error
    throw error
  }
  throw new Error('the lock was free')
}

/** Another process that takes the lock and keeps it. */
async function otherProcess(dataDir: string): Promise<ChildProcess> {
  const module = path.join(import.meta.dirname, 'instance-lock.ts')
  const program = `
    import { acquireInstanceLock } from ${JSON.stringify(module)}
    acquireInstanceLock(${JSON.stringify(dataDir)}, { pid: process.pid, host: 'pc-2', mode: 'headless', since: '' })
    console.log('held')
    setInterval(() => {}, 60_000)`
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const [line] = await once(createInterface(child.stdout), 'line')
  expect(line).toBe('held')
  return child
}

describe('the lock of a data folder', () => {
  it('is held once, until it is released', () => {
    const dataDir = path.join(tempFolder(), 'new')
    const lock = acquire(dataDir)
    expect(refusal(dataDir)).toMatchObject({ code: 'R4002', detail: 'pc-1 (PID 4711, console)' })
    lock.release()
    acquire(dataDir, { ...OWNER, host: 'pc-3' })
    expect(refusal(dataDir).detail).toContain('pc-3')
  })

  it('of one folder leaves others free', () => {
    acquire(tempFolder())
    acquire(tempFolder())
  })

  it('may be released twice', () => {
    const dataDir = tempFolder()
    const lock = acquire(dataDir)
    lock.release()
    const next = acquire(dataDir)
    lock.release()
    expect(refusal(dataDir).code).toBe('R4002')
    next.release()
  })

  it('takes its card away when it is released', () => {
    const dataDir = tempFolder()
    const lock = acquire(dataDir)
    const card = path.join(dataDir, 'relay.lock.json')
    expect(JSON.parse(readFileSync(card, 'utf8'))).toEqual(OWNER)
    lock.release()
    expect(existsSync(card)).toBe(false)
  })

  it.skipIf(isWindows)('lies in files of the owner alone', () => {
    const dataDir = path.join(tempFolder(), 'new')
    acquire(dataDir)
    expect(statSync(dataDir).mode & 0o777).toBe(0o700)
    for (const file of ['relay.lock', 'relay.lock.json']) {
      expect([file, statSync(path.join(dataDir, file)).mode & 0o777]).toEqual([file, 0o600])
    }
  })
})

describe('a lock of another process', () => {
  it('is respected, with its owner named, and falls with the process', async () => {
    const dataDir = tempFolder()
    const child = await otherProcess(dataDir)
    expect(refusal(dataDir)).toMatchObject({ code: 'R4002', detail: `pc-2 (PID ${child.pid}, headless)` })
    child.kill('SIGKILL')
    await once(child, 'close')
    // Its card is still there, and means nothing.
    expect(existsSync(path.join(dataDir, 'relay.lock.json'))).toBe(true)
    acquire(dataDir)
    expect(refusal(dataDir).detail).toContain('PID 4711')
  })

  it('is seen by a look, which takes nothing', async () => {
    const dataDir = tempFolder()
    const child = await otherProcess(dataDir)
    expect(isLockFree(dataDir)).toBe(false)
    expect(readLockOwner(dataDir)).toEqual({ pid: child.pid, host: 'pc-2', mode: 'headless', since: '' })
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(isLockFree(dataDir)).toBe(true)
    expect(isLockFree(dataDir)).toBe(true)
    acquire(dataDir)
    expect(isLockFree(dataDir)).toBe(false)
  })

  it('is not broken by an attempt that failed', async () => {
    const dataDir = tempFolder()
    await otherProcess(dataDir)
    expect(refusal(dataDir).code).toBe('R4002')
    expect(refusal(dataDir).code).toBe('R4002')
  })
})

describe('a card that cannot be read', () => {
  it.each(['', 'not json', 'null', '[]', '{"pid":1}'])('leaves this computer’s name: %j', (text) => {
    const dataDir = tempFolder()
    acquire(dataDir)
    writeFileSync(path.join(dataDir, 'relay.lock.json'), text)
    expect(refusal(dataDir)).toMatchObject({ code: 'R4002', detail: os.hostname() })
  })
})

describe('a lock that cannot be made', () => {
  it('is R4001 where the folder is a file', () => {
    const file = path.join(tempFolder(), 'file')
    writeFileSync(file, '')
    expect(refusal(file).code).toBe('R4001')
    expect(refusal(path.join(file, 'below')).code).toBe('R4001')
  })

  it('is R4001 where the lock’s name is taken by a folder', () => {
    const dataDir = tempFolder()
    mkdirSync(path.join(dataDir, 'relay.lock'))
    expect(refusal(dataDir).code).toBe('R4001')
  })

  it('is R4001 where its card cannot be written, and the lock is free again', () => {
    const dataDir = tempFolder()
    const card = path.join(dataDir, 'relay.lock.json')
    mkdirSync(card)
    expect(refusal(dataDir)).toMatchObject({ code: 'R4001', detail: 'EISDIR' })
    rmdirSync(card)
    acquire(dataDir)
    expect(refusal(dataDir).code).toBe('R4002')
  })

  it.skipIf(isWindows)('is R4001 in a read-only folder', () => {
    const dataDir = tempFolder()
    chmodSync(dataDir, 0o555)
    expect(asPlainUser(() => refusal(dataDir)).code).toBe('R4001')
    chmodSync(dataDir, 0o700)
  })
})
