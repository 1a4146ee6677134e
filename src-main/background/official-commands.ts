import type { ShownCommand } from '../../src-shared/domain/background.ts'
import { OFFICIAL_SERVICE, type OfficialFinding } from '../../src-shared/domain/official-service.ts'
import { windowsCommandLine } from './windows-quoting.ts'

/** How to stop what was found, in the order in which to do it. They are for staff: this program stops nobody else's. */
export function officialCommands({ service, startsItself, tasks }: OfficialFinding): ShownCommand[] {
  const lines: string[][] = []
  if (service === 'running') lines.push(['sc', 'stop', OFFICIAL_SERVICE])
  if (service === 'running' || (service === 'stopped' && startsItself))
    lines.push(['sc', 'config', OFFICIAL_SERVICE, 'start=', 'disabled'])
  for (const { name } of tasks) lines.push(['schtasks', '/Change', '/TN', name, '/DISABLE'])
  return lines.map((words) => ({ line: windowsCommandLine(words), admin: true }))
}
