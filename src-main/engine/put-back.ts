import { lstat } from 'node:fs/promises'
import path from 'node:path'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Transfer } from '../../src-shared/domain/transfer.ts'
import { moveFile } from './file-away.ts'
import { asMoveError, finishAnnounced, placeOf } from './filing.ts'
import type { EngineContext } from './ports.ts'
import { tellEnd, tellTrouble } from './telling.ts'

/**
 * Whether the file of a transfer can be put back into its scheme folder: whatever lies there now, since staff may have
 * corrected it. The scheme folder must exist; the relay never makes one.
 * @throws RelayError R3005 naming what is missing
 */
export async function requireReturnable(transfer: Transfer): Promise<void> {
  await requireKind(placeOf(transfer), 'file')
  await requireKind(path.join(transfer.root, transfer.folder), 'directory')
}

async function requireKind(place: string, kind: 'file' | 'directory'): Promise<void> {
  try {
    const stats = await lstat(place)
    if (kind === 'file' ? stats.isFile() : stats.isDirectory()) return
  } catch (error) {
    throw new RelayError('R3005', `${place} (${errnoOf(error)})`, { cause: error })
  }
  throw new RelayError('R3005', place)
}

/** Puts a file back, from where the next cycle sends it as a new row. @throws RelayError R3005 when that is not possible now */
export async function putBack(
  context: EngineContext,
  transfer: Transfer,
  signal: AbortSignal,
): Promise<Transfer> {
  await requireReturnable(transfer)
  const name = await moveFile({
    root: transfer.root,
    source: placeOf(transfer),
    directory: path.join(transfer.root, transfer.folder),
    fileName: transfer.fileName,
    now: context.clock.now(),
    fingerprint: null,
    patienceMs: 0,
    signal,
    announce: (chosen) => context.journal.aboutToMove(transfer.id, [transfer.folder, chosen].join('/')),
  })
  return context.journal.returned(transfer.id, name)
}

/** @returns true when nothing is pending any more */
export async function putBackLater(
  context: EngineContext,
  transfer: Transfer,
  signal: AbortSignal,
): Promise<boolean> {
  const key = `return:${transfer.id}`
  const about = { folder: transfer.folder, transferId: transfer.id }
  try {
    const announced = await finishAnnounced(transfer, signal)
    if (announced === null) await putBack(context, transfer, signal)
    else context.journal.returned(transfer.id, path.posix.basename(announced))
  } catch (error) {
    const met = asMoveError(error)
    if (met.scope === 'engine') throw met
    tellTrouble(context, key, { level: 'warning', ...about, error: met })
    return false
  }
  tellEnd(context, key, about)
  return true
}
