import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseMapping } from '../../src-shared/domain/mapping.ts'
import { readConfigXml } from '../official/config-xml.ts'
import { serviceArguments } from '../official/service-arguments.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { addFolder, type OpenSession, openSession, SECRET } from './testing/open-session.ts'

const SETTINGS = {
  PMHFilePath: '/srv/制度 & 連携',
  PostRegistrationTasksBaseURL: 'https://pmh.example.go.jp',
  MonitoringTimer: '300000',
  ProxyAddress: 'proxy.example',
  ProxyPort: '8080',
  StabilityWindow: '500',
}

async function filled(): Promise<OpenSession> {
  const opened = openSession()
  await opened.value('vault.choose', { kind: 'memory' })
  await opened.value('settings.save', { changes: { ...SETTINGS, ProxyPassword: `${SECRET}-p<1>` } })
  await addFolder(opened, { folder: 'kodomo', token: `${SECRET}-"kodomo'` })
  await addFolder(opened, { folder: 'ひとり 親', token: `${SECRET}-hitori` })
  await addFolder(opened, { folder: 'asleep', token: `${SECRET}-asleep`, paused: true })
  return opened
}

async function exported(opened: OpenSession, kind: 'config' | 'service', secrets: boolean): Promise<string> {
  const file = path.join(tempFolder(), 'out')
  opened.picks = file
  expect(await opened.value('official.export', { kind, secrets })).toEqual({ file })
  return file
}

describe('official.export of the settings', () => {
  it('is imported again without a difference, and keeps the password that it does not hold', async () => {
    const opened = await filled()
    const file = await exported(opened, 'config', false)
    expect(readFileSync(file, 'utf8')).not.toContain(SECRET)
    opened.picks = file
    await opened.value('import.choose-file')
    const { settings } = await opened.value('import.preview')
    expect(settings.filter(({ change, problem }) => change !== 'same' || problem !== null)).toEqual([
      expect.objectContaining({ key: 'ProxyPassword', change: 'kept' }),
    ])
  })

  it('gives another console the same settings, password included if asked', async () => {
    const opened = await filled()
    const file = await exported(opened, 'config', true)
    const other = openSession()
    await other.value('vault.choose', { kind: 'memory' })
    other.picks = file
    await other.value('import.choose-file')
    const { ticket } = await other.value('import.preview')
    await other.value('import.apply', { ticket, pauseOthers: false })
    expect(other.session.real.currentSettings()).toEqual(opened.session.real.currentSettings())
    expect(other.session.real.currentSettings().ProxyPassword).toBe(`${SECRET}-p<1>`)
  })

  it('is a file for this account alone, and leaves an audit row that says what it holds', async () => {
    const opened = await filled()
    const file = await exported(opened, 'config', true)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(path.dirname(file))).toEqual(['out'])
    const [row] = opened.session.real.audit.newestFirst(1)
    expect([row?.action, row?.subject, row?.after]).toEqual(['settings.exported', file, 'config+secrets'])
  })

  it('replaces the file that staff agreed to replace, and no other one', async () => {
    const opened = await filled()
    const folder = tempFolder()
    opened.picks = path.join(folder, 'a.config')
    writeFileSync(opened.picks, 'old')
    chmodSync(opened.picks, 0o644)
    writeFileSync(`${opened.picks}.tmp`, 'somebody else’s')
    await opened.value('official.export', { kind: 'config', secrets: false })
    expect(readConfigXml(readFileSync(opened.picks)).ok).toBe(true)
    expect(statSync(opened.picks).mode & 0o777).toBe(0o600)
    expect(readFileSync(`${opened.picks}.tmp`, 'utf8')).toBe('somebody else’s')
  })

  it('writes nothing when staff cancel or the place takes no file', async () => {
    const opened = await filled()
    const before = opened.session.real.audit.newestFirst(50)
    opened.picks = null
    expect(await opened.value('official.export', { kind: 'config', secrets: true })).toEqual({ file: null })
    opened.picks = '/nowhere/a.config'
    expect(await opened.refusal('official.export', { kind: 'config', secrets: true })).toBe(
      'R5010 /nowhere/a.config (ENOENT)',
    )
    expect(opened.session.real.audit.newestFirst(50)).toEqual(before)
  })
})

describe('official.export of the service command', () => {
  const entriesIn = (file: string) => parseMapping(serviceArguments(readFileSync(file, 'utf8')))

  it('holds the active folders, with placeholders', async () => {
    const file = await exported(await filled(), 'service', false)
    expect(entriesIn(file)).toEqual({
      ok: true,
      entries: [
        { token: 'TOKEN1', folder: 'kodomo' },
        { token: 'TOKEN2', folder: 'ひとり 親' },
      ],
    })
    expect(readFileSync(file, 'utf8')).not.toContain(SECRET)
  })

  it('is read back with its tokens if asked', async () => {
    const file = await exported(await filled(), 'service', true)
    expect(entriesIn(file)).toEqual({
      ok: true,
      entries: [
        { token: `${SECRET}-"kodomo'`, folder: 'kodomo' },
        { token: `${SECRET}-hitori`, folder: 'ひとり 親' },
      ],
    })
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('needs a folder, and a token that can be opened', async () => {
    const opened = openSession()
    expect(await opened.refusal('official.export', { kind: 'service', secrets: true })).toMatch(/^R5007/)
    const first = await filled()
    await first.session.close()
    const again = openSession({ dataDir: first.dataDir })
    again.picks = path.join(tempFolder(), 'out')
    expect(await again.refusal('official.export', { kind: 'service', secrets: true })).toBe('R6003 kodomo')
    expect(await again.value('official.export', { kind: 'service', secrets: false })).toEqual({
      file: again.picks,
    })
  })
})
