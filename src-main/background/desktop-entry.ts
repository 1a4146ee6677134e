import { autostartText } from '../../src-shared/text/ja/background.ts'
import { PRODUCT_NAME } from '../../src-shared/text/ja/words.ts'
import type { Launch } from './launch.ts'
import { OWN_MARK } from './own-file.ts'

/** An entry of the XDG autostart folder (Desktop Entry Specification 1.5). */
export function desktopEntry(launch: Launch): string {
  const exec = [launch.program, ...launch.arguments].map(execWord).join(' ')
  return `${[
    OWN_MARK,
    '[Desktop Entry]',
    'Type=Application',
    `Name=${PRODUCT_NAME}`,
    `Comment=${autostartText.comment}`,
    `Exec=${stringValue(exec)}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
  ].join('\n')}\n`
}

/** One argument of Exec: in double quotes if need be, with `%` doubled since it begins a field code. */
function execWord(word: string): string {
  const plain = word.replaceAll('%', '%%')
  if (/^[\w./:=@,+%-]+$/.test(plain)) return plain
  return `"${plain.replace(/["`$\\]/g, '\\$&')}"`
}

/** The value of a key is unescaped before Exec's own quoting is read. */
function stringValue(text: string): string {
  return text.replaceAll('\\', '\\\\')
}
