import { describe, expect, it } from 'vitest'
import type { HistoryFilter } from '../../src-shared/domain/history-filter.ts'
import { at, ids, rowMaker } from './testing/history-rows.ts'
import { ACCEPTED, FAILED, openedDatabase, REJECTED, UNKNOWN } from './testing/opened-database.ts'
import { TransferHistorySearch } from './transfer-history-search.ts'

const ALL: HistoryFilter = { folder: null, status: null, from: null, to: null, text: '' }

function emptyHistory() {
  const maker = rowMaker()
  return { ...maker, search: new TransferHistorySearch(openedDatabase(maker.dataDir)) }
}

describe('a page of history', () => {
  it('is newest first, with the number of all', () => {
    const { search, add } = emptyHistory()
    for (let n = 0; n < 5; n += 1) add('a', at('2026-04-01'), ACCEPTED)
    const pages = [1, 2, 3, 4].map((page) => search.page(ALL, page, 2))
    expect(pages.map(({ rows }) => ids(rows))).toEqual([[5, 4], [3, 2], [1], []])
    expect(pages.map(({ total }) => total)).toEqual([5, 5, 5, 5])
  })

  it('is empty without a transfer', () => {
    expect(emptyHistory().search.page(ALL, 1, 50)).toEqual({ rows: [], total: 0 })
  })

  it('knows of a row that another connection wrote meanwhile', () => {
    const { search, add, transfers } = emptyHistory()
    add('a', at('2026-04-01'), null)
    const unknown = { ...ALL, status: 'unknown' as const }
    expect([search.page(ALL, 1, 50).total, search.page(unknown, 1, 50).total]).toEqual([1, 0])
    transfers.conclude(1, UNKNOWN)
    expect(search.page(unknown, 1, 50)).toMatchObject({ total: 1, rows: [{ id: 1, status: 'unknown' }] })
    add('a', at('2026-04-01'), ACCEPTED)
    expect(search.page(ALL, 1, 50).total).toBe(2)
  })

  it.each<[Partial<HistoryFilter>, number[]]>([
    [{ folder: 'a' }, [5, 4, 2, 1]],
    [{ folder: 'c' }, []],
    [{ folder: "' OR 1=1 --" }, []],
    [{ status: 'success' }, [3, 1]],
    [{ status: 'failure' }, [5, 2]],
    [{ status: 'unknown' }, []],
    [{ status: 'held' }, [5]],
    [{ folder: 'a', status: 'success' }, [1]],
    [{ from: '2026-04-02' }, [5, 4, 3]],
    [{ to: '2026-04-01' }, [2, 1]],
    [{ from: '2026-04-02', to: '2026-04-02' }, [4, 3]],
    [{ from: '2026-04-03', to: '2026-04-01' }, []],
  ])('may be asked for by %j', (filter, expected) => {
    const { search, add } = emptyHistory()
    add('a', at('2026-04-01', '00:00:00.000'), ACCEPTED)
    add('a', at('2026-04-01', '23:59:59.999'), REJECTED)
    add('b', at('2026-04-02', '00:00:00.000'), ACCEPTED)
    add('a', at('2026-04-02', '23:59:59.999'), null)
    add('a', at('2026-04-03'), { ...FAILED, hold: 'duplicate' })
    const { rows, total } = search.page({ ...ALL, ...filter }, 1, 50)
    expect([ids(rows), total]).toEqual([expected, expected.length])
  })

  it.each([
    ['kodomo', [1]],
    ['ＫＯＤＯＭＯ＿１', [1]],
    ['ｺﾄﾞﾓ', [2]],
    ['コドモ', [2]],
    [' コドモ ', [2]],
    ['50%', [3]],
    ['%', [3]],
    ['_', [3, 2, 1]],
    ['\\', []],
    ["'", []],
    ['s0020241022', [4]],
    ['Ｅ４０００', [3]],
    ['', [4, 3, 2, 1]],
  ])('is found by %j in the file name, the serial number or the code', (text, expected) => {
    const { search, add } = emptyHistory()
    add('a', at('2026-04-01'), null, { fileName: 'Kodomo_1.csv' })
    add('a', at('2026-04-01'), null, { fileName: 'ｺﾄﾞﾓ_２.CSV' })
    add('a', at('2026-04-01'), REJECTED, { fileName: '50%_.csv' })
    add('a', at('2026-04-01'), ACCEPTED, { fileName: 'x.csv' })
    expect(ids(search.page({ ...ALL, text }, 1, 50).rows)).toEqual(expected)
  })
})

describe('one day', () => {
  it('is told oldest first up to a limit, with the counts of all of it', () => {
    const { search, add } = emptyHistory()
    add('b', at('2026-03-31', '23:59:59.999'), ACCEPTED)
    add('b', at('2026-04-01', '09:00:00.000'), ACCEPTED)
    add('a', at('2026-04-01', '08:00:00.000'), REJECTED)
    add('a', at('2026-04-01', '10:00:00.000'), ACCEPTED)
    add('a', at('2026-04-02', '00:00:00.000'), ACCEPTED)
    const { rows, counts } = search.day('2026-04-01', 2)
    expect(ids(rows)).toEqual([3, 2])
    expect(counts).toEqual([
      { folder: 'b', status: 'accepted', n: 1 },
      { folder: 'a', status: 'rejected', n: 1 },
      { folder: 'a', status: 'accepted', n: 1 },
    ])
  })
})
