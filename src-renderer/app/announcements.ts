import { resultWord } from '../../src-shared/domain/transfer.ts'
import type { FolderCard, Problem } from '../../src-shared/ipc/answer-shapes.ts'
import type { CommandOutput } from '../../src-shared/ipc/commands.ts'
import { errorText } from '../../src-shared/text/ja/errors.ts'
import { announcementText } from '../../src-shared/text/ja/screens.ts'
import { resultWordText } from '../../src-shared/text/ja/words.ts'

type Overview = Pick<CommandOutput<'overview.get'>, 'problems' | 'folders'>

/** What a screen reader is told, politely, when one picture of the state follows another. */
export function announcements(before: Overview, after: Overview): readonly string[] {
  return [...newResults(before.folders, after.folders), ...newProblems(before.problems, after.problems)]
}

function newProblems(before: readonly Problem[], after: readonly Problem[]): string[] {
  const known = new Set(before.map(problemKey))
  const said = after
    .filter((problem) => !known.has(problemKey(problem)))
    .map((problem) =>
      announcementText.problem(
        problem.displayName ?? problem.folder ?? announcementText.allProblem,
        errorText(problem.code).what,
      ),
    )
  if (before.length > 0 && after.length === 0) said.push(announcementText.solved)
  return said
}

/** The same trouble keeps its key while it lasts, even when its place in the list changes. */
export function problemKey(problem: Problem): string {
  return JSON.stringify([problem.kind, problem.folder, problem.code, problem.transferId, problem.setting])
}

function newResults(before: readonly FolderCard[], after: readonly FolderCard[]): string[] {
  const last = new Map(before.map((card) => [card.folder, card.last]))
  return after.flatMap((card) => {
    const row = card.last
    // A folder that was not there before brings its old result along: that is no news.
    if (row === null || row.status === 'sending' || !last.has(card.folder)) return []
    const old = last.get(card.folder)
    if (old?.id === row.id && old.status === row.status && old.attempts === row.attempts) return []
    const word = resultWordText[resultWord(row.status)]
    const evidence =
      row.serialNumber === null ? (row.errorCode ?? '') : announcementText.serial(row.serialNumber)
    return [announcementText.result(card.displayName, word, evidence)]
  })
}

/** The quarter of an upload that was reached last: progress is announced in steps of 25 %. */
export function quarter(sentBytes: number, totalBytes: number): 0 | 25 | 50 | 75 | 100 {
  if (totalBytes <= 0) return 0
  const share = (sentBytes / totalBytes) * 100
  return share >= 100 ? 100 : share >= 75 ? 75 : share >= 50 ? 50 : share >= 25 ? 25 : 0
}
