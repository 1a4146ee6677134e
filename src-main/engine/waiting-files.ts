import type { LeftOutReason } from '../../src-shared/domain/forecast.ts'
import { foldFolderName } from '../../src-shared/domain/scheme-folder.ts'
import type { Transfer } from '../../src-shared/domain/transfer.ts'
import type { EngineDeps, Journal } from './ports.ts'

export interface WaitingFiles {
  /** Would be sent, in their order. */
  readonly waiting: readonly string[]
  /** Lie there and must not be sent by themselves. */
  readonly left: readonly { readonly fileName: string; readonly reason: LeftOutReason }[]
}

/**
 * Tells which candidates of a folder wait to be sent: one truth for the card of the scheme and for 次の周期で送るもの.
 * @param root PMHFilePath; a row of another place says nothing of the file of the same name here
 * @param isBlocking 送信前の点検 keeps files back, and nothing overtakes them; else their rows do not count
 */
export function waitingFiles(
  { journal, sortNames }: Pick<EngineDeps, 'sortNames'> & { readonly journal: Pick<Journal, 'heldIn'> },
  root: string,
  folder: string,
  candidates: readonly string[],
  isBlocking: boolean,
): WaitingFiles {
  const reasons = new Map(
    journal
      .heldIn(folder)
      .filter((row) => row.root === root)
      .map((row) => [foldFolderName(row.fileName), reasonOf(row)]),
  )
  const reasonOfName = (name: string) => reasons.get(foldFolderName(name))
  const mayGo = (name: string) => [undefined, 'preflight'].includes(reasonOfName(name))
  const queue = sortNames(candidates.filter(mayGo))
  const stop = isBlocking ? queue.findIndex((name) => reasonOfName(name) === 'preflight') : -1
  const waiting = stop < 0 ? queue : queue.slice(0, stop)
  const going = new Set(waiting)
  const left = sortNames(candidates.filter((name) => !going.has(name))).map((fileName) => ({
    fileName,
    reason: reasonOfName(fileName) ?? ('behind' as const),
  }))
  return { waiting, left }
}

function reasonOf({ status, hold }: Transfer): LeftOutReason {
  if (status === 'sending') return 'sending'
  if (hold === 'preflight') return 'preflight'
  return hold === null ? 'moving' : 'held'
}
