import { describe, expect, it } from 'vitest'
import type { CommandInput } from '../../src-shared/ipc/commands.ts'
import { sampleRow } from '../testing/samples.ts'
import { findTransfer, type SearchTransfers } from './find-transfer.ts'

const PAGE = 50

/** A history of rows `total` … 1, newest first, and the pages that were asked for. */
function history(total: number) {
  const asked: CommandInput<'transfers.search'>[] = []
  const search: SearchTransfers = async (input) => {
    asked.push(input)
    const from = total - (input.page - 1) * PAGE
    const rows = Array.from({ length: Math.min(PAGE, Math.max(0, from)) }, (_, at) =>
      sampleRow({ id: from - at }),
    )
    return { rows, total, pageSize: PAGE }
  }
  return { asked, search }
}

describe('findTransfer', () => {
  it('finds a row on the first page with one question, filtered', async () => {
    const { asked, search } = history(120)
    expect(await findTransfer(search, { id: 119, folder: 'kodomo', status: 'unknown' })).toMatchObject({
      id: 119,
    })
    expect(asked).toEqual([{ page: 1, folder: 'kodomo', status: 'unknown' }])
  })

  it('turns pages until it is found', async () => {
    const { asked, search } = history(500)
    expect(await findTransfer(search, { id: 251, folder: null, status: null })).toMatchObject({ id: 251 })
    expect(asked.map(({ page }) => page)).toEqual([1, 2, 3, 4, 5])
  })

  it('gives up after five pages', async () => {
    const { asked, search } = history(1_000_000)
    expect(await findTransfer(search, { id: 1, folder: null, status: null })).toBeUndefined()
    expect(asked).toHaveLength(5)
  })

  it('stops where the history ends', async () => {
    const { asked, search } = history(100)
    expect(await findTransfer(search, { id: 999, folder: null, status: null })).toBeUndefined()
    expect(asked).toHaveLength(2)
    expect(await findTransfer(history(0).search, { id: 1, folder: null, status: null })).toBeUndefined()
  })

  it('tells a refused search from an empty one', async () => {
    expect(await findTransfer(async () => null, { id: 1, folder: null, status: null })).toBeNull()
  })
})
