import type { FolderCard, Problem, TransferRow } from '../../../src-shared/ipc/answer-shapes.ts'
import { decideText } from '../../../src-shared/text/ja/screens-decide.ts'

/** @returns undefined when there is no such row, null when the question was refused; its error is told by whoever asked */
export type GetTransfer = (id: number) => Promise<TransferRow | null | undefined>

/**
 * The row behind a problem: mostly the last one of its folder, which the screen has already.
 * @returns as {@link GetTransfer}
 */
export async function locateProblem(
  problem: Problem,
  folders: readonly FolderCard[],
  get: GetTransfer,
): Promise<TransferRow | null | undefined> {
  const { transferId } = problem
  if (transferId === null) return undefined
  const last = folders.find((card) => card.last?.id === transferId)?.last
  if (last !== null && last !== undefined) return last
  return get(transferId)
}

/** Why a row cannot be decided on here and now; null when it can. */
export function noteAbout(row: TransferRow | undefined): string | null {
  if (row === undefined) return decideText.notFound
  return row.possibleDecisions.length === 0 ? decideText.notNow : null
}
