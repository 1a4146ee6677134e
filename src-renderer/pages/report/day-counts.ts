import { resultWord } from '../../../src-shared/domain/transfer.ts'
import type { TransferRow } from '../../../src-shared/ipc/answer-shapes.ts'
import type { CommandOutput } from '../../../src-shared/ipc/commands.ts'

export interface SchemeCount {
  readonly name: string
  readonly sent: number
  readonly success: number
  readonly failure: number
  readonly unknown: number
}

type Report = Pick<CommandOutput<'report.get'>, 'schemes' | 'counts'>

const NONE = { sent: 0, success: 0, failure: 0, unknown: 0 } as const

/** One line for each registered scheme, then for those that are gone and have a row on this day. */
export function schemeCounts({ schemes, counts }: Report): SchemeCount[] {
  const lines = new Map<string, SchemeCount>(
    schemes.map(({ folder, displayName }) => [folder, { name: displayName, ...NONE }]),
  )
  for (const { folder, displayName, status, n } of counts) {
    const line = lines.get(folder) ?? { name: displayName, ...NONE }
    const word = resultWord(status)
    const counted = word === 'sending' ? {} : { [word]: line[word] + n }
    lines.set(folder, { ...line, sent: line.sent + n, ...counted })
  }
  return [...lines.values()]
}

export function totalOf(name: string, lines: readonly SchemeCount[]): SchemeCount {
  const sum = (column: Exclude<keyof SchemeCount, 'name'>) =>
    lines.reduce((total, line) => total + line[column], 0)
  return {
    name,
    sent: sum('sent'),
    success: sum('success'),
    failure: sum('failure'),
    unknown: sum('unknown'),
  }
}

/** What somebody may have to do something about; what was decided already is told too, with the decision. */
export function needsAnswer(row: TransferRow): boolean {
  return row.hold !== null || ['failure', 'unknown'].includes(resultWord(row.status))
}
