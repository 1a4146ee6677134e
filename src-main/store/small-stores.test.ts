import { describe, expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { EventStore } from './event-store.ts'
import { FactStore } from './fact-store.ts'
import { HoldStore } from './hold-store.ts'
import { SecretStore } from './secret-store.ts'
import { newTransfer, openedDatabase, transfersOf } from './testing/opened-database.ts'

describe('facts', () => {
  it('are kept by name, and replaced', () => {
    const facts = new FactStore(openedDatabase())
    expect(facts.get('monitoring')).toBeNull()
    facts.set('monitoring', 'on')
    facts.set('monitoring', 'off')
    expect([facts.get('monitoring'), facts.get('vault_choice')]).toEqual(['off', null])
  })

  it('hold one salt for each database, made once', () => {
    const dataDir = tempFolder()
    const salt = new FactStore(openedDatabase(dataDir)).tokenSalt()
    expect(salt).toMatch(/^[0-9a-f]{64}$/)
    expect(new FactStore(openedDatabase(dataDir)).tokenSalt()).toBe(salt)
    expect(new FactStore(openedDatabase()).tokenSalt()).not.toBe(salt)
  })
})

describe('holds', () => {
  const HOLD = {
    kind: 'token' as const,
    code: 'E4010003',
    detail: '認証に失敗しました。',
    since: '2026-04-01T09:00:00.000+09:00',
    tokenMark: 'm1',
  }

  it('are kept by folder, replaced and removed', () => {
    const holds = new HoldStore(openedDatabase())
    expect(holds.get('a')).toBeNull()
    holds.put('a', HOLD)
    expect(holds.get('a')).toEqual(HOLD)
    holds.put('a', { ...HOLD, tokenMark: 'm2', since: 'later' })
    expect(holds.get('a')).toEqual({ ...HOLD, tokenMark: 'm2', since: 'later' })
    expect(holds.get('b')).toBeNull()
    holds.remove('a')
    holds.remove('a')
    expect(holds.get('a')).toBeNull()
  })
})

describe('secrets', () => {
  it('are kept as the bytes that they were sealed to, one copy for each sealer', () => {
    const secrets = new SecretStore(openedDatabase())
    const sealed = Uint8Array.of(0, 1, 0, 255)
    expect(secrets.copies('token:1')).toEqual([])
    secrets.replace('token:1', [
      { sealer: 'os', sealed },
      { sealer: 'key_file', sealed: Uint8Array.of(9) },
    ])
    const shown = (name: string) => secrets.copies(name).map((copy) => [copy.sealer, ...copy.sealed])
    expect(shown('token:1')).toEqual([
      ['key_file', 9],
      ['os', ...sealed],
    ])
    secrets.replace('token:1', [{ sealer: 'passphrase', sealed: Uint8Array.of(7) }])
    expect(shown('token:1')).toEqual([['passphrase', 7]])
    secrets.replace('setting:ProxyPassword', [{ sealer: 'key_file', sealed }])
    expect(secrets.names()).toEqual(['setting:ProxyPassword', 'token:1'])
    secrets.removeCopies('key_file')
    expect(secrets.names()).toEqual(['token:1'])
    secrets.replace('token:1', [])
    expect(secrets.names()).toEqual([])
  })

  it('keep their copies when not all of the new ones can be written', () => {
    const secrets = new SecretStore(openedDatabase())
    const copy = { sealer: 'os', sealed: Uint8Array.of(1) } as const
    secrets.replace('token:1', [copy])
    expect(() => secrets.replace('token:1', [copy, copy])).toThrow('UNIQUE')
    expect(secrets.copies('token:1')).toHaveLength(1)
  })

  it('have one of three sealers', () => {
    const db = openedDatabase()
    const plain = () => db.prepare(`INSERT INTO secrets VALUES ('x', 'none', x'00')`).run()
    expect(plain).toThrow('CHECK')
  })
})

describe('events', () => {
  const EVENT = {
    at: 'now',
    level: 'error',
    eventId: 1002,
    code: 'R1002',
    folder: null,
    transferId: null,
    message: 'm',
  } as const

  it('are kept in their order and read newest first', () => {
    const db = openedDatabase()
    const events = new EventStore(db)
    const { id } = transfersOf(db).begin(newTransfer())
    expect(events.add(EVENT)).toBe(1)
    expect(events.add({ ...EVENT, folder: 'a', transferId: id, level: 'warning' })).toBe(2)
    expect(events.newestFirst(10)).toEqual([
      { id: 2, ...EVENT, folder: 'a', transferId: id, level: 'warning' },
      { id: 1, ...EVENT },
    ])
    expect(events.newestFirst(1)).toHaveLength(1)
  })

  it('point to no transfer that is not there', () => {
    const events = new EventStore(openedDatabase())
    expect(() => events.add({ ...EVENT, transferId: 99 })).toThrow('FOREIGN KEY')
  })
})
