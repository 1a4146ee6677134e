import { describe, expect, it } from 'vitest'
import { SECRET_KEYS, SETTING_KEYS, settingDefault } from '../../src-shared/domain/settings.ts'
import { openedDatabase } from '../store/testing/opened-database.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { addFolder, openSession, SECRET } from './testing/open-session.ts'

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

describe('settings.save that fails half-way', () => {
  it('keeps every setting and password as it was while no way to keep secrets is chosen', async () => {
    const opened = openSession()
    await opened.value('settings.save', { changes: { ...PROXY, MonitoringTimer: '1000' } })
    const trail = opened.session.real.audit.newestFirst(10)
    opened.told.length = 0
    for (const changes of [
      { MonitoringTimer: '2000', ProxyAddress: '', ProxyPort: '', ProxyPassword: SECRET },
      { MonitoringTimer: '2000', ProxyPassword: '', MailPassword: SECRET },
    ]) {
      expect(await opened.refusal('settings.save', { changes })).toBe('R6001')
    }
    expect(opened.session.real.settings.read()).toEqual({ ...PROXY, MonitoringTimer: '1000' })
    expect((await opened.value('settings.get')).secretsSet).toEqual([])
    expect(opened.session.real.audit.newestFirst(10)).toEqual(trail)
    expect(opened.told).toEqual([])
  })

  it.each([`${SECRET}-new`, ''])(
    'keeps the password of this run when the disk does not take the rest (%j)',
    async (password) => {
      const opened = openSession()
      await opened.value('vault.choose', { kind: 'memory' })
      await opened.value('settings.save', { changes: { ...PROXY, ProxyPassword: `${SECRET}-old` } })
      openedDatabase(opened.dataDir).exec(
        `CREATE TRIGGER no_room BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END`,
      )
      const changes = { ProxyPassword: password, MonitoringTimer: '2000' }
      expect(await opened.refusal('settings.save', { changes })).toMatch(/^R4/)
      expect(opened.session.real.currentSettings()).toMatchObject({
        ProxyPassword: `${SECRET}-old`,
        MonitoringTimer: 600000,
      })
    },
  )
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

describe('a proxy password that cannot be opened now', () => {
  it('keeps the relay from starting with R6003, and the window from nothing', async () => {
    const turn = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ 0xff))
    const sealer = {
      kind: 'os' as const,
      seal: (plain: string) => turn(Buffer.from(plain)),
      open: (sealed: Uint8Array) => turn(sealed).toString(),
    }
    const first = openSession({ sealer })
    const root = tempFolder()
    await first.value('settings.save', {
      changes: {
        ...PROXY,
        PMHFilePath: root,
        PostRegistrationTasksBaseURL: 'https://stg.pmh.go.jp',
        ProxyAuthType: '2',
        ProxyUsername: 'hanako',
        ProxyPassword: `${SECRET}-1`,
      },
    })
    await addFolder(first, { folder: 'a' })
    await first.session.close()
    const second = openSession({ dataDir: first.dataDir })
    expect(await second.refusal('engine.start')).toBe('R6003 ProxyPassword')
    expect(await second.refusal('engine.send-now', { folder: null })).toBe('R6003 ProxyPassword')
    expect((await second.value('overview.get')).target.kind).toBe('test')
    expect((await second.value('settings.get')).secretsSet).toEqual(['ProxyPassword'])
    expect((await second.value('folders.list')).root).toBe(root)
    // Typed anew, it is there again.
    await second.value('vault.choose', { kind: 'memory' })
    await second.value('settings.save', { changes: { ProxyPassword: `${SECRET}-2` } })
    expect(await second.refusal('engine.start')).toBe('taken: {}')
  })
})
