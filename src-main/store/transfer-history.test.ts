import { describe, expect, it } from 'vitest'
import {
  ACCEPTED,
  FAILED,
  newTransfer,
  openedDatabase,
  REJECTED,
  transfersOf,
  UNKNOWN,
} from './testing/opened-database.ts'
import { TransferHistory } from './transfer-history.ts'

type Conclusion = typeof FAILED

function emptyHistory() {
  const db = openedDatabase()
  const transfers = transfersOf(db)
  let count = 0
  return {
    history: new TransferHistory(db),
    transfers,
    /** @param conclusion null for an upload that is under way */
    add(folder: string, startedAt: string, conclusion: Conclusion | null, finishedAt = startedAt): number {
      count += 1
      const { id } = transfers.begin(newTransfer({ folder, startedAt, fileName: `${count}.csv` }))
      if (conclusion !== null) transfers.conclude(id, { ...conclusion, finishedAt })
      return id
    },
  }
}

const ALL = { folder: null, status: null }
const at = (day: string, time = '12:00:00.000') => `${day}T${time}+09:00`
const ids = (rows: Iterable<{ id: number }>) => [...rows].map((row) => row.id)

describe('a page of history', () => {
  it('is newest first, with the number of all', () => {
    const { history, add } = emptyHistory()
    for (let n = 0; n < 5; n += 1) add('a', at('2026-04-01'), ACCEPTED)
    const pages = [1, 2, 3, 4].map((page) => history.page(ALL, page, 2))
    expect(pages.map(({ rows }) => ids(rows))).toEqual([[5, 4], [3, 2], [1], []])
    expect(pages.map(({ total }) => total)).toEqual([5, 5, 5, 5])
  })

  it('is empty without a transfer', () => {
    expect(emptyHistory().history.page(ALL, 1, 50)).toEqual({ rows: [], total: 0 })
  })

  it.each([
    [{ folder: 'a', status: null }, [4, 2, 1]],
    [{ folder: null, status: 'accepted' as const }, [3, 1]],
    [{ folder: 'a', status: 'accepted' as const }, [1]],
    [{ folder: 'b', status: 'unknown' as const }, []],
    [{ folder: "' OR 1=1 --", status: null }, []],
    [{ folder: null, status: 'sending' as const }, [4]],
  ])('may be asked for by folder and status: %j', (filter, expected) => {
    const { history, add } = emptyHistory()
    add('a', at('2026-04-01'), ACCEPTED)
    add('a', at('2026-04-01'), REJECTED)
    add('b', at('2026-04-01'), ACCEPTED)
    add('a', at('2026-04-01'), null)
    const { rows, total } = history.page(filter, 1, 50)
    expect([ids(rows), total]).toEqual([expected, expected.length])
  })
})

describe('all of history', () => {
  it('comes newest first, one row at a time', () => {
    const { history, add } = emptyHistory()
    for (let n = 0; n < 3; n += 1) add('a', at('2026-04-01'), FAILED)
    expect(ids(history.newestFirst())).toEqual([3, 2, 1])
  })
})

describe('the last results', () => {
  it('are those of the folder alone', () => {
    const { history, add } = emptyHistory()
    add('a', at('2026-04-01'), ACCEPTED)
    add('b', at('2026-04-02'), REJECTED)
    expect(history.lastIn('a')).toMatchObject({ id: 1, status: 'accepted' })
    expect(history.lastIn('b')).toMatchObject({ id: 2, status: 'rejected' })
    expect(history.lastIn('c')).toBeNull()
  })

  it('tell when PMH last accepted a file', () => {
    const { history, add } = emptyHistory()
    expect(history.lastSuccessAt()).toBeNull()
    add('a', at('2026-04-01'), ACCEPTED, at('2026-04-01', '12:00:05.000'))
    add('a', at('2026-04-02'), REJECTED)
    expect(history.lastSuccessAt()).toBe(at('2026-04-01', '12:00:05.000'))
  })

  it('hold every doubt without a decision, oldest first', () => {
    const { history, add, transfers } = emptyHistory()
    add('a', at('2026-04-01'), UNKNOWN)
    add('a', at('2026-04-01'), ACCEPTED)
    add('b', at('2026-04-01'), UNKNOWN)
    transfers.filed(1, 'ERROR/a/1.csv', at('2026-04-01'))
    expect(ids(history.undecided())).toEqual([1, 3])
    const facts = { by: 'hanako@pc-1', at: at('2026-04-02'), reason: '', serialNumber: null }
    transfers.decide(1, { decision: 'treated_as_sent', ...facts })
    expect(ids(history.undecided())).toEqual([3])
  })
})

describe('the counts by day', () => {
  it('fold rejected and failed into one and leave out what is under way', () => {
    const { history, add } = emptyHistory()
    add('a', at('2026-04-01'), ACCEPTED)
    add('b', at('2026-04-01'), ACCEPTED)
    add('a', at('2026-04-01'), REJECTED)
    add('a', at('2026-04-01'), FAILED)
    add('a', at('2026-04-01'), UNKNOWN)
    add('a', at('2026-04-03'), UNKNOWN)
    add('a', at('2026-04-04'), null)
    expect(history.days('2026-04-01')).toEqual([
      { date: '2026-04-01', success: 2, failure: 2, unknown: 1 },
      { date: '2026-04-03', success: 0, failure: 0, unknown: 1 },
    ])
  })

  it('go by the local date on which reading began', () => {
    const { history, add } = emptyHistory()
    add('a', at('2026-04-01', '23:59:59.999'), ACCEPTED, at('2026-04-02', '00:00:10.000'))
    add('a', at('2026-04-02', '00:00:00.000'), ACCEPTED)
    expect(history.days('2026-04-01').map(({ date, success }) => [date, success])).toEqual([
      ['2026-04-01', 1],
      ['2026-04-02', 1],
    ])
  })

  it('begin with the day asked for', () => {
    const { history, add } = emptyHistory()
    add('a', at('2026-03-31', '23:59:59.999'), ACCEPTED)
    add('a', at('2026-04-01', '00:00:00.000'), ACCEPTED)
    expect(history.days('2026-04-01').map(({ date }) => date)).toEqual(['2026-04-01'])
    expect(history.days('2026-04-02')).toEqual([])
  })
})
