import { isSecretKey, type SettingKey, settingRule } from '../../../src-shared/domain/settings.ts'

/**
 * The form in which a value is kept when its field is left. Typed with a Japanese keyboard, digits and addresses often
 * come out full-width, numbers are grouped by commas, and a path that Windows copies stands in quotation marks.
 */
export function foldInput(key: SettingKey, value: string): string {
  if (isSecretKey(key)) return value
  const { kind } = settingRule(key)
  if (kind === 'integer') return halfWidth(value).replace(/[,、]/g, '')
  if (kind === 'base_url' || kind === 'host' || kind === 'url_path') return halfWidth(value)
  if (kind === 'mail_address') return halfWidth(value)
  // As lists come from mail programs, and from a Japanese keyboard.
  if (kind === 'mail_addresses') return halfWidth(value).replace(/[,、\s]+/g, ';')
  return kind === 'absolute_path' ? value.trim().replace(/^"(.*)"$/s, '$1') : value.trim()
}

const halfWidth = (value: string) => value.normalize('NFKC').trim()
