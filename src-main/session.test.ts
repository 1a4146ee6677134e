import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { addFolder, type OpenSession, OWNER, openSession, SECRET } from './commands/testing/open-session.ts'
import { Session } from './session.ts'
import { startSimulator } from './simulator/simulator.ts'
import { openDatabase } from './store/database.ts'
import { acquireInstanceLock, isLockFree } from './store/instance-lock.ts'
import { openedDatabase } from './store/testing/opened-database.ts'
import { tempFolder } from './testing/temp-folder.ts'

const TOKEN = `${SECRET}-TOKEN-4f2a`
const sendingEnded = (opened: OpenSession) =>
  opened.until(() => opened.session.current.engine.status().state !== 'sending')

function turningSealer() {
  const turn = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ 0xff))
  return {
    kind: 'os' as const,
    seal: (plain: string) => turn(Buffer.from(plain)),
    open: (sealed: Uint8Array) => turn(sealed).toString(),
  }
}

/** Settings, folder and token of a real relay against a simulator. */
async function setUp(opened: OpenSession) {
  const pmh = await startSimulator({ tokens: [TOKEN] })
  onTestFinished(() => pmh.close())
  const root = tempFolder()
  await opened.value('settings.save', {
    changes: { PMHFilePath: root, PostRegistrationTasksBaseURL: pmh.url, StabilityWindow: '0' },
  })
  await addFolder(opened, { folder: 'a', token: TOKEN, createDirectory: true })
  return { root, pmh, drop: (name: string) => writeFileSync(path.join(root, 'a', name), name) }
}

describe('opening a data folder', () => {
  it('takes its lock, and gives it back at the end', async () => {
    const { session, dataDir } = openSession()
    expect(session.heldBy).toBeNull()
    expect(() => acquireInstanceLock(dataDir, OWNER)).toThrow('R4002')
    await session.close()
    acquireInstanceLock(dataDir, OWNER).release()
  })

  it('gives the lock back when the folder cannot be used', () => {
    const dataDir = tempFolder()
    writeFileSync(path.join(dataDir, 'relay.db'), 'x'.repeat(4096))
    expect(() => Session.open(dataDir, OWNER, null, () => {})).toThrow('R4004')
    acquireInstanceLock(dataDir, OWNER).release()
    const newer = tempFolder()
    const db = openDatabase(newer)
    db.pragma('user_version = 99')
    db.close()
    expect(() => Session.open(newer, OWNER, null, () => {})).toThrow('R4003')
    acquireInstanceLock(newer, OWNER).release()
  })

  it('only shows what another program sends from, and says who that is', async () => {
    const first = openSession()
    await first.value('vault.choose', { kind: 'memory' })
    const { drop, pmh } = await setUp(first)
    drop('1.csv')
    const second = openSession({ dataDir: first.dataDir })
    expect((await second.value('app.info')).heldBy).toEqual({ ...OWNER, ended: false })
    expect(await second.refusal('engine.start')).toBe('R4002 pc-1 (PID 4711, console)')
    expect(await second.refusal('engine.send-now', { folder: null })).toMatch(/^R4002 /)
    expect((await second.value('folders.list')).folders).toHaveLength(1)
    await second.session.close()
    expect(pmh.receivedCount).toBe(0)
    // The one that only showed has not taken the lock from the other.
    expect(() => acquireInstanceLock(first.dataDir, OWNER)).toThrow('R4002')
    await first.value('engine.send-now', { folder: null })
    await sendingEnded(first)
    expect(pmh.receivedCount).toBe(1)
  })
})

describe('送信を引き継ぐ', () => {
  it('is refused while the other program sends, and to the one that sends', async () => {
    const first = openSession()
    const second = openSession({ dataDir: first.dataDir })
    expect(await second.refusal('app.take-over')).toBe('R4002 pc-1 (PID 4711, console)')
    expect(await first.refusal('app.take-over')).toBe('R5007')
    expect(second.session.heldBy).toMatchObject({ ended: false })
    expect(isLockFree(first.dataDir)).toBe(false)
  })

  it('takes the lock, says so in 操作記録, and goes on with the monitoring that staff had started', async () => {
    const first = openSession({ sealer: turningSealer() })
    const { drop, pmh } = await setUp(first)
    await first.value('engine.start')
    await sendingEnded(first)
    const second = openSession({ dataDir: first.dataDir, sealer: turningSealer() })
    await first.session.close()
    drop('1.csv')
    // The lock is free, and nobody takes it by himself.
    await second.until(() => second.session.heldBy?.ended === true)
    expect(await second.refusal('engine.start')).toMatch(/^R4002 /)
    expect(isLockFree(first.dataDir)).toBe(true)
    expect(pmh.receivedCount).toBe(0)

    await second.value('app.take-over')
    expect(second.session.heldBy).toBeNull()
    expect(() => acquireInstanceLock(first.dataDir, OWNER)).toThrow('R4002')
    expect(second.session.real.audit.newestFirst(1)).toMatchObject([
      {
        action: 'sender.taken-over',
        before: 'pc-1 (PID 4711, console)',
        after: 'pc-1 (PID 4711, console)',
      },
    ])
    await second.until(() => second.session.real.engine.status().state === 'watching')
    expect(pmh.received.map(({ outcome }) => outcome)).toEqual(['accepted'])
    await second.session.close()
    expect(isLockFree(first.dataDir)).toBe(true)
  })

  it('leaves the lock free when 操作記録 cannot be written', async () => {
    const first = openSession()
    const second = openSession({ dataDir: first.dataDir })
    await first.session.close()
    const other = openedDatabase(first.dataDir)
    other.exec('BEGIN IMMEDIATE')
    expect(await second.refusal('app.take-over')).toBe('R4001 SQLITE_BUSY')
    expect(isLockFree(first.dataDir)).toBe(true)
    expect(second.session.heldBy).not.toBeNull()
    other.exec('ROLLBACK')
    await second.value('app.take-over')
  })
})

describe('monitoring after a restart', () => {
  it('goes on by itself if staff had started it', async () => {
    const first = openSession({ sealer: turningSealer() })
    const { drop, pmh } = await setUp(first)
    await first.value('engine.start')
    await sendingEnded(first)
    await first.session.close()
    drop('1.csv')
    const second = openSession({ dataDir: first.dataDir, sealer: turningSealer() })
    await second.until(() => second.session.real.engine.status().state === 'watching')
    expect(pmh.received.map(({ outcome }) => outcome)).toEqual(['accepted'])
  })

  it('does not when staff had stopped it', async () => {
    const first = openSession({ sealer: turningSealer() })
    await setUp(first)
    await first.value('engine.start')
    await first.value('engine.stop')
    await first.session.close()
    const second = openSession({ dataDir: first.dataDir, sealer: turningSealer() })
    expect(second.session.real.engine.status().state).toBe('stopped')
  })

  it('does not in a program that only shows', async () => {
    const first = openSession({ sealer: turningSealer() })
    await setUp(first)
    await first.value('engine.start')
    await sendingEnded(first)
    const second = openSession({ dataDir: first.dataDir, sealer: turningSealer() })
    expect(second.session.real.engine.status().state).toBe('stopped')
  })
})

describe('practice', () => {
  const PRACTICE_FILES = ['hitorioya', 'judo', 'kodomo']

  it('is a relay of its own, with folders, tokens and files that are ready to be sent', async () => {
    const opened = openSession()
    await opened.value('practice.start')
    expect(opened.told).toEqual(['practice'])
    expect(await opened.value('app.info')).toMatchObject({
      practice: true,
      firstRun: false,
      heldBy: null,
      vault: { kind: 'memory' },
    })
    const before = await opened.value('overview.get')
    expect(before.target.kind).toBe('practice')
    expect(before.folders.map(({ waitingFiles }) => waitingFiles)).toEqual([1, 1, 1])
    await opened.value('engine.send-now', { folder: null })
    await sendingEnded(opened)
    expect(await opened.value('overview.get')).toMatchObject({
      today: { success: 3, failure: 0, unknown: 0 },
      problems: [],
    })
    await opened.value('practice.refill')
    const again = await opened.value('overview.get')
    expect(again.folders.map(({ waitingFiles }) => waitingFiles)).toEqual([1, 1, 1])
  })

  it('touches nothing of the real relay', async () => {
    const opened = openSession()
    await opened.value('vault.choose', { kind: 'memory' })
    const { root, drop, pmh } = await setUp(opened)
    drop('real.csv')
    await opened.value('practice.start')
    await opened.value('settings.save', { changes: { MonitoringTimer: '5000' } })
    await opened.value('folders.remove', { id: 1 })
    await opened.value('engine.send-now', { folder: null })
    await sendingEnded(opened)
    await opened.value('practice.stop')
    expect(await opened.value('settings.get')).toMatchObject({
      values: { MonitoringTimer: '600000', PMHFilePath: root },
    })
    expect((await opened.value('folders.list')).folders).toMatchObject([
      { folder: 'a', tokenHint: '••••4f2a' },
    ])
    expect((await opened.value('transfers.search', { page: 1, folder: null, status: null })).total).toBe(0)
    expect(readdirSync(path.join(root, 'a'))).toEqual(['real.csv'])
    expect(pmh.receivedCount).toBe(0)
  })

  it('begins anew each time, also over what a crash left', async () => {
    const opened = openSession()
    const left = path.join(opened.dataDir, 'practice', 'files', 'kodomo')
    mkdirSync(left, { recursive: true })
    writeFileSync(path.join(left, 'old.csv'), 'old')
    await opened.value('practice.start')
    expect(readdirSync(path.join(opened.dataDir, 'practice', 'files')).toSorted()).toEqual(PRACTICE_FILES)
    expect(existsSync(path.join(left, 'old.csv'))).toBe(false)
    await opened.value('engine.send-now', { folder: null })
    await sendingEnded(opened)
    await opened.value('practice.stop')
    await opened.value('practice.start')
    expect((await opened.value('transfers.search', { page: 1, folder: null, status: null })).total).toBe(0)
  })

  it('is refused while another program sends from the data folder, and perhaps practises there', async () => {
    const first = openSession()
    await first.value('practice.start')
    const second = openSession({ dataDir: first.dataDir })
    expect(await second.refusal('practice.start')).toBe('R4002 pc-1 (PID 4711, console)')
    expect(await second.value('app.info')).toMatchObject({ practice: false, heldBy: expect.any(Object) })
    await first.value('engine.send-now', { folder: null })
    await sendingEnded(first)
    expect((await first.value('overview.get')).today.success).toBe(3)
  })

  it('may be started and stopped twice, and not both at once', async () => {
    const opened = openSession()
    const answers = await Promise.all([opened.refusal('practice.start'), opened.refusal('practice.start')])
    expect(answers).toEqual(['taken: {}', 'R5007'])
    await opened.value('practice.start')
    const stops = await Promise.all([opened.refusal('practice.stop'), opened.refusal('practice.start')])
    expect(stops).toEqual(['taken: {}', 'R5007'])
    await opened.value('practice.stop')
    expect((await opened.value('app.info')).practice).toBe(false)
    expect(await opened.refusal('practice.refill')).toBe('R5007')
  })

  it('is not told of what the real relay does under the same names', async () => {
    const opened = openSession()
    await opened.value('practice.start')
    expect(opened.session.current).not.toBe(opened.session.real)
    expect(opened.session.current.dataDir).toBe(path.join(opened.dataDir, 'practice', 'data'))
    await opened.value('practice.stop')
    expect(opened.session.current).toBe(opened.session.real)
  })

  it('leaves the choice of the vault to the real relay', async () => {
    const opened = openSession()
    await opened.value('practice.start')
    await opened.value('vault.choose', { kind: 'memory' })
    await opened.value('practice.stop')
    expect((await opened.value('app.info')).vault.kind).toBe('memory')
  })

  it('ends with the session', async () => {
    const opened = openSession()
    await opened.value('practice.start')
    const { origin } = (await opened.value('overview.get')).target
    await opened.session.close()
    await expect(fetch(origin)).rejects.toThrow()
  })
})
