import { useState } from 'react'
import type { FolderCard, Problem, TransferRow } from '../../../src-shared/ipc/answer-shapes.ts'
import { problemKey } from '../../app/announcements.ts'
import type { Action } from '../../hooks/use-action.ts'
import { locateProblem, noteAbout } from './problem-transfer.ts'

export interface ProblemDecision {
  /** The row that the dialog is about; null while it is closed. */
  readonly row: TransferRow | null
  open(problem: Problem): Promise<void>
  close(): void
  /** Why the dialog of this problem could not open. */
  noteFor(problem: Problem): string | null
}

/** Finds the row behind a problem and keeps it for the dialog. What stands in the way is told at the problem. */
export function useProblemDecision(folders: readonly FolderCard[], action: Action): ProblemDecision {
  const [row, setRow] = useState<TransferRow | null>(null)
  const [note, setNote] = useState<{ readonly key: string; readonly text: string } | null>(null)
  return {
    row,
    async open(problem) {
      setNote(null)
      const found = await locateProblem(problem, folders, async (id) => {
        const answer = await action.run('transfers.get', { id })
        return answer === null ? null : (answer.value.row ?? undefined)
      })
      // Null: the question was refused, and the screen tells so already.
      if (found === null) return
      const text = noteAbout(found)
      if (text !== null) setNote({ key: problemKey(problem), text })
      else if (found !== undefined) setRow(found)
    },
    close: () => setRow(null),
    noteFor: (problem) => (note?.key === problemKey(problem) ? note.text : null),
  }
}
