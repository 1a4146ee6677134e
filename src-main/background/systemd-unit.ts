import { unitText } from '../../src-shared/text/ja/background.ts'
import type { Launch } from './launch.ts'
import { OWN_MARK } from './own-file.ts'

/** The unit of the user that runs the relay without a window (systemd.service(5), systemd.syntax(7)). */
export function systemdUnit(launch: Launch): string {
  const command = [programWord(launch.program), ...launch.arguments.map(argumentWord)].join(' ')
  return `${[
    OWN_MARK,
    '[Unit]',
    `Description=${unitText.description}`,
    // It tries again for as long as it takes: a window that holds the data folder may be closed much later.
    'StartLimitIntervalSec=0',
    '',
    '[Service]',
    'Type=exec',
    `ExecStart=${command}`,
    'Restart=on-failure',
    'RestartSec=60',
    // Arguments or settings that are refused (exit 2) do not mend by themselves.
    'RestartPreventExitStatus=2',
    // The engine ends within 5 s (requirements section 4).
    'TimeoutStopSec=20',
    '',
    '[Install]',
    'WantedBy=default.target',
  ].join('\n')}\n`
}

/** `%` begins a specifier everywhere. Variables are not looked for in the program itself. */
function programWord(word: string): string {
  return quoted(word.replaceAll('%', '%%'))
}

function argumentWord(word: string): string {
  return quoted(word.replaceAll('%', '%%').replaceAll('$', '$$$$'))
}

function quoted(word: string): string {
  if (/^[\w./:=@,+%$-]+$/.test(word)) return word
  return `"${word.replace(/["\\]/g, '\\$&')}"`
}
