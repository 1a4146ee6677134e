import { describe, expect, it } from 'vitest'
import {
  isSecretKey,
  isSettingKey,
  missingSettings,
  OFFICIAL_KEYS,
  parseSetting,
  parseSettings,
  type RawSettings,
  SECRET_KEYS,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
  settingDefault,
} from './settings.ts'

function settingsOf(raw: RawSettings = {}): Settings {
  const result = parseSettings(raw, 'posix')
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.settings
}

const problemsOf = (raw: RawSettings) => {
  const result = parseSettings(raw, 'posix')
  return result.ok ? [] : result.problems.map(({ key, rule }) => `${key} ${rule.kind}`)
}

describe('the keys', () => {
  it('begin with the sixteen official ones in the manual’s order', () => {
    expect(OFFICIAL_KEYS).toEqual([
      'MonitoringTimer',
      'PMHFilePath',
      'PostRegistrationTimeSpan',
      'PostRegistrationTasksBaseURL',
      'PostRegistrationFileType',
      'PostRegistrationTasksName',
      'ProxyAuthType',
      'ProxyAddress',
      'ProxyPort',
      'ProxyUsername',
      'ProxyPassword',
      'ProxyDomain',
      'PostRegistrationTasksType',
      'AllowMultipleFilePerFolder',
      'ProceedFileRetentionDays',
      'ErrorFileRetentionDays',
    ])
  })

  it('hold two secrets', () => {
    expect(SECRET_KEYS).toEqual(['ProxyPassword', 'MailPassword'])
    expect(SETTING_KEYS.filter(isSecretKey)).toEqual(SECRET_KEYS)
  })

  it.each(['monitoringTimer', 'MonitoringTimer ', '', '__proto__', 'constructor', 'hasOwnProperty'])(
    'do not hold %j',
    (key) => expect(isSettingKey(key)).toBe(false),
  )
})

describe('the defaults', () => {
  it('are those of requirements section 1', () => {
    expect(settingsOf()).toMatchObject({
      MonitoringTimer: 600_000,
      PMHFilePath: '',
      PostRegistrationTimeSpan: 300,
      PostRegistrationTasksBaseURL: '',
      PostRegistrationFileType: '2',
      PostRegistrationTasksName: '医療費助成対象者情報登録',
      ProxyAuthType: '1',
      ProxyAddress: '',
      ProxyPort: null,
      PostRegistrationTasksType: '2',
      AllowMultipleFilePerFolder: false,
      ProceedFileRetentionDays: 9999,
      ErrorFileRetentionDays: 9999,
      ImmediateTrigger: false,
      StabilityWindow: 2000,
      TransientRetryCount: -1,
      DuplicatePolicy: 'send',
      OrderProtection: false,
      ParallelFolders: 1,
      InDoubtPolicy: 'hold',
      CaCertificateFiles: [],
      PreflightMode: 'warn',
      BodyFormat: 'raw',
      MultipartField: 'file',
      MailSecurity: 'none',
      MailMinimumLevel: 'warning',
    })
  })

  it('satisfy their own rules in their written form', () => {
    for (const key of SETTING_KEYS) {
      const written = settingDefault(key)
      if (written === '') continue
      expect([key, parseSetting(key, written, 'posix')]).toEqual([
        key,
        { ok: true, value: settingsOf()[key] },
      ])
    }
  })

  it('give every key a value', () => {
    expect(Object.keys(settingsOf())).toEqual(SETTING_KEYS)
    expect(Object.values(settingsOf())).not.toContain(undefined)
  })
})

describe('an empty value', () => {
  const MAY_NOT_BE_EMPTY: readonly SettingKey[] = SETTING_KEYS.filter(
    (key) => !parseSetting(key, '', 'posix').ok,
  )

  it('is an error for the official keys, except the five of the proxy', () => {
    const official = OFFICIAL_KEYS.filter((key) => !MAY_NOT_BE_EMPTY.includes(key))
    expect(official).toEqual(['ProxyAddress', 'ProxyPort', 'ProxyUsername', 'ProxyPassword', 'ProxyDomain'])
  })

  it('names the key and the rule', () => {
    expect(parseSetting('MonitoringTimer', '', 'posix')).toEqual({
      ok: false,
      problem: { key: 'MonitoringTimer', value: '', rule: { kind: 'not_empty' } },
    })
  })

  it('of an optional key means "not set"', () => {
    expect(settingsOf({ ProxyPort: '', MailPort: '', MailTo: '', CsvPathPrefix: '' })).toMatchObject({
      ProxyPort: null,
      MailPort: null,
      MailTo: [],
      CsvPathPrefix: 'csv/',
    })
  })
})

describe('values that are taken', () => {
  it.each<[SettingKey, string, unknown]>([
    ['MonitoringTimer', '1', 1],
    ['MonitoringTimer', '999999999999999', 999_999_999_999_999],
    ['PostRegistrationTimeSpan', '1', 1],
    ['ProceedFileRetentionDays', '0', 0],
    ['TransientRetryCount', '-1', -1],
    ['TransientRetryCount', '0', 0],
    ['ParallelFolders', '8', 8],
    ['ProxyPort', '65535', 65_535],
    ['AllowMultipleFilePerFolder', 'TRUE', true],
    ['AllowMultipleFilePerFolder', 'False', false],
    ['ImmediateTrigger', 'tRuE', true],
    ['PostRegistrationFileType', '1', '1'],
    ['ProxyAddress', 'proxy.example.lgwan.jp', 'proxy.example.lgwan.jp'],
    ['ProxyAddress', '10.0.0.1', '10.0.0.1'],
    ['ProxyAddress', '[fe80::1]', '[fe80::1]'],
    ['PostRegistrationTasksBaseURL', 'https://stg.pmh.go.jp', 'https://stg.pmh.go.jp'],
    ['PostRegistrationTasksBaseURL', 'http://127.0.0.1:8080/gw/', 'http://127.0.0.1:8080/gw/'],
    ['PostRegistrationTasksBaseURL', 'HTTPS://STG.pmh.go.jp', 'HTTPS://STG.pmh.go.jp'],
    ['PathPrefix', '/', '/'],
    ['PathPrefix', '/a-b/c_d.e~f/', '/a-b/c_d.e~f/'],
    ['CaCertificateFiles', ' /a.cer ; /b c.pem ;; ', ['/a.cer', '/b c.pem']],
    ['MailTo', 'a@example.jp;b@example.jp', ['a@example.jp', 'b@example.jp']],
    ['MailTo', ' a@b ; c..d.@carrier.example ;a@b; ', ['a@b', 'c..d.@carrier.example']],
    ['MailFrom', 'pmh+relay@localhost', 'pmh+relay@localhost'],
    ['MailFrom', 'pmh@[192.0.2.1]', 'pmh@[192.0.2.1]'],
    ['MailPort', '65535', 65535],
    ['ProxyPassword', ' with blanks ', ' with blanks '],
  ])('%s = %j', (key, raw, value) => expect(parseSetting(key, raw, 'posix')).toEqual({ ok: true, value }))
})

describe('values that are refused', () => {
  it.each<[SettingKey, string, string]>([
    ['MonitoringTimer', '0', 'integer'],
    ['MonitoringTimer', '-1', 'integer'],
    ['MonitoringTimer', '1000000000000000', 'integer'],
    ['MonitoringTimer', '600,000', 'integer'],
    ['MonitoringTimer', ' 600000', 'integer'],
    ['MonitoringTimer', '1e3', 'integer'],
    ['MonitoringTimer', '0x10', 'integer'],
    ['MonitoringTimer', '6.5', 'integer'],
    ['MonitoringTimer', '６００', 'integer'],
    ['MonitoringTimer', '+5', 'integer'],
    ['PostRegistrationTimeSpan', '0', 'integer'],
    ['ErrorFileRetentionDays', '-1', 'integer'],
    ['TransientRetryCount', '-2', 'integer'],
    ['ParallelFolders', '9', 'integer'],
    ['ParallelFolders', '0', 'integer'],
    ['ProxyPort', '0', 'integer'],
    ['ProxyPort', '65536', 'integer'],
    ['StabilityWindow', '3600001', 'integer'],
    ['AllowMultipleFilePerFolder', '1', 'boolean'],
    ['AllowMultipleFilePerFolder', 'yes', 'boolean'],
    ['AllowMultipleFilePerFolder', ' true', 'boolean'],
    ['PostRegistrationFileType', '3', 'choice'],
    ['PostRegistrationTasksType', '０', 'choice'],
    ['InDoubtPolicy', 'Hold', 'choice'],
    ['ProxyAddress', 'http://proxy', 'host'],
    ['ProxyAddress', 'proxy:8080', 'host'],
    ['ProxyAddress', 'pro xy', 'host'],
    ['PostRegistrationTasksBaseURL', 'stg.pmh.go.jp', 'base_url'],
    ['PostRegistrationTasksBaseURL', 'ftp://stg.pmh.go.jp', 'base_url'],
    ['PostRegistrationTasksBaseURL', 'https://', 'base_url'],
    ['PostRegistrationTasksBaseURL', 'https://h/?q=1', 'base_url'],
    ['PostRegistrationTasksBaseURL', 'https://h/#x', 'base_url'],
    ['PostRegistrationTasksBaseURL', 'https://h /', 'base_url'],
    ['PostRegistrationTasksBaseURL', 'https://user@h/', 'base_url'],
    ['PathPrefix', '/a/../b', 'url_path'],
    ['EndpointFull', 'a?b', 'url_path'],
    ['EndpointFull', 'a%2fb', 'url_path'],
    ['EndpointFull', '登録', 'url_path'],
    ['PostRegistrationTasksName', 'a\nb', 'text'],
    ['PostRegistrationTasksName', 'x'.repeat(257), 'text'],
    ['ProxyUsername', 'a\u0000', 'text'],
    ['MultipartField', 'x'.repeat(65), 'text'],
    ['CaCertificateFiles', 'a\nb', 'list'],
    ['MailTo', 'a@b\r\nBcc: c@d', 'mail_addresses'],
    ['MailTo', 'a@b;c', 'mail_addresses'],
    ['MailTo', 'a@b,c@d', 'mail_addresses'],
    ['MailFrom', 'PMH <a@b>', 'mail_address'],
    ['MailFrom', 'a@b>\r\nRCPT TO:<c@d', 'mail_address'],
    ['MailFrom', 'a b@c', 'mail_address'],
    ['MailFrom', 'a@b.', 'mail_address'],
    ['MailFrom', '課@例.jp', 'mail_address'],
    ['MailPort', '0', 'integer'],
    ['MailPort', '65536', 'integer'],
    ['MailServer', 'smtp://m', 'host'],
    ['MailServer', 'm\r\nQUIT', 'host'],
    ['MailSecurity', 'ssl', 'choice'],
    ['MailMinimumLevel', 'Error', 'choice'],
  ])('%s = %j: %s', (key, raw, kind) => {
    expect(parseSetting(key, raw, 'posix')).toMatchObject({
      ok: false,
      problem: { key, value: expect.any(String), rule: { kind } },
    })
  })

  it('repeat the value, but for a secret', () => {
    expect(parseSetting('ProxyPort', '99999', 'posix')).toMatchObject({ problem: { value: '99999' } })
    const refused = parseSetting('ProxyPassword', 'SECRET\n', 'posix')
    expect(refused).toMatchObject({ ok: false, problem: { key: 'ProxyPassword', value: '' } })
    expect(JSON.stringify(parseSetting('MailPassword', 'S'.repeat(1025), 'posix'))).not.toContain('SSS')
  })

  it.each<[SettingKey, string, string]>([
    ['PostRegistrationTasksBaseURL', 'https://user:SECRET@stg.pmh.go.jp', 'https://…@stg.pmh.go.jp'],
    ['PostRegistrationTasksBaseURL', 'https://user:SEC/R@ET@h/x', 'https://…@h/x'],
    ['ProxyAddress', 'user:SECRET@proxy', '…@proxy'],
    ['ProxyAddress', 'http://user:SECRET@proxy:8080', 'http://…@proxy:8080'],
  ])('repeat no password that stands in an address: %s', (key, raw, value) => {
    expect(parseSetting(key, raw, 'posix')).toMatchObject({ ok: false, problem: { value } })
  })

  it('are all reported at once', () => {
    expect(problemsOf({ MonitoringTimer: 'x', ProxyPort: '0', PMHFilePath: 'relative' })).toEqual([
      'MonitoringTimer integer',
      'PMHFilePath absolute_path',
      'ProxyPort integer',
    ])
  })
})

describe('PMHFilePath', () => {
  it.each(['/srv/pmh', '/', '/共有/PMH'])('may be %s here', (raw) =>
    expect(parseSetting('PMHFilePath', raw, 'posix').ok).toBe(true),
  )
  it.each(['pmh', './pmh', 'C:\\PMH', '/a\u0000b', `/${'x'.repeat(1024)}`])('may not be %j here', (raw) =>
    expect(parseSetting('PMHFilePath', raw, 'posix').ok).toBe(false),
  )
  it.each(['C:\\PMH', 'd:/PMH', '\\\\server\\share\\PMH', '\\\\server\\share'])(
    'may be %s on Windows',
    (raw) => expect(parseSetting('PMHFilePath', raw, 'windows').ok).toBe(true),
  )
  it.each(['/srv/pmh', 'C:PMH', 'PMH', '\\PMH', '\\\\server', 'CC:\\PMH'])(
    'may not be %s on Windows',
    (raw) => expect(parseSetting('PMHFilePath', raw, 'windows').ok).toBe(false),
  )
})

describe('settings that need each other', () => {
  it.each<[string, RawSettings, readonly string[]]>([
    ['a proxy without a port', { ProxyAddress: 'p' }, ['ProxyPort needed_with']],
    ['a proxy with a port', { ProxyAddress: 'p', ProxyPort: '8080' }, []],
    [
      'Basic without a user',
      { ProxyAddress: 'p', ProxyPort: '1', ProxyAuthType: '2' },
      ['ProxyUsername needed_with'],
    ],
    [
      'NTLM without a user',
      { ProxyAddress: 'p', ProxyPort: '1', ProxyAuthType: '3' },
      ['ProxyUsername needed_with'],
    ],
    ['Basic with a user', { ProxyAddress: 'p', ProxyPort: '1', ProxyAuthType: '2', ProxyUsername: 'u' }, []],
    ['no proxy, with leftovers', { ProxyAuthType: '2', ProxyPort: '8080' }, []],
    [
      'mail without anything',
      { MailServer: 'm' },
      ['MailPort needed_with', 'MailFrom needed_with', 'MailTo needed_with'],
    ],
    ['mail with everything', { MailServer: 'm', MailPort: '25', MailFrom: 'a@b', MailTo: 'c@d' }, []],
  ])('%s', (_, raw, problems) => expect(problemsOf(raw)).toEqual(problems))

  it('name the other key', () => {
    const result = parseSettings({ ProxyAddress: 'p' }, 'posix')
    expect(result).toMatchObject({
      problems: [{ key: 'ProxyPort', value: '', rule: { other: 'ProxyAddress' } }],
    })
  })
})

describe('missingSettings', () => {
  it('names the two without a default', () => {
    expect(missingSettings(settingsOf()).map((problem) => problem.key)).toEqual([
      'PMHFilePath',
      'PostRegistrationTasksBaseURL',
    ])
  })

  it('is empty once both are there', () => {
    const raw = { PMHFilePath: '/srv/pmh', PostRegistrationTasksBaseURL: 'https://stg.pmh.go.jp' }
    expect(missingSettings(settingsOf(raw))).toEqual([])
  })
})
