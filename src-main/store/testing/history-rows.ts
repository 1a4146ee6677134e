import { tempFolder } from '../../testing/temp-folder.ts'
import type { RelayDatabase } from '../database.ts'
import type { TransferStore } from '../transfer-store.ts'
import { type FAILED, newTransfer, openedDatabase, transfersOf } from './opened-database.ts'

type Conclusion = typeof FAILED

export interface RowMaker {
  readonly db: RelayDatabase
  readonly dataDir: string
  readonly transfers: TransferStore
  /**
   * @param conclusion null for an upload that is under way
   * @returns the id; they count from 1
   */
  add(
    folder: string,
    startedAt: string,
    conclusion: Conclusion | null,
    more?: { readonly finishedAt?: string; readonly fileName?: string },
  ): number
}

/** A database in a folder of its own, and a short way to its rows. */
export function rowMaker(): RowMaker {
  const dataDir = tempFolder()
  const db = openedDatabase(dataDir)
  const transfers = transfersOf(db)
  let count = 0
  return {
    db,
    dataDir,
    transfers,
    add(folder, startedAt, conclusion, { finishedAt = startedAt, fileName = `${count + 1}.csv` } = {}) {
      count += 1
      const { id } = transfers.begin(newTransfer({ folder, startedAt, fileName }))
      if (conclusion !== null) transfers.conclude(id, { ...conclusion, finishedAt })
      return id
    },
  }
}

/** A moment of a local day. */
export const at = (day: string, time = '12:00:00.000') => `${day}T${time}+09:00`

export const ids = (rows: Iterable<{ id: number }>) => [...rows].map((row) => row.id)
