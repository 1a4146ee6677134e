import { lstat } from 'node:fs/promises'
import path from 'node:path'
import { errnoOf } from '../../src-shared/domain/relay-error.ts'
import type { Transfer } from '../../src-shared/domain/transfer.ts'
import { namesFiledAs, putBack } from './file-away.ts'
import { inspectFile } from './inspect.ts'
import { isoLocal } from './local-time.ts'
import type { Configuration, EngineDeps } from './ports.ts'
import { moveAway } from './relay-file.ts'

/**
 * Puts the journal in order after a crash: an upload that was under way becomes a doubt (InDoubtPolicy), and never
 * silently a resend. Runs before the first cycle and, for pending moves, before each one.
 */
export function settleInterrupted(deps: EngineDeps, configuration: Configuration): Transfer[] {
  const policy = configuration.settings.InDoubtPolicy
  return deps.journal.interrupted().map((row) => {
    const concluded = deps.journal.conclude(row.id, {
      outcome: 'unknown',
      serialNumber: null,
      errorCode: 'R2008',
      errorMessage: row.fileName,
      httpStatus: null,
      finishedAt: isoLocal(deps.clock.now()),
      destination: policy === 'error' ? 'ERROR' : null,
      hold: policy === 'hold' ? 'in_doubt' : null,
    })
    if (policy === 'resend') deps.journal.gone(row.id)
    deps.emit({
      type: 'trouble',
      level: 'error',
      folder: row.folder,
      transferId: row.id,
      code: 'R2008',
      message: row.fileName,
    })
    return concluded
  })
}

/** Moves every file whose result is recorded and that still lies in its scheme folder. It is moved, not sent again. */
export async function moveUnmoved(deps: EngineDeps, configuration: Configuration): Promise<void> {
  for (const row of deps.journal.unmoved()) await moveOne(deps, configuration.settings.PMHFilePath, row)
}

/** Finishes what a crash left between a decision to send anew and the file's way back. */
export async function putBackUnreturned(deps: EngineDeps, root: string): Promise<void> {
  for (const row of deps.journal.unreturned()) await returnOne(deps, root, row)
}

/** Puts the file of one decided row back into its scheme folder; stays pending when that is not possible now. */
export async function returnOne(deps: EngineDeps, root: string, row: Transfer): Promise<Transfer> {
  const { id, folder, fileName, filedAs } = row
  if (filedAs === null) return row
  if ((await sourceState(path.join(root, ...filedAs.split('/')), row)) === 'same') {
    const returnedAs = await putBack(root, { folder, fileName, filedAs }, deps.clock.now())
    return deps.journal.returned(id, returnedAs)
  }
  // The way back may have been done with only its record missing.
  const back = await sameBytesIn(path.join(root, folder), row)
  return back === null ? row : deps.journal.returned(id, back)
}

async function moveOne(deps: EngineDeps, root: string, row: Transfer): Promise<void> {
  const source = path.join(root, ...(row.filedAs?.split('/') ?? [row.folder, row.fileName]))
  const state = await sourceState(source, row)
  if (state === 'same') {
    await moveAway(deps, root, row)
    return
  }
  if (state === 'unreadable') return
  // The rename may have been done with only its record missing.
  const filedAs = await alreadyFiledAs(root, row)
  if (filedAs !== null) deps.journal.filed(row.id, filedAs, isoLocal(deps.clock.now()))
  // Another file lies there now. A file that is merely missing may come back with its share, so its row stays open:
  // to give it up here would send the file a second time.
  else if (state === 'other') deps.journal.gone(row.id)
}

type SourceState = 'same' | 'other' | 'missing' | 'unreadable'

async function sourceState(source: string, row: Transfer): Promise<SourceState> {
  try {
    const stats = await lstat(source)
    if (!stats.isFile() || stats.size !== row.sizeBytes) return 'other'
    const { sha256 } = await inspectFile(source, new AbortController().signal)
    return sha256 === row.sha256 ? 'same' : 'other'
  } catch (error) {
    return errnoOf(error) === 'ENOENT' ? 'missing' : 'unreadable'
  }
}

async function alreadyFiledAs(root: string, row: Transfer): Promise<string | null> {
  if (row.destination === null) return null
  const name = await sameBytesIn(path.join(root, row.destination, row.folder), row)
  return name === null ? null : [row.destination, row.folder, name].join('/')
}

/** The name under which a folder holds the bytes of this row, among those that a move may have given. */
async function sameBytesIn(directory: string, row: Transfer): Promise<string | null> {
  for (const name of await namesFiledAs(directory, row.fileName)) {
    if ((await sourceState(path.join(directory, name), row)) === 'same') return name
  }
  return null
}
