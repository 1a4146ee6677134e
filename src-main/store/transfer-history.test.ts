import { describe, expect, it } from 'vitest'
import { at, ids, rowMaker } from './testing/history-rows.ts'
import { ACCEPTED, FAILED, REJECTED, UNKNOWN } from './testing/opened-database.ts'
import { TransferHistory } from './transfer-history.ts'

function emptyHistory() {
  const maker = rowMaker()
  return { ...maker, history: new TransferHistory(maker.db) }
}

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
    expect(history.lastEnded('a')).toMatchObject({ id: 1, status: 'accepted' })
    expect(history.lastEnded('b')).toMatchObject({ id: 2, status: 'rejected' })
    expect(history.lastEnded('c')).toBeNull()
  })

  it('are not hidden by an upload that is under way', () => {
    const { history, add } = emptyHistory()
    add('a', at('2026-04-01'), REJECTED)
    add('a', at('2026-04-02'), null)
    expect(history.lastEnded('a')).toMatchObject({ id: 1 })
  })

  it('tell when PMH last accepted a file', () => {
    const { history, add } = emptyHistory()
    expect(history.lastSuccessAt()).toBeNull()
    add('a', at('2026-04-01'), ACCEPTED, { finishedAt: at('2026-04-01', '12:00:05.000') })
    add('a', at('2026-04-02'), REJECTED)
    expect(history.lastSuccessAt()).toBe(at('2026-04-01', '12:00:05.000'))
  })

  it('find it by an index, whatever the length of the history', () => {
    const { db } = emptyHistory()
    const plan = db
      .prepare(
        `EXPLAIN QUERY PLAN SELECT finished_at FROM transfers INDEXED BY transfers_last_success WHERE status = 'accepted'
         ORDER BY julianday(finished_at) DESC LIMIT 1`,
      )
      .all()
    expect(plan).toMatchObject([{ detail: 'SCAN transfers USING INDEX transfers_last_success' }])
  })

  it('name the row under which a file was sent again', () => {
    const { history, db, add } = emptyHistory()
    for (let n = 0; n < 2; n += 1) add('a', at('2026-04-01'), REJECTED)
    db.exec('UPDATE transfers SET resend_of = 1 WHERE id = 2')
    expect([history.resentAs(1), history.resentAs(2)]).toEqual([2, null])
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
    add('a', at('2026-04-01', '23:59:59.999'), ACCEPTED, { finishedAt: at('2026-04-02', '00:00:10.000') })
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
