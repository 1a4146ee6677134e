import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openedDatabase } from '../store/testing/opened-database.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { addFolder, type OpenSession, openSession, SECRET } from './testing/open-session.ts'

const URL = 'https://pmh.example.go.jp'

type Values = Readonly<Record<string, string>>

function configFile(values: Values, name = 'PMH_Relay.exe.config'): string {
  const adds = Object.entries(values).map(([key, value]) => `<add key="${key}" value="${value}"/>`)
  const file = path.join(tempFolder(), name)
  writeFileSync(file, `<configuration><appSettings>${adds.join('')}</appSettings></configuration>`)
  return file
}

async function chosen(opened: OpenSession, values: Values): Promise<void> {
  opened.picks = configFile(values)
  expect(await opened.value('import.choose-file')).toEqual({ chosen: true })
}

async function pasted(opened: OpenSession, text: string): Promise<void> {
  expect(await opened.value('import.read-arguments', { text })).toEqual({ problems: [], problemCount: 0 })
}

async function preview(opened: OpenSession) {
  const seen = await opened.value('import.preview')
  const row = (key: string) => {
    const found = seen.settings.find((setting) => setting.key === key)
    return found && [found.change, found.before, found.after, found.absent]
  }
  return { ...seen, row }
}

async function applied(opened: OpenSession, pauseOthers = false) {
  const { ticket } = await opened.value('import.preview')
  return await opened.value('import.apply', { ticket, pauseOthers })
}

/** With a way to keep secrets. */
async function ready(): Promise<OpenSession> {
  const opened = openSession()
  await opened.value('vault.choose', { kind: 'memory' })
  return opened
}

const trail = ({ session }: OpenSession) =>
  session.real.audit.newestFirst(50).map(({ action, subject }) => `${action} ${subject}`)

describe('the preview of a configuration file', () => {
  it('shows old and new of each official key, and changes nothing', async () => {
    const opened = await ready()
    const root = tempFolder()
    await opened.value('settings.save', {
      changes: { MonitoringTimer: '1000', ProxyAddress: 'old', ProxyPort: '1' },
    })
    const before = trail(opened)
    await chosen(opened, {
      MonitoringTimer: '300,000',
      PMHFilePath: root,
      PostRegistrationTasksBaseURL: URL,
      AllowMultipleFilePerFolder: 'True',
      ProxyPassword: `${SECRET}-proxy`,
    })
    const seen = await preview(opened)
    expect(seen.settings).toHaveLength(16)
    expect(seen.row('MonitoringTimer')).toEqual(['changed', '1000', '300000', false])
    expect(seen.row('PMHFilePath')).toEqual(['added', '', root, false])
    expect(seen.row('AllowMultipleFilePerFolder')).toEqual(['changed', 'false', 'true', false])
    expect(seen.row('ProxyPassword')).toEqual(['added', '', '••••••••', false])
    expect(seen.row('ProceedFileRetentionDays')).toEqual(['same', '9999', '9999', true])
    // As in the official batch, what the file does not have takes its default.
    expect(seen.row('ProxyAddress')).toEqual(['cleared', 'old', '', true])
    expect(seen).toMatchObject({ fileName: 'PMH_Relay.exe.config', rootDirectory: 'present', folders: null })
    expect(seen.needsVault).toBe(true)
    expect(trail(opened)).toEqual(before)
    expect(opened.session.real.settings.read()).toEqual({
      MonitoringTimer: '1000',
      ProxyAddress: 'old',
      ProxyPort: '1',
    })
  })

  it('keeps what has no default, passwords and keys of ours when the file does not have them', async () => {
    const opened = await ready()
    const ours = { PMHFilePath: '/srv/pmh', PostRegistrationTasksBaseURL: URL, StabilityWindow: '5' }
    await opened.value('settings.save', { changes: { ...ours, ProxyPassword: `${SECRET}-1` } })
    await chosen(opened, { MonitoringTimer: '1000' })
    const seen = await preview(opened)
    expect(seen.row('PMHFilePath')).toEqual(['kept', '/srv/pmh', '/srv/pmh', true])
    expect(seen.row('ProxyPassword')).toEqual(['kept', '••••••••', '••••••••', true])
    expect(seen.row('StabilityWindow')).toBeUndefined()
    await applied(opened)
    expect(opened.session.real.settings.read()).toEqual({ ...ours, MonitoringTimer: '1000' })
    expect(opened.session.real.currentSettings().ProxyPassword).toBe(`${SECRET}-1`)
  })

  it('clears a password for an empty value, and knows one that is the same', async () => {
    const opened = await ready()
    await opened.value('settings.save', { changes: { ProxyPassword: `${SECRET}-1` } })
    await chosen(opened, { ProxyPassword: `${SECRET}-1` })
    expect((await preview(opened)).row('ProxyPassword')).toEqual(['same', '••••••••', '••••••••', false])
    await chosen(opened, { ProxyPassword: '' })
    expect((await preview(opened)).row('ProxyPassword')).toEqual(['cleared', '••••••••', '', false])
    await applied(opened)
    expect((await opened.value('settings.get')).secretsSet).toEqual([])
  })

  it('names each problem with its key, value and rule; nothing can be applied then', async () => {
    const opened = await ready()
    await chosen(opened, {
      ProxyPort: '99999',
      PMHFilePath: 'relative',
      PostRegistrationTasksBaseURL: `https://hanako:${SECRET}@pmh.example`,
      MonitoringTimer: '5',
    })
    const seen = await preview(opened)
    expect(seen.settings.flatMap(({ problem }) => (problem === null ? [] : [problem]))).toEqual([
      { key: 'PMHFilePath', value: 'relative', rule: { kind: 'absolute_path' } },
      { key: 'PostRegistrationTasksBaseURL', value: 'https://…@pmh.example', rule: { kind: 'base_url' } },
      { key: 'ProxyPort', value: '99999', rule: { kind: 'integer', min: 1, max: 65535 } },
    ])
    const refusal = await opened.refusal('import.apply', { ticket: seen.ticket, pauseOthers: false })
    expect(refusal).toContain('R5002 設定 PMHFilePath（監視する場所）：フォルダの絶対パスを指定してください')
    expect(opened.session.real.settings.read()).toEqual({})
  })

  it('shows the key that a rule about two keys misses, even one that is not in the file', async () => {
    const opened = await ready()
    await chosen(opened, { MailServer: 'mail.example' })
    const seen = await preview(opened)
    expect(seen.settings.find(({ key }) => key === 'MailPort')).toMatchObject({
      change: 'kept',
      problem: { rule: { kind: 'needed_with', other: 'MailServer' } },
    })
  })

  it('reports unknown keys, a bounded number of them, and goes on', async () => {
    const opened = await ready()
    const unknown = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`Unknown${index}`, '']))
    await chosen(opened, { ...unknown, MonitoringTimer: '5' })
    const seen = await preview(opened)
    expect([seen.unknownKeys.length, seen.unknownKeys[0], seen.unknownCount]).toEqual([50, 'Unknown0', 80])
    expect(await applied(opened)).toEqual({ settings: 1, folders: 0 })
  })
})

describe('a file that is no configuration', () => {
  it.each<[string, string | Buffer, string]>([
    ['no XML', 'PMHFilePath=C', 'XMLとして正しくありません'],
    ['another XML', '<html/>', '公式バッチの設定ファイルではありません'],
    ['an external entity', '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]><c>&x;</c>', 'DOCTYPE'],
    ['nesting', '<a>'.repeat(40_000), '入れ子'],
    [
      'more than the official file ever has',
      `<configuration>${' '.repeat(140_000)}</configuration>`,
      '128 KB',
    ],
    ['50 MB of nesting', '<a>'.repeat(50_000_000 / 3), '128 KB'],
    ['Shift_JIS that does not say so', Buffer.of(0x90, 0xa7, 0x93, 0x78), '文字コード'],
  ])('is refused and nothing is kept: %s', async (_, content, why) => {
    const opened = await ready()
    opened.picks = path.join(tempFolder(), 'a.config')
    writeFileSync(opened.picks, content)
    const refusal = await opened.refusal('import.choose-file')
    expect(refusal).toMatch(/^R5004 a\.config：/)
    expect(refusal).toContain(why)
    expect((await opened.value('import.sources')).file).toBeNull()
  })

  it('is refused when it is a folder, a device or nothing at all', async () => {
    const opened = await ready()
    opened.picks = tempFolder()
    expect(await opened.refusal('import.choose-file')).toContain('フォルダです')
    opened.picks = path.join(tempFolder(), 'endless')
    symlinkSync('/dev/zero', opened.picks)
    expect(await opened.refusal('import.choose-file')).toContain('ふつうのファイルではありません')
    opened.picks = '/nowhere/a.config'
    expect(await opened.refusal('import.choose-file')).toBe('R5004 a.config：ファイルがありません。')
  })

  it('leaves the file that was read before', async () => {
    const opened = await ready()
    await chosen(opened, { MonitoringTimer: '5' })
    opened.picks = '/nowhere'
    await opened.refusal('import.choose-file')
    opened.picks = null
    expect(await opened.value('import.choose-file')).toEqual({ chosen: false })
    expect(await opened.value('import.sources')).toEqual({
      file: { name: 'PMH_Relay.exe.config', keys: 1 },
      folders: null,
    })
    await opened.value('import.forget', { source: 'file' })
    expect((await opened.value('import.sources')).file).toBeNull()
  })
})

describe('the mapping', () => {
  const token = (name: string) => `${SECRET}-token-${name}`

  it('is added, replaced by folder name, kept, or left, with the ends of tokens alone', async () => {
    const opened = await ready()
    const root = tempFolder()
    mkdirSync(path.join(root, 'new'))
    await opened.value('settings.save', { changes: { PMHFilePath: root } })
    for (const folder of ['same', 'Other', 'left'])
      await addFolder(opened, { folder, token: token(`${folder}1`) })
    await pasted(opened, `PMH_Relay.exe ${token('same1')}|same ${token('abcd')}|other ${token('wxyz')}|new`)
    expect((await opened.value('import.preview')).folders).toEqual([
      expect.objectContaining({ folder: 'same', change: 'same', directory: 'missing' }),
      expect.objectContaining({ folder: 'Other', change: 'token', before: '••••her1', after: '••••abcd' }),
      {
        folder: 'new',
        displayName: 'new',
        change: 'added',
        before: null,
        after: '••••wxyz',
        paused: false,
        directory: 'present',
      },
      expect.objectContaining({ folder: 'left', change: 'left', paused: false }),
    ])
    opened.told.length = 0
    expect(await applied(opened)).toEqual({ settings: 0, folders: 2 })
    expect(opened.told).toEqual(['settings', 'folders'])
    const { folders } = await opened.value('folders.list')
    expect(folders.map(({ folder, tokenHint, paused }) => [folder, tokenHint, paused])).toEqual([
      ['same', '••••ame1', false],
      ['Other', '••••abcd', false],
      ['left', '••••eft1', false],
      ['new', '••••wxyz', false],
    ])
    expect(trail(opened).slice(0, 3).toReversed()).toEqual([
      'settings.imported サービスの引数',
      'folder.token_changed Other',
      'folder.added new',
    ])
  })

  it('pauses the folders that it does not name, if asked', async () => {
    const opened = await ready()
    await addFolder(opened, { folder: 'left' })
    await addFolder(opened, { folder: 'asleep', paused: true })
    await pasted(opened, 'T|new')
    expect(await applied(opened, true)).toEqual({ settings: 0, folders: 2 })
    const { folders } = await opened.value('folders.list')
    expect(folders.map(({ folder, paused }) => [folder, paused])).toEqual([
      ['left', true],
      ['asleep', true],
      ['new', false],
    ])
  })

  it('looks for its folders where the file says', async () => {
    const opened = await ready()
    const root = tempFolder()
    mkdirSync(path.join(root, 'a'))
    await chosen(opened, { PMHFilePath: root })
    await pasted(opened, 'T|a T2|b')
    expect((await opened.value('import.preview')).folders?.map((folder) => folder.directory)).toEqual([
      'present',
      'missing',
    ])
    expect(existsSync(path.join(root, 'b'))).toBe(false)
  })

  it('is refused by entry and rule, without its tokens, and no more than can be read', async () => {
    const opened = await ready()
    const refused = await opened.value('import.read-arguments', {
      text: `${SECRET} ${SECRET}|PROCEED T|a T|A`,
    })
    expect(refused).toEqual({
      problems: [
        { position: 1, folder: '', rule: 'no_bar' },
        { position: 2, folder: 'PROCEED', rule: 'reserved_by_relay' },
        { position: 4, folder: 'A', rule: 'folder_twice' },
      ],
      problemCount: 3,
    })
    const many = await opened.value('import.read-arguments', { text: 'a '.repeat(30_000) })
    expect([many.problems.length, many.problemCount]).toEqual([50, 30_000])
    expect(await opened.refusal('import.read-arguments', { text: 'x'.repeat(65_537) })).toMatch(/^R5005/)
    expect((await opened.value('import.sources')).folders).toBeNull()
  })
})

describe('import.apply', () => {
  it('stores everything with an audit row for each change, without a secret', async () => {
    const opened = await ready()
    await chosen(opened, {
      PMHFilePath: '/srv/pmh',
      PostRegistrationTasksBaseURL: URL,
      ProxyPassword: `${SECRET}-p`,
    })
    await pasted(opened, `${SECRET}-a|a`)
    expect(await applied(opened)).toEqual({ settings: 3, folders: 1 })
    expect(trail(opened).toSorted()).toEqual([
      'folder.added a',
      'setting.changed PMHFilePath',
      'setting.changed PostRegistrationTasksBaseURL',
      'setting.changed ProxyPassword',
      'settings.imported PMH_Relay.exe.config',
      'vault.chosen memory',
    ])
    expect(JSON.stringify(opened.session.real.audit.newestFirst(50))).not.toContain(SECRET)
    expect(opened.session.real.configuration().folders.map(({ token }) => token())).toEqual([`${SECRET}-a`])
    // What was applied is not kept any longer.
    expect(await opened.value('import.sources')).toEqual({ file: null, folders: null })
  })

  it.each<[string, (opened: OpenSession) => Promise<unknown>]>([
    ['a setting', ({ value }) => value('settings.save', { changes: { ProxyDomain: 'x' } })],
    ['a password', ({ value }) => value('settings.save', { changes: { MailPassword: `${SECRET}-m` } })],
    ['a folder', (opened) => addFolder(opened, { folder: 'z' })],
    ['the source', (opened) => chosen(opened, { MonitoringTimer: '6' })],
  ])('refuses a preview that is stale, since %s changed', async (_, change) => {
    const opened = await ready()
    await chosen(opened, { MonitoringTimer: '5' })
    const { ticket } = await opened.value('import.preview')
    await change(opened)
    expect(await opened.refusal('import.apply', { ticket, pauseOthers: false })).toBe('R5020')
    expect(opened.session.real.settings.read().MonitoringTimer).toBeUndefined()
    expect(await applied(opened)).toMatchObject({ folders: 0 })
  })

  it('stores nothing at all while nobody chose how secrets are kept', async () => {
    const opened = openSession()
    await chosen(opened, { MonitoringTimer: '5', ProxyPassword: `${SECRET}-p` })
    await pasted(opened, `${SECRET}-a|a`)
    const { ticket } = await opened.value('import.preview')
    expect(await opened.refusal('import.apply', { ticket, pauseOthers: false })).toBe('R6001')
    expect(opened.session.real.settings.read()).toEqual({})
    expect(opened.session.real.folders.list()).toEqual([])
    expect(trail(opened)).toEqual([])
    // Once chosen, the same preview can be applied.
    await opened.value('vault.choose', { kind: 'memory' })
    expect(await opened.value('import.apply', { ticket, pauseOthers: false })).toEqual({
      settings: 2,
      folders: 1,
    })
  })

  it('stores nothing at all when the disk does not take all of it', async () => {
    const opened = await ready()
    await addFolder(opened, { folder: 'a', token: `${SECRET}-old-token` })
    await chosen(opened, { MonitoringTimer: '5', ProxyPassword: `${SECRET}-p` })
    await pasted(opened, `${SECRET}-new-token|a T|b`)
    const { ticket } = await opened.value('import.preview')
    openedDatabase(opened.dataDir).exec(
      `CREATE TRIGGER no_room BEFORE INSERT ON audit WHEN NEW.action = 'folder.added' BEGIN SELECT RAISE(ABORT, 'no room'); END`,
    )
    expect(await opened.refusal('import.apply', { ticket, pauseOthers: false })).toMatch(/^R4/)
    expect(opened.session.real.settings.read()).toEqual({})
    expect(opened.session.real.folders.list()).toHaveLength(1)
    expect(opened.session.real.vault.peek('token:1')).toBe(`${SECRET}-old-token`)
    expect((await opened.value('settings.get')).secretsSet).toEqual([])
    expect(trail(opened)).not.toContain('settings.imported PMH_Relay.exe.config')
  })

  it('and the export wait for 管理者ロック, which looking does not', async () => {
    const opened = await ready()
    await opened.value('lock.set-pin', { pin: '481620' })
    await opened.value('lock.close')
    await chosen(opened, { MonitoringTimer: '5' })
    const { ticket } = await opened.value('import.preview')
    expect(await opened.refusal('import.apply', { ticket, pauseOthers: false })).toMatch(/^R6010/)
    expect(await opened.refusal('official.export', { kind: 'service', secrets: true })).toMatch(/^R6010/)
    await opened.value('lock.open', { pin: '481620' })
    expect(await opened.value('import.apply', { ticket, pauseOthers: false })).toMatchObject({ settings: 1 })
  })

  it('never touches practice, nor the real settings while practising', async () => {
    const opened = await ready()
    await chosen(opened, { MonitoringTimer: '5' })
    const { ticket } = await opened.value('import.preview')
    await opened.value('practice.start')
    for (const refusal of [
      opened.refusal('import.choose-file'),
      opened.refusal('import.read-arguments', { text: 'T|a' }),
      opened.refusal('import.preview'),
      opened.refusal('import.apply', { ticket, pauseOthers: false }),
      opened.refusal('official.export', { kind: 'config', secrets: false }),
    ])
      expect(await refusal).toMatch(/^R5007 練習モードでは/)
    expect(opened.session.real.settings.read()).toEqual({})
  })
})
