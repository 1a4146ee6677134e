import { systemClock } from '../clock.ts'
import { isoLocal } from '../engine/local-time.ts'
import type { CommandContext, Handlers } from './handlers.ts'
import { targetOf } from './overview-commands.ts'
import { displayNames, toRow } from './transfer-commands.ts'

/** About sixty sheets of paper; who needs more takes CSV出力. */
const ROWS = 2000

/** 日報: what one day brought. */
export function reportCommands({ session, version }: CommandContext): Pick<Handlers, 'report.get'> {
  return {
    'report.get': async ({ date }) => {
      const { current } = session
      const { rows, counts } = await current.search.day(date, ROWS)
      const names = displayNames(current)
      const settings = current.currentSettings()
      return {
        date,
        printedAt: isoLocal(systemClock.now()),
        printedBy: current.audit.actor.who,
        version,
        target: targetOf(settings, session),
        tasksType: settings.PostRegistrationTasksType,
        fileType: settings.PostRegistrationFileType,
        schemes: [...names].map(([folder, displayName]) => ({ folder, displayName })),
        counts: counts.map((count) => ({ ...count, displayName: names.get(count.folder) ?? count.folder })),
        rows: rows.map((row) => toRow(row, names)),
      }
    },
  }
}
