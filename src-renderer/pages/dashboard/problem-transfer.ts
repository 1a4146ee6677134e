import type { FolderCard, Problem, TransferRow } from '../../../src-shared/ipc/shapes.ts'
import { decideText } from '../../../src-shared/text/ja/screens-decide.ts'
import { findTransfer, type SearchTransfers } from '../../hooks/find-transfer.ts'

/**
 * The row behind a problem: mostly the last one of its folder, which the screen has already.
 * @returns undefined when it is not among the newest, null when a search was refused
 */
export async function locateProblem(
  problem: Problem,
  folders: readonly FolderCard[],
  search: SearchTransfers,
): Promise<TransferRow | null | undefined> {
  const { transferId, folder } = problem
  if (transferId === null) return undefined
  const last = folders.find((card) => card.last?.id === transferId)?.last
  if (last !== null && last !== undefined) return last
  return findTransfer(search, {
    id: transferId,
    folder,
    // A held file may have any result.
    status: problem.kind === 'unknown' ? 'unknown' : null,
  })
}

/** Why a row cannot be decided on here and now; null when it can. */
export function noteAbout(row: TransferRow | undefined): string | null {
  if (row === undefined) return decideText.notFound
  return row.possibleDecisions.length === 0 ? decideText.notNow : null
}
