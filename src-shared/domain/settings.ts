import { PREFLIGHT_MODES } from './preflight-rule.ts'
import {
  absolutePath,
  baseUrl,
  choice,
  flag,
  host,
  integer,
  list,
  mailAddress,
  mailAddresses,
  optionalInteger,
  type Platform,
  type SettingRule,
  type SettingSpec,
  secret,
  text,
  urlPath,
} from './setting-spec.ts'

/** The largest number with 15 digits, the official limit of MonitoringTimer (manual 2.1, No 1). */
const FIFTEEN_DIGITS = 999_999_999_999_999

/**
 * Every key that the relay knows, under its official name, in the order of requirements section 1.
 * Names and rules of the first sixteen: manual 2.1; the others are ours.
 */
const SPECS = {
  MonitoringTimer: integer(1, FIFTEEN_DIGITS, '600000'),
  PMHFilePath: absolutePath(),
  PostRegistrationTimeSpan: integer(1, FIFTEEN_DIGITS, '300'),
  PostRegistrationTasksBaseURL: baseUrl(),
  PostRegistrationFileType: choice(['1', '2'], '2'),
  PostRegistrationTasksName: { ...text(256, '医療費助成対象者情報登録'), mayBeEmpty: false },
  ProxyAuthType: choice(['1', '2', '3'], '1'),
  ProxyAddress: host(),
  ProxyPort: optionalInteger(1, 65535),
  ProxyUsername: text(256, ''),
  ProxyPassword: secret(),
  ProxyDomain: text(256, ''),
  PostRegistrationTasksType: choice(['1', '2', '3'], '2'),
  AllowMultipleFilePerFolder: flag(false),
  ProceedFileRetentionDays: integer(0, FIFTEEN_DIGITS, '9999'),
  ErrorFileRetentionDays: integer(0, FIFTEEN_DIGITS, '9999'),
  ImmediateTrigger: flag(false),
  StabilityWindow: integer(0, 3_600_000, '2000'),
  TransientRetryCount: integer(-1, 1_000_000, '-1'),
  DuplicatePolicy: choice(['send', 'hold'], 'send'),
  OrderProtection: flag(false),
  ParallelFolders: integer(1, 8, '1'),
  InDoubtPolicy: choice(['hold', 'resend', 'error'], 'hold'),
  CaCertificateFiles: list(''),
  PreflightMode: choice(PREFLIGHT_MODES, 'warn'),
  PathPrefix: urlPath('/medicalSubsidy/api/v1/'),
  EndpointFull: urlPath('registrationTasks'),
  EndpointDifferential: urlPath('differentialHistoryRegistrationTasks'),
  EndpointDifferentialReset: urlPath('differentialHistoryResetRegistrationTasks'),
  CsvPathPrefix: urlPath('csv/'),
  BodyFormat: choice(['raw', 'multipart'], 'raw'),
  MultipartField: text(64, 'file'),
  SerialFields: list(
    'processingSerialNumber;processSerialNumber;processingNumber;serialNumber;receiptNumber',
  ),
  ErrorCodeFields: list('errorCode;code'),
  ErrorMessageFields: list('errorMessage;message'),
  MailServer: host(),
  MailPort: optionalInteger(1, 65535),
  MailSecurity: choice(['none', 'starttls', 'tls'], 'none'),
  MailUser: text(256, ''),
  MailPassword: secret(),
  MailFrom: mailAddress(),
  MailTo: mailAddresses(),
  MailMinimumLevel: choice(['information', 'warning', 'error'], 'warning'),
} as const

type Specs = typeof SPECS
export type SettingKey = keyof Specs

/** The settings of one run, every key present and valid. */
export type Settings = {
  readonly [K in SettingKey]: Specs[K] extends SettingSpec<infer T> ? T : never
}

/** Written values by key, as they stand in the XML, in `--set` and in the store. */
export type RawSettings = Readonly<Partial<Record<SettingKey, string>>>

export const SETTING_KEYS = Object.keys(SPECS) as readonly SettingKey[]

/** The sixteen official keys, in the manual's order. */
export const OFFICIAL_KEYS: readonly SettingKey[] = SETTING_KEYS.slice(0, 16)

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SPECS, key)
}

/** Keys whose values live in the vault only. */
export const SECRET_KEYS: readonly SettingKey[] = SETTING_KEYS.filter((key) => SPECS[key].secret)

export function isSecretKey(key: SettingKey): boolean {
  return SPECS[key].secret
}

/** The written default; '' where there is none. */
export function settingDefault(key: SettingKey): string {
  return SPECS[key].fallback
}

export function settingRule(key: SettingKey): SettingRule {
  return SPECS[key].rule
}

/** One refused value: enough for a sentence that names key, value and rule. */
export interface SettingProblem {
  readonly key: SettingKey
  /** '' for a secret: its value is never repeated, nor is a password in an address. */
  readonly value: string
  readonly rule:
    | SettingRule
    | { readonly kind: 'not_empty' }
    | { readonly kind: 'needed_with'; readonly other: SettingKey }
    | { readonly kind: 'missing' }
}

export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly SettingProblem[] }

/**
 * Checks written values and fills in defaults. All problems are reported at once; nothing is half-applied.
 * PMHFilePath and the base URL may still be unset here: see {@link missingSettings}.
 */
export function parseSettings(raw: RawSettings, platform: Platform): SettingsResult {
  const values: Partial<Record<SettingKey, unknown>> = {}
  const problems: SettingProblem[] = []
  for (const key of SETTING_KEYS) {
    const checked = parseSetting(key, raw[key], platform)
    if (checked.ok) values[key] = checked.value
    else problems.push(checked.problem)
  }
  if (problems.length > 0) return { ok: false, problems }
  const settings = values as Settings
  const combined = combinationProblems(settings)
  return combined.length > 0 ? { ok: false, problems: combined } : { ok: true, settings }
}

type Checked = { ok: true; value: unknown } | { ok: false; problem: SettingProblem }

/** @param raw undefined when the key is absent */
export function parseSetting(key: SettingKey, raw: string | undefined, platform: Platform): Checked {
  const spec: SettingSpec<unknown> = SPECS[key]
  if (raw === undefined) return { ok: true, value: spec.unset }
  const value = repeatable(raw, spec)
  if (raw === '') {
    if (spec.mayBeEmpty) return { ok: true, value: spec.unset }
    return { ok: false, problem: { key, value, rule: { kind: 'not_empty' } } }
  }
  const parsed = spec.parse(raw, platform)
  if (parsed === undefined) return { ok: false, problem: { key, value, rule: spec.rule } }
  return { ok: true, value: parsed }
}

/** Staff may write `user:password@` into an address, which is refused, but must not be printed. */
function repeatable(raw: string, { secret: isSecret, rule }: SettingSpec<unknown>): string {
  if (isSecret) return ''
  return rule.kind === 'base_url' || rule.kind === 'host' ? raw.replace(/^(\w+:\/\/)?.*@/s, '$1…@') : raw
}

function combinationProblems(settings: Settings): SettingProblem[] {
  const problems: SettingProblem[] = []
  const need = (key: SettingKey, other: SettingKey) =>
    problems.push({ key, value: '', rule: { kind: 'needed_with', other } })
  if (settings.ProxyAddress !== '') {
    if (settings.ProxyPort === null) need('ProxyPort', 'ProxyAddress')
    if (settings.ProxyAuthType !== '1' && settings.ProxyUsername === '')
      need('ProxyUsername', 'ProxyAuthType')
  }
  if (settings.MailServer !== '') {
    if (settings.MailPort === null) need('MailPort', 'MailServer')
    if (settings.MailFrom === '') need('MailFrom', 'MailServer')
    if (settings.MailTo.length === 0) need('MailTo', 'MailServer')
  }
  return problems
}

/** What still has to be filled in before anything can be sent. */
export function missingSettings(settings: Settings): SettingProblem[] {
  const needed: readonly SettingKey[] = ['PMHFilePath', 'PostRegistrationTasksBaseURL']
  return needed
    .filter((key) => settings[key] === '')
    .map((key) => ({ key, value: '', rule: { kind: 'missing' } }))
}
