import { EventEmitter, once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { FactStore } from '../store/fact-store.ts'
import { auditOf, openedDatabase } from '../store/testing/opened-database.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { AdminLock } from './admin-lock.ts'
import { openSession } from './testing/open-session.ts'

const PIN = '135790'

function locked({ idleMs = 600_000, now = (): number => 0 } = {}) {
  const db = openedDatabase()
  const facts = new FactStore(db)
  const audit = auditOf(db)
  const changes = new EventEmitter()
  const lock = new AdminLock(facts, audit, now, () => changes.emit('changed'), idleMs)
  const actions = () => audit.newestFirst(100).map(({ action }) => action)
  return {
    lock,
    facts,
    audit,
    changes,
    actions,
    again: () => new AdminLock(facts, audit, now, () => {}, idleMs),
  }
}

const refused = (work: Promise<void>) =>
  work.then(
    () => 'done',
    (error: { code: string; detail: string }) => `${error.code} ${error.detail}`.trimEnd(),
  )

describe('管理者ロック', () => {
  it('is open while there is no PIN', () => {
    const { lock } = locked()
    expect(lock.state()).toEqual({ isSet: false, isOpen: true })
    lock.require()
  })

  it('is closed at the next start, and opened by the PIN, also in full width', async () => {
    const { lock, again, actions } = locked()
    await lock.setPin(PIN)
    expect(lock.state()).toEqual({ isSet: true, isOpen: true })
    const next = again()
    expect(next.state()).toEqual({ isSet: true, isOpen: false })
    expect(() => next.require()).toThrow(expect.objectContaining({ code: 'R6010' }))
    await next.open('１３５７９０')
    next.require()
    expect(actions()).toEqual(['lock.opened', 'lock.set'])
  })

  it('keeps no PIN, in no form that could be tried quickly', async () => {
    const { lock, facts } = locked()
    await lock.setPin(PIN)
    expect(facts.get('admin_pin')).not.toContain(PIN)
    expect(JSON.parse(facts.get('admin_pin') ?? '')).toEqual({
      salt: expect.stringMatching(/^[0-9a-f]{64}$/),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  it.each(['', '12345', 'abcdef', '1234567890123'])('takes no PIN of another form: %j', async (pin) => {
    const { lock } = locked()
    expect(await refused(lock.setPin(pin))).toBe('R6012')
    expect(lock.state().isSet).toBe(false)
  })

  it('makes wrong tries wait longer and longer, also over a restart, and forgets them with the right one', async () => {
    let now = 1_000_000
    const { lock, again, actions } = locked({ now: () => now })
    await lock.setPin(PIN)
    lock.close()
    for (const _ of [1, 2, 3]) expect(await refused(lock.open('000000'))).toBe('R6012')
    expect(await refused(lock.open(PIN))).toBe('R6011 5')
    expect(await refused(again().open(PIN))).toBe('R6011 5')
    now += 5_000
    expect(await refused(lock.open('000000'))).toBe('R6012')
    expect(await refused(lock.open(PIN))).toBe('R6011 10')
    now += 10_000
    expect(await refused(lock.open(PIN))).toBe('done')
    lock.close()
    expect(await refused(lock.open('000000'))).toBe('R6012')
    expect(actions().filter((action) => action === 'lock.refused')).toHaveLength(5)
  })

  it('counts tries that are made at the same time', async () => {
    const { lock } = locked({ now: () => 0 })
    await lock.setPin(PIN)
    lock.close()
    const answers = await Promise.all(Array.from({ length: 10 }, () => refused(lock.open('000000'))))
    expect(answers.filter((answer) => answer === 'R6012')).toHaveLength(3)
  })

  it('a clock that was set back locks nobody out for longer than the delay', async () => {
    let now = 10_000_000
    const { lock } = locked({ now: () => now })
    await lock.setPin(PIN)
    lock.close()
    for (const _ of [1, 2, 3]) await refused(lock.open('000000'))
    now = 0
    expect(await refused(lock.open(PIN))).toBe('R6011 5')
  })

  it('closes by itself when nobody changes anything', async () => {
    const { lock, changes } = locked({ idleMs: 20 })
    await lock.setPin(PIN)
    if (lock.state().isOpen) await once(changes, 'changed')
    expect(lock.state().isOpen).toBe(false)
  })

  it('tries that cannot be read count as wrong ones', async () => {
    const { lock, facts } = locked({ now: () => 1_000_000 })
    await lock.setPin(PIN)
    lock.close()
    facts.set('admin_tries', '{')
    expect(await refused(lock.open('000000'))).toBe('R6012')
    expect(await refused(lock.open(PIN))).toBe('R6011 10')
  })

  it('a record that cannot be read is opened by no PIN', async () => {
    const { lock, facts } = locked()
    facts.set('admin_pin', '{}')
    expect(lock.state()).toEqual({ isSet: true, isOpen: false })
    expect(await refused(lock.open(PIN))).toBe('R6012')
  })
})

describe('the commands', () => {
  it('that write secrets into a file want it open when the dialog is answered, too', async () => {
    const opened = openSession()
    const file = path.join(tempFolder(), 'moved')
    await opened.value('vault.choose', { kind: 'memory' })
    await opened.value('lock.set-pin', { pin: PIN })
    Object.defineProperty(opened, 'picks', {
      get: () => {
        void opened.value('lock.close')
        return file
      },
    })
    expect(await opened.refusal('moving.export', { passphrase: 'x'.repeat(12) })).toBe('R6010')
    await opened.value('lock.open', { pin: PIN })
    expect(await opened.refusal('official.export', { kind: 'config', secrets: false })).toBe('R6010')
    expect(existsSync(file)).toBe(false)
  })

  it('that change settings, mapping or decisions want it open; looking and sending do not', async () => {
    const { value, refusal, told } = openSession()
    await value('lock.set-pin', { pin: PIN })
    await value('lock.close')
    expect(told).toContain('lock')
    expect(await refusal('settings.save', { changes: { MonitoringTimer: '1000' } })).toBe('R6010')
    expect(await refusal('lock.remove-pin')).toBe('R6010')
    expect(await refusal('lock.set-pin', { pin: '222222' })).toBe('R6010')
    await value('settings.get')
    await value('overview.get')
    expect(await refusal('engine.send-now', { folder: null })).not.toContain('R6010')
    await value('lock.open', { pin: PIN })
    await value('settings.save', { changes: { MonitoringTimer: '1000' } })
    await value('lock.remove-pin')
    expect(await value('lock.state')).toEqual({ isSet: false, isOpen: true })
  })
})
