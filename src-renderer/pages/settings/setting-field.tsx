import { isSecretKey, type SettingKey } from '../../../src-shared/domain/settings.ts'
import { choiceText, flagText } from '../../../src-shared/text/ja/screens-settings.ts'
import { ChoiceField } from './choice-field.tsx'
import { FlagField } from './flag-field.tsx'
import { RootField } from './root-field.tsx'
import { SecretField } from './secret-field.tsx'
import { TargetField } from './target-field.tsx'
import type { SettingsForm } from './use-settings-form.ts'
import { ValueField } from './value-field.tsx'

export interface SettingFieldProps {
  readonly settingKey: SettingKey
  readonly form: SettingsForm
}

/** The control that fits a key. */
export function SettingField(props: SettingFieldProps) {
  const { settingKey } = props
  if (settingKey === 'PMHFilePath') return <RootField {...props} />
  if (settingKey === 'PostRegistrationTasksBaseURL') return <TargetField {...props} />
  if (isSecretKey(settingKey)) return <SecretField {...props} />
  if (choiceText[settingKey] !== undefined) return <ChoiceField {...props} />
  if (flagText[settingKey] !== undefined) return <FlagField {...props} />
  return <ValueField {...props} />
}
