import type { MappingEntry } from '../../src-shared/domain/mapping.ts'
import { settingsExportText } from '../../src-shared/text/ja/screens-settings-export.ts'

/** Where the manual puts the program (2.2.1, 2.2.3). */
const PROGRAM = 'C:\\opt\\PMH_Relay\\bin\\x64\\Release\\PMH_Relay.exe'

/**
 * Writes the command that registers the official service with this mapping (manual 2.2.3), for Windows PowerShell. Its
 * value stands in single quotes, where PowerShell resolves nothing but doubled quotes.
 */
export function serviceCommand(entries: readonly MappingEntry[]): string {
  const pairs = entries.map(({ token, folder }) => windowsArgument(`${token}|${folder}`))
  const path = singleQuoted([PROGRAM, ...pairs].join(' '))
  const description = singleQuoted(settingsExportText.description)
  return `New-Service -Name "PMH_Relay" -Description ${description} -BinaryPathName ${path}`
}

/** PowerShell takes typographic quotes for plain ones. */
function singleQuoted(text: string): string {
  return `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`
}

/** The opposite of `splitWindowsArguments`, by Microsoft's "Parsing C command-line arguments". */
function windowsArgument(text: string): string {
  if (!/[ \t"]/.test(text)) return text
  const escaped = text.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')
  return `"${escaped}"`
}
