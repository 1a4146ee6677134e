import { describe, expect, it } from 'vitest'
import { SECRET_KEYS, SETTING_KEYS, settingDefault } from '../../src-shared/domain/settings.ts'
import { openSession, SECRET } from './testing/open-session.ts'

const PROXY = { ProxyAddress: 'proxy.example', ProxyPort: '8080' }

describe('settings.get', () => {
  it('has every key that is no secret, defaults filled in', async () => {
    const { values, secretsSet } = await openSession().value('settings.get')
    expect(Object.keys(values)).toEqual(SETTING_KEYS.filter((key) => !SECRET_KEYS.includes(key)))
    for (const [key, value] of Object.entries(values))
      expect([key, value]).toEqual([key, settingDefault(key as keyof typeof values)])
    expect(secretsSet).toEqual([])
  })
})

describe('settings.save', () => {
  it('stores what changed, tells the window, and leaves an audit trail', async () => {
    const opened = openSession()
    expect(await opened.value('settings.save', { changes: { MonitoringTimer: '1000', ...PROXY } })).toEqual({
      saved: true,
      problems: [],
    })
    expect((await opened.value('settings.get')).values).toMatchObject({ MonitoringTimer: '1000', ...PROXY })
    expect(opened.told).toEqual(['settings'])
    expect(opened.session.real.currentSettings()).toMatchObject({ MonitoringTimer: 1000, ProxyPort: 8080 })
    const trail = opened.session.real.audit
      .newestFirst(10)
      .map(({ subject, before, after }) => [subject, before, after])
    expect(trail.toSorted()).toEqual([
      ['MonitoringTimer', null, '1000'],
      ['ProxyAddress', null, 'proxy.example'],
      ['ProxyPort', null, '8080'],
    ])
  })

  it('is all or nothing', async () => {
    const opened = openSession()
    const answer = await opened.value('settings.save', {
      changes: {
        MonitoringTimer: '1000',
        ProxyPort: '99999',
        PMHFilePath: 'relative',
        MailPassword: `${SECRET}\n`,
      },
    })
    expect(answer).toEqual({
      saved: false,
      problems: [
        { key: 'PMHFilePath', value: 'relative', rule: { kind: 'absolute_path' } },
        { key: 'ProxyPort', value: '99999', rule: { kind: 'integer', min: 1, max: 65535 } },
        { key: 'MailPassword', value: '', rule: { kind: 'text', maxLength: 1024 } },
      ],
    })
    expect(opened.session.real.settings.read()).toEqual({})
    expect(opened.session.real.audit.newestFirst(10)).toEqual([])
    expect(opened.told).toEqual([])
  })

  it('checks the changes together with what is stored', async () => {
    const opened = openSession()
    await opened.value('settings.save', { changes: PROXY })
    expect(await opened.value('settings.save', { changes: { ProxyPort: '' } })).toMatchObject({
      saved: false,
      problems: [{ key: 'ProxyPort', rule: { kind: 'needed_with', other: 'ProxyAddress' } }],
    })
    expect(
      await opened.value('settings.save', { changes: { ProxyPort: '', ProxyAddress: '' } }),
    ).toMatchObject({ saved: true })
    expect(opened.session.real.settings.read()).toEqual({})
  })

  it('takes an emptied optional key back to its default, and refuses an emptied official one', async () => {
    const opened = openSession()
    await opened.value('settings.save', { changes: { CsvPathPrefix: 'text/', MonitoringTimer: '5' } })
    await opened.value('settings.save', { changes: { CsvPathPrefix: '' } })
    expect(opened.session.real.currentSettings().CsvPathPrefix).toBe('csv/')
    expect(await opened.value('settings.save', { changes: { MonitoringTimer: '' } })).toMatchObject({
      saved: false,
      problems: [{ key: 'MonitoringTimer', rule: { kind: 'not_empty' } }],
    })
  })

  it('keeps a password in the vault, out of sight', async () => {
    const opened = openSession()
    await opened.value('vault.choose', { kind: 'memory' })
    await opened.value('settings.save', { changes: { ...PROXY, ProxyPassword: `${SECRET}-1` } })
    expect((await opened.value('settings.get')).secretsSet).toEqual(['ProxyPassword'])
    expect(opened.session.real.currentSettings().ProxyPassword).toBe(`${SECRET}-1`)
    expect(opened.session.real.settings.read()).toEqual(PROXY)
    const trail = opened.session.real.audit.newestFirst(10)
    expect(trail).toContainEqual(
      expect.objectContaining({ subject: 'ProxyPassword', before: null, after: 'changed' }),
    )
    expect(JSON.stringify(trail)).not.toContain(SECRET)
    await opened.value('settings.save', { changes: { ProxyPassword: '' } })
    expect((await opened.value('settings.get')).secretsSet).toEqual([])
    expect(opened.session.real.currentSettings().ProxyPassword).toBe('')
  })

  it('stores nothing at all when the password cannot be kept', async () => {
    const opened = openSession()
    const changes = { ...PROXY, ProxyPassword: SECRET }
    expect(await opened.refusal('settings.save', { changes })).toBe('R6001')
    expect(opened.session.real.settings.read()).toEqual({})
    expect(opened.session.real.audit.newestFirst(10)).toEqual([])
    expect(opened.told).toEqual([])
  })
})

describe('settings.pick-root', () => {
  it('starts where the files lie now', async () => {
    const opened = openSession()
    expect(await opened.value('settings.pick-root')).toEqual({ path: null })
    await opened.value('settings.save', { changes: { PMHFilePath: '/srv/pmh' } })
    opened.picks = '/srv/other'
    expect(await opened.value('settings.pick-root')).toEqual({ path: '/srv/other' })
    expect(opened.asked).toEqual([
      ['監視する場所を選ぶ', ''],
      ['監視する場所を選ぶ', '/srv/pmh'],
    ])
    expect(opened.session.real.currentSettings().PMHFilePath).toBe('/srv/pmh')
  })
})
