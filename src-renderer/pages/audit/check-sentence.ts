import type { RecordCheckState } from '../../../src-shared/ipc/answer-shapes.ts'
import { recordCheckText as text } from '../../../src-shared/text/ja/screens-audit.ts'
import { grouped, tableTime } from '../../../src-shared/text/ja/screens-formats.ts'

/** How the records stand, in one line. */
export function checkSentence(check: RecordCheckState): string {
  switch (check.state) {
    case 'never':
      return text.never
    case 'running':
      return text.running(grouped(check.rows))
    case 'failed':
      return text.failed
    case 'done': {
      const { rows, faults } = check.report
      // A check that found nothing to look at proves nothing.
      if (rows === 0) return text.never
      const time = tableTime(check.at)
      const found = faults === 0 ? text.fine(time, grouped(rows)) : text.accepted(time, grouped(faults))
      return check.grown ? `${found}${text.grown}` : found
    }
  }
}
