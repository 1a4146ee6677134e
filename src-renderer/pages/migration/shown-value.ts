import { isSecretKey, type SettingKey } from '../../../src-shared/domain/settings.ts'
import { importText } from '../../../src-shared/text/ja/screens-import.ts'
import { choiceText } from '../../../src-shared/text/ja/screens-settings.ts'
import { visible } from '../../../src-shared/text/ja/visible.ts'
import { valueMeaning } from '../settings/value-meaning.ts'

const { preview: text } = importText

/** A written value with what it means: `300000（5分ごとに確認）`, `2　差分連携`. Of a secret only that it is there. */
export function shownValue(key: SettingKey, value: string, which: 'before' | 'after'): string {
  if (value === '') return isSecretKey(key) ? text.none : text.notSet
  if (isSecretKey(key)) return which === 'before' ? text.secretNow : text.secret
  const choice = key === 'AllowMultipleFilePerFolder' ? several(value) : choiceText[key]?.[value]
  if (choice !== undefined) return `${value}　${choice}`
  const meaning = valueMeaning(key, value)
  const shown = visible(value)
  return meaning === null ? shown : `${shown}（${meaning}）`
}

function several(value: string): string | undefined {
  return value === 'true' || value === 'false' ? text.several[value] : undefined
}
