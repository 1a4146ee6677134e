import { OFFICIAL_MAIL_TASK, type OfficialTask } from '../../src-shared/domain/official-service.ts'
import { REBOOT_TASK } from './schtasks.ts'

/** The columns of `schtasks /query /fo csv /v` have names in the language of the system, and one order. */
const NAME = 1
const TO_RUN = 8
const STATE = 11

const DISABLED = new Set(['Disabled', '無効'])

/** reboot.bat of manual 2.5, or the command that it holds. */
const RESTARTS = /reboot\.(?:bat|cmd)\b|\bshutdown(?:\.exe)?["']?\s(?:.*\s)?[/-][rg]\b/i

/** Tasks that came with the batch and are switched on: those of manual 2.4 and 2.5. Windows' own are left out. */
export function readOfficialTasks(csv: string): OfficialTask[] {
  const found = new Map<string, OfficialTask>()
  for (const cells of csvRows(csv)) {
    const name = cells[NAME] ?? ''
    if (!name.startsWith('\\') || name.startsWith('\\Microsoft\\')) continue
    if (DISABLED.has(cells[STATE] ?? '')) continue
    const kind = kindOf(name, cells[TO_RUN] ?? '')
    if (kind !== null) found.set(name, { name, kind })
  }
  return [...found.values()]
}

function kindOf(name: string, toRun: string): OfficialTask['kind'] | null {
  const own = name.slice(name.lastIndexOf('\\') + 1)
  if (own.toLowerCase() === OFFICIAL_MAIL_TASK.toLowerCase()) return 'mail'
  return own !== REBOOT_TASK && RESTARTS.test(toRun) ? 'reboot' : null
}

/** Rows of cells in double quotes; a comment may hold line breaks. */
function* csvRows(csv: string): Generator<string[]> {
  let row: string[] = []
  const cell = /"([^"]*(?:""[^"]*)*)"(,|\r?\n|$)|(\r?\n)/gy
  for (let match = cell.exec(csv); match !== null && match[0] !== ''; match = cell.exec(csv)) {
    if (match[1] === undefined) continue
    row.push(match[1].replaceAll('""', '"'))
    if (match[2] === ',') continue
    yield row
    row = []
  }
}
