import type { LeftOutReason } from '../../src-shared/domain/forecast.ts'
import { foldFolderName } from '../../src-shared/domain/scheme-folder.ts'
import type { Transfer } from '../../src-shared/domain/transfer.ts'
import type { Journal } from './ports.ts'

export interface WaitingFiles {
  /** Would be sent, unordered. */
  readonly waiting: readonly string[]
  /** Lie there and must not be sent by themselves. */
  readonly left: readonly { readonly fileName: string; readonly reason: LeftOutReason }[]
}

/**
 * Tells which candidates of a folder wait to be sent: one truth for the card of the scheme and for 次の周期で送るもの.
 * @param root PMHFilePath; a row of another place says nothing of the file of the same name here
 */
export function waitingFiles(
  journal: Pick<Journal, 'heldIn'>,
  root: string,
  folder: string,
  candidates: readonly string[],
): WaitingFiles {
  const reasons = new Map(
    journal
      .heldIn(folder)
      .filter((row) => row.root === root)
      .map((row) => [foldFolderName(row.fileName), reasonOf(row)]),
  )
  const waiting: string[] = []
  const left: { fileName: string; reason: LeftOutReason }[] = []
  for (const fileName of candidates) {
    const reason = reasons.get(foldFolderName(fileName))
    if (reason === undefined) waiting.push(fileName)
    else left.push({ fileName, reason })
  }
  return { waiting, left }
}

function reasonOf({ status, hold }: Transfer): LeftOutReason {
  if (status === 'sending') return 'sending'
  return hold === null ? 'moving' : 'held'
}
