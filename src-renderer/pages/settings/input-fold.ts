import type { SettingKey } from '../../../src-shared/domain/settings.ts'

/** Typed with a Japanese keyboard, digits and letters of an address often come out full-width. */
const HALF_WIDTH: ReadonlySet<SettingKey> = new Set<SettingKey>([
  'MonitoringTimer',
  'PostRegistrationTimeSpan',
  'PostRegistrationTasksBaseURL',
  'ProxyAddress',
  'ProxyPort',
  'ProceedFileRetentionDays',
  'ErrorFileRetentionDays',
])

const TRIMMED: ReadonlySet<SettingKey> = new Set<SettingKey>(['PMHFilePath', 'ProxyUsername', 'ProxyDomain'])

/** The form in which a value is kept when the field is left. */
export function foldInput(key: SettingKey, value: string): string {
  if (HALF_WIDTH.has(key)) return value.normalize('NFKC').trim()
  return TRIMMED.has(key) ? value.trim() : value
}
