import {
  isSecretKey,
  OFFICIAL_KEYS,
  parseSetting,
  type RawSettings,
  SETTING_KEYS,
  type SettingKey,
  settingDefault,
} from '../../src-shared/domain/settings.ts'
import { withheldNote } from '../../src-shared/text/ja/screens-settings-export.ts'
import { encodeAttribute } from './xml-text.ts'

/**
 * Writes a PMH_Relay.exe.config that the official batch can read as well (manual 2.1): UTF-8 with a byte order mark,
 * the official keys in the manual's order, then those of ours that differ from their default. A secret stands in it
 * only if it was given.
 * @param withheld secrets that are set here but are not to stand in the file. Their keys are left out, with a comment:
 *   an empty value would clear the password of whoever reads the file
 * @throws RangeError for a value with a character that XML cannot hold; checked settings have none
 */
export function writeConfigXml(raw: RawSettings, withheld: readonly SettingKey[] = []): Uint8Array {
  const lines = SETTING_KEYS.flatMap((key) => {
    if (withheld.includes(key)) return [`    <!-- ${withheldNote(key)} -->`]
    const value = writtenValue(key, raw[key])
    return value === null ? [] : [`    <add key="${key}" value="${encodeAttribute(value)}" />`]
  })
  const xml = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<configuration>',
    '  <appSettings>',
    ...lines,
    '  </appSettings>',
    '</configuration>',
    '',
  ]
  // Windows line ends and the mark: Notepad and .NET both wrote the original that way.
  return new TextEncoder().encode(`\ufeff${xml.join('\r\n')}`)
}

/** @returns null when the key is left out */
function writtenValue(key: SettingKey, value: string | undefined): string | null {
  const fallback = settingDefault(key)
  if (!OFFICIAL_KEYS.includes(key)) return value === undefined || value === fallback ? null : value
  if (value !== undefined) return value
  // The official batch expects all of its keys; only where '' would be an error is a key without a value left out.
  return fallback !== '' || isSecretKey(key) || mayBeEmpty(key) ? fallback : null
}

function mayBeEmpty(key: SettingKey): boolean {
  return parseSetting(key, '', 'windows').ok
}
