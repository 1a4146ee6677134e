import type { SettingKey } from '../../../src-shared/domain/settings.ts'
import type { SettingSection } from '../../../src-shared/text/ja/screens-settings.ts'

/** The official keys, those of mail and ours in their panels, in the order of the screen. */
export const SECTIONS: readonly { readonly id: SettingSection; readonly keys: readonly SettingKey[] }[] = [
  { id: 'target', keys: ['PostRegistrationTasksBaseURL', 'PostRegistrationTasksName'] },
  {
    id: 'sending',
    keys: [
      'PostRegistrationTasksType',
      'PostRegistrationFileType',
      'AllowMultipleFilePerFolder',
      'PreflightMode',
    ],
  },
  { id: 'watching', keys: ['PMHFilePath', 'MonitoringTimer', 'PostRegistrationTimeSpan'] },
  {
    id: 'proxy',
    keys: ['ProxyAuthType', 'ProxyAddress', 'ProxyPort', 'ProxyUsername', 'ProxyPassword', 'ProxyDomain'],
  },
  { id: 'filed', keys: ['ProceedFileRetentionDays', 'ErrorFileRetentionDays'] },
  {
    id: 'mail',
    keys: [
      'MailServer',
      'MailPort',
      'MailSecurity',
      'MailUser',
      'MailPassword',
      'MailFrom',
      'MailTo',
      'MailMinimumLevel',
    ],
  },
  // No fields: what the system starts is changed by its own buttons, at once.
  { id: 'background', keys: [] },
  // No fields: CaCertificateFiles is changed by its own buttons, at once.
  { id: 'certificates', keys: [] },
  { id: 'secrets', keys: [] },
  {
    id: 'advanced',
    keys: [
      ...(['ImmediateTrigger', 'StabilityWindow', 'TransientRetryCount', 'DuplicatePolicy'] as const),
      ...(['OrderProtection', 'ParallelFolders', 'InDoubtPolicy', 'PathPrefix', 'EndpointFull'] as const),
      ...(['EndpointDifferential', 'EndpointDifferentialReset', 'CsvPathPrefix', 'BodyFormat'] as const),
      ...(['MultipartField', 'SerialFields', 'ErrorCodeFields', 'ErrorMessageFields'] as const),
    ],
  },
  { id: 'lock', keys: [] },
]

export const FORM_KEYS: readonly SettingKey[] = SECTIONS.flatMap((section) => section.keys)

export function isSection(text: string | undefined): text is SettingSection {
  return SECTIONS.some((section) => section.id === text)
}
