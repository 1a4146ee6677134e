import type { CommandInput, CommandOutput } from '../../src-shared/ipc/commands.ts'
import type { TransferRow } from '../../src-shared/ipc/shapes.ts'

/** A search that was refused answers null; its error is told by whoever asked. */
export type SearchTransfers = (
  input: CommandInput<'transfers.search'>,
) => Promise<CommandOutput<'transfers.search'> | null>

export interface WantedTransfer {
  readonly id: number
  readonly folder: string | null
  readonly status: TransferRow['status'] | null
}

/** Enough for anything that still waits for a decision; a search without end would be a screen that hangs. */
const PAGES = 5

/**
 * Finds one row among the newest of its folder.
 * @returns undefined when it is not among the first pages, null when a search was refused
 */
export async function findTransfer(
  search: SearchTransfers,
  wanted: WantedTransfer,
): Promise<TransferRow | null | undefined> {
  for (let page = 1; page <= PAGES; page += 1) {
    const found = await search({ page, folder: wanted.folder, status: wanted.status })
    if (found === null) return null
    const row = found.rows.find(({ id }) => id === wanted.id)
    if (row !== undefined) return row
    if (page * found.pageSize >= found.total) return undefined
  }
  return undefined
}
