import { expect, it } from 'vitest'
import type { SettingKey } from '../../src-shared/domain/settings.ts'
import { SettingsStore } from './settings-store.ts'
import { auditOf, openedDatabase } from './testing/opened-database.ts'

function emptySettings() {
  const db = openedDatabase()
  const audit = auditOf(db)
  const settings = new SettingsStore(db, audit)
  const write = (changes: Partial<Record<SettingKey, string | null>>) =>
    settings.write(new Map(Object.entries(changes) as [SettingKey, string | null][]))
  const trail = () =>
    audit.newestFirst(100).map(({ action, subject, before, after }) => [action, subject, before, after])
  return { db, settings, write, trail }
}

it('keeps written values, and knows nothing of the others', () => {
  const { settings, write } = emptySettings()
  expect(settings.read()).toEqual({})
  write({ MonitoringTimer: '1000', PMHFilePath: '/srv/pmh' })
  write({ MonitoringTimer: '2000' })
  expect(settings.read()).toEqual({ MonitoringTimer: '2000', PMHFilePath: '/srv/pmh' })
})

it('takes a value away, so that the default holds again', () => {
  const { settings, write } = emptySettings()
  write({ MonitoringTimer: '1000' })
  write({ MonitoringTimer: null })
  expect(settings.read()).toEqual({})
})

it('leaves an audit row for every change, and none where nothing changed', () => {
  const { write, trail } = emptySettings()
  write({ MonitoringTimer: '1000', ProxyPort: null })
  write({ MonitoringTimer: '1000' })
  write({ MonitoringTimer: '2000' })
  write({ MonitoringTimer: null })
  expect(trail().toReversed()).toEqual([
    ['setting.changed', 'MonitoringTimer', null, '1000'],
    ['setting.changed', 'MonitoringTimer', '1000', '2000'],
    ['setting.changed', 'MonitoringTimer', '2000', null],
  ])
})

it.each(['ProxyPassword', 'MailPassword'] as const)(
  'refuses %s, which belongs in the vault, with all that came with it',
  (key) => {
    const { settings, write, trail } = emptySettings()
    expect(() => write({ MonitoringTimer: '1000', [key]: 'SECRET' })).toThrow(RangeError)
    expect(settings.read()).toEqual({})
    expect(trail()).toEqual([])
  },
)

it('writes all changes or none', () => {
  const { db, settings, write, trail } = emptySettings()
  db.exec(
    `CREATE TRIGGER fails BEFORE INSERT ON audit WHEN NEW.subject = 'ProxyAddress' BEGIN SELECT RAISE(ABORT, 'no'); END`,
  )
  expect(() => write({ MonitoringTimer: '1000', ProxyAddress: 'proxy' })).toThrow('no')
  expect(settings.read()).toEqual({})
  expect(trail()).toEqual([])
})

it('passes over keys of a newer program, and keeps them', () => {
  const { db, settings, write } = emptySettings()
  db.prepare('INSERT INTO settings (key, value) VALUES (?, ?)').run('KeyOfTheFuture', '1')
  write({ MonitoringTimer: '1000' })
  expect(settings.read()).toEqual({ MonitoringTimer: '1000' })
  expect(db.prepare('SELECT count(*) FROM settings').pluck().get()).toBe(2)
})
