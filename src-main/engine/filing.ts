import { lstat } from 'node:fs/promises'
import path from 'node:path'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Transfer } from '../../src-shared/domain/transfer.ts'
import { finishMove } from './cross-volume.ts'
import { BUSY_PATIENCE_MS, filingDirectory, moveFile, namesFiledAs } from './file-away.ts'
import { inspectFile } from './inspect.ts'
import { isoLocal } from './local-time.ts'
import type { EngineContext } from './ports.ts'
import type { Fingerprint } from './read-once.ts'
import { tellEnd, tellTrouble } from './telling.ts'

/**
 * Files a transfer away whose bytes were just seen. A move that does not succeed stays pending in the journal: never a
 * resend. A file that is another one by now is held as 変更あり.
 * @throws RelayError R4001
 */
export async function fileAwayNow(
  context: EngineContext,
  transfer: Transfer,
  fingerprint: Fingerprint | null,
  signal: AbortSignal,
  patienceMs = BUSY_PATIENCE_MS,
): Promise<Transfer> {
  const { id, root, folder, destination } = transfer
  if (destination === null) return transfer
  const key = `move:${id}`
  const about = { level: 'warning', folder, transferId: id } as const
  let name: string
  try {
    name = await moveFile({
      root,
      source: placeOf(transfer),
      directory: filingDirectory(root, destination, folder),
      fileName: transfer.fileName,
      now: context.clock.now(),
      fingerprint,
      patienceMs,
      signal,
      announce: (chosen) => context.journal.aboutToMove(id, [destination, folder, chosen].join('/')),
    })
  } catch (error) {
    const met = asMoveError(error)
    if (met.scope === 'engine') throw met
    tellTrouble(context, key, { ...about, error: met })
    return met.code === 'R3002' ? context.journal.markChanged(id) : transfer
  }
  return filed(context, transfer, [destination, folder, name].join('/'))
}

/**
 * Files away what an earlier run, or an earlier cycle, could not. The bytes decide: the rename may have been done with
 * only its record missing, and another file may lie under the name.
 * @returns true when nothing is pending any more
 */
export async function fileAwayLater(
  context: EngineContext,
  transfer: Transfer,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    return await finishFiling(context, transfer, signal)
  } catch (error) {
    const met = asMoveError(error)
    if (met.scope === 'engine') throw met
    const { id, folder } = transfer
    tellTrouble(context, `move:${id}`, { level: 'warning', folder, transferId: id, error: met })
    return false
  }
}

/** @throws what keeps anybody from telling where the file is now */
async function finishFiling(
  context: EngineContext,
  transfer: Transfer,
  signal: AbortSignal,
): Promise<boolean> {
  if (transfer.destination === null) return true
  const announced = await finishAnnounced(transfer, signal)
  if (announced !== null) {
    filed(context, transfer, announced)
    return true
  }
  const looked = await lookAt(placeOf(transfer), transfer, signal)
  if (looked.kind === 'same' || (looked.kind === 'other' && (await isAsDecided(transfer)))) {
    const fingerprint = looked.kind === 'same' ? looked.fingerprint : null
    const moved = await fileAwayNow(context, transfer, fingerprint, signal, 0)
    return isFiled(moved)
  }
  if (looked.kind === 'unreadable') return false
  const done = await alreadyFiledAs(transfer, signal)
  if (done !== null) {
    filed(context, transfer, done)
    return true
  }
  // A file that is merely missing may come back with its share: to give its row up here would send it a second time.
  if (looked.kind === 'missing') return false
  return otherInItsPlace(context, transfer)
}

/**
 * A move that the journal had announced when a crash came.
 * @returns where the file lies if it has arrived there, else null
 * @throws when it has arrived and its original cannot be removed, or when nobody can tell
 */
export async function finishAnnounced(transfer: Transfer, signal: AbortSignal): Promise<string | null> {
  const { root, movingTo } = transfer
  if (movingTo === null) return null
  const target = path.join(root, ...movingTo.split('/'))
  return (await finishMove(placeOf(transfer), target, signal)) ? movingTo : null
}

/**
 * Other bytes under the name. Where staff have decided about the old file, this is a new one, to be sent as such; else nobody knows whether it
 * is new or the old one edited, so it is held as 変更あり.
 */
function otherInItsPlace(context: EngineContext, transfer: Transfer): boolean {
  if (transfer.decision !== null) {
    context.journal.gone(transfer.id)
    return true
  }
  context.journal.markChanged(transfer.id)
  const error = { code: 'R3002', detail: transfer.fileName } as const
  const { id, folder } = transfer
  tellTrouble(context, `transfer:${id}`, { level: 'warning', folder, transferId: id, error })
  return false
}

function filed(context: EngineContext, transfer: Transfer, filedAs: string): Transfer {
  const after = context.journal.filed(transfer.id, filedAs, isoLocal(context.clock.now()))
  if (transfer.destination !== null) {
    const { id, folder, destination } = transfer
    context.emit({ type: 'filed', folder, transferId: id, destination })
    tellEnd(context, `move:${id}`, { folder, transferId: id })
  }
  return after
}

/** Whether a transfer lies where its result, or the decision about it, says. */
export function isFiled({ destination, filedAs }: Transfer): boolean {
  return destination === null || filedAs?.startsWith(`${destination}/`) === true
}

/** A file that changed after its upload, still as it was when staff decided about it. */
async function isAsDecided(transfer: Transfer): Promise<boolean> {
  return transfer.changed && transfer.decidedState === (await stateOf(placeOf(transfer)))
}

/** What tells one version of a file from another, for the journal; null when there is none. */
export async function stateOf(file: string): Promise<string | null> {
  return lstat(file).then(
    ({ size, mtimeMs }) => `${size} ${mtimeMs}`,
    () => null,
  )
}

/** Whatever a move met, as R3005 unless it has a code already. */
export function asMoveError(error: unknown): RelayError {
  return error instanceof RelayError ? error : new RelayError('R3005', errnoOf(error), { cause: error })
}

/** Where the file of a transfer lies by the journal. */
export function placeOf({ root, folder, fileName, filedAs }: Transfer): string {
  return path.join(root, ...(filedAs?.split('/') ?? [folder, fileName]))
}

type Looked =
  | { readonly kind: 'same'; readonly fingerprint: Fingerprint }
  | { readonly kind: 'other' | 'missing' | 'unreadable' }

/** Whether a file holds the bytes of a transfer. */
async function lookAt(file: string, transfer: Transfer, signal: AbortSignal): Promise<Looked> {
  try {
    const stats = await lstat(file)
    if (!stats.isFile() || stats.size !== transfer.sizeBytes) return { kind: 'other' }
    const { sha256, fingerprint } = await inspectFile(file, signal)
    return sha256 === transfer.sha256 ? { kind: 'same', fingerprint } : { kind: 'other' }
  } catch (error) {
    return { kind: errnoOf(error) === 'ENOENT' ? 'missing' : 'unreadable' }
  }
}

async function alreadyFiledAs(transfer: Transfer, signal: AbortSignal): Promise<string | null> {
  const { root, folder, destination } = transfer
  if (destination === null) return null
  const name = await sameBytesIn(filingDirectory(root, destination, folder), transfer, signal)
  return name === null ? null : [destination, folder, name].join('/')
}

/**
 * The name under which a folder holds the bytes of this transfer, among those that a move may have given.
 * @throws RelayError R3005 when it may be one that cannot be read now
 */
async function sameBytesIn(
  directory: string,
  transfer: Transfer,
  signal: AbortSignal,
): Promise<string | null> {
  let unreadable: string | null = null
  for (const name of await namesFiledAs(directory, transfer.fileName)) {
    const { kind } = await lookAt(path.join(directory, name), transfer, signal)
    if (kind === 'same') return name
    if (kind === 'unreadable') unreadable = name
  }
  if (unreadable !== null) throw new RelayError('R3005', path.join(directory, unreadable))
  return null
}
