import { resultWord } from '../../../src-shared/domain/transfer.ts'
import type { TransferRow } from '../../../src-shared/ipc/answer-shapes.ts'
import { detailText } from '../../../src-shared/text/ja/screens-history.ts'
import {
  decisionMark,
  filedMark,
  heldMark,
  type Mark,
  resultMark,
  startMark,
} from '../../components/state-marks.ts'

export interface TimelineStep {
  readonly mark: Mark
  readonly word: string
  /** ISO 8601; null while nobody knows. */
  readonly at: string | null
}

/** What happened to a file, in the order in which it did. */
export function timelineSteps(row: TransferRow): readonly TimelineStep[] {
  const { steps } = detailText
  const taken: TimelineStep[] = [{ mark: startMark, word: steps.begun, at: row.startedAt }]
  taken.push({ mark: resultMark[resultWord(row.status)], word: steps[row.status], at: row.finishedAt })
  if (row.hold !== null) taken.push({ mark: heldMark, word: steps.held, at: row.finishedAt })
  const later: TimelineStep[] = []
  if (row.filedAt !== null && row.filedAs !== null) {
    const [folder = ''] = row.filedAs.split('/')
    later.push({ mark: filedMark, word: steps.filed(folder), at: row.filedAt })
  }
  if (row.decision !== null) {
    later.push({ mark: decisionMark, word: steps[row.decision], at: row.decidedAt })
  }
  // A held file is decided on before it moves, one in ERROR after.
  return [...taken, ...later.sort((a, b) => Date.parse(a.at ?? '') - Date.parse(b.at ?? ''))]
}
