import { describe, expect, it } from 'vitest'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import {
  ACCEPTED,
  ENDPOINT,
  FAILED,
  newTransfer,
  openedDatabase,
  REJECTED,
  ROOT,
  result,
  SHA_A,
  SHA_B,
  transfersOf,
  UNKNOWN,
} from './testing/opened-database.ts'

const LATER = '2026-04-01T10:00:00.000+09:00'
const ids = (rows: readonly { id: number }[]) => rows.map((row) => row.id)

describe('begin', () => {
  it('writes a row that is being sent', () => {
    expect(transfersOf(openedDatabase()).begin(newTransfer())).toEqual({
      id: 1,
      root: ROOT,
      folder: 'kodomo',
      fileName: 'a.csv',
      sizeBytes: 10,
      sha256: SHA_A,
      status: 'sending',
      serialNumber: null,
      errorCode: null,
      errorMessage: null,
      startedAt: '2026-04-01T09:00:00.000+09:00',
      finishedAt: null,
      attempts: 1,
      failures: 0,
      endpoint: ENDPOINT,
      destination: null,
      filedAs: null,
      filedAt: null,
      movingTo: null,
      hold: null,
      changed: false,
      decision: null,
      decidedBy: null,
      decidedAt: null,
      decisionReason: null,
      decidedState: null,
      duplicateOf: null,
      resendOf: null,
    })
  })

  it('goes on with the failed row of the same bytes and counts the attempt', () => {
    const transfers = transfersOf(openedDatabase())
    const first = transfers.begin(newTransfer())
    transfers.conclude(first.id, FAILED)
    const again = transfers.begin(newTransfer({ startedAt: LATER, endpoint: 'https://other.example/' }))
    expect(again).toMatchObject({
      id: first.id,
      status: 'sending',
      attempts: 2,
      startedAt: LATER,
      finishedAt: null,
      errorCode: null,
      errorMessage: null,
      endpoint: 'https://other.example/',
    })
    transfers.conclude(first.id, FAILED)
    expect(transfers.begin(newTransfer()).attempts).toBe(3)
  })

  it('writes a new row when the bytes are others, and the old one is gone', () => {
    const transfers = transfersOf(openedDatabase())
    const first = transfers.begin(newTransfer())
    transfers.conclude(first.id, FAILED)
    const second = transfers.begin(newTransfer({ sha256: SHA_B }))
    expect(second).toMatchObject({ id: 2, attempts: 1, sha256: SHA_B })
    expect(transfers.get(first.id)).toMatchObject({ status: 'failed', attempts: 1 })
    expect(ids(transfers.open())).toEqual([])
    transfers.conclude(second.id, FAILED)
    // The first bytes again are a third file, not the first one come back.
    expect(transfers.begin(newTransfer()).id).toBe(3)
  })

  it.each([
    ['another name', { fileName: 'b.csv' }],
    ['another folder', { folder: 'judo' }],
    ['another case of the name', { fileName: 'A.csv' }],
  ])('writes a new row for %s', (_, fields) => {
    const transfers = transfersOf(openedDatabase())
    transfers.conclude(transfers.begin(newTransfer()).id, FAILED)
    expect(transfers.begin(newTransfer(fields))).toMatchObject({ id: 2, attempts: 1 })
    expect(transfers.get(1)).toMatchObject({ status: 'failed' })
  })

  it.each([
    ['accepted', ACCEPTED],
    ['rejected', REJECTED],
    ['unknown', UNKNOWN],
    ['given up', result({ errorCode: 'R1002', destination: 'ERROR' })],
  ])('never touches a row that is %s', (_, conclusion) => {
    const transfers = transfersOf(openedDatabase())
    const before = transfers.conclude(transfers.begin(newTransfer()).id, conclusion)
    expect(transfers.begin(newTransfer()).id).toBe(2)
    expect(transfers.get(1)).toEqual(before)
  })

  it('refuses what is no SHA-256 or no size', () => {
    const transfers = transfersOf(openedDatabase())
    expect(() => transfers.begin(newTransfer({ sha256: 'abc' }))).toThrow('CHECK')
    expect(() => transfers.begin(newTransfer({ sizeBytes: -1 }))).toThrow('CHECK')
    expect(transfers.interrupted()).toEqual([])
  })
})

describe('conclude', () => {
  it.each([
    ['accepted', ACCEPTED],
    ['rejected', REJECTED],
    ['failed', FAILED],
    ['unknown', UNKNOWN],
  ] as const)('writes down how it ended: %s', (status, conclusion) => {
    const db = openedDatabase()
    const transfers = transfersOf(db)
    const { id } = transfers.begin(newTransfer())
    const { outcome: _, httpStatus, countsAsFailure, folderHold: __, ...facts } = conclusion
    expect(transfers.conclude(id, conclusion)).toMatchObject({
      failures: Number(countsAsFailure),
      id,
      status,
      ...facts,
    })
    expect(db.prepare('SELECT http_status FROM transfers').pluck().get()).toBe(httpStatus)
  })

  it('closes a row in the same write as its result, when its file is sent anew under another one', () => {
    const db = openedDatabase()
    const transfers = transfersOf(db)
    const { id } = transfers.begin(newTransfer())
    const changes = db.prepare('SELECT total_changes()').pluck()
    const before = Number(changes.get())
    expect(transfers.conclude(id, { ...UNKNOWN, hold: null, isClosed: true })).toMatchObject({
      status: 'unknown',
    })
    // The row, and its link in the chain.
    expect(Number(changes.get()) - before).toBe(2)
    expect(transfers.open()).toEqual([])
    expect(transfers.heldIn('kodomo')).toEqual([])
  })

  it('never overwrites a result', () => {
    const transfers = transfersOf(openedDatabase())
    for (const first of [ACCEPTED, REJECTED, UNKNOWN, FAILED]) {
      const { id } = transfers.begin(newTransfer({ fileName: first.outcome }))
      const before = transfers.conclude(id, first)
      for (const next of [ACCEPTED, REJECTED, UNKNOWN, FAILED]) {
        expect(() => transfers.conclude(id, next)).toThrow(RangeError)
      }
      expect(transfers.get(id)).toEqual(before)
    }
  })

  it('takes no acceptance without a serial number', () => {
    const transfers = transfersOf(openedDatabase())
    const { id } = transfers.begin(newTransfer())
    expect(() => transfers.conclude(id, { ...ACCEPTED, serialNumber: null })).toThrow('CHECK')
    expect(transfers.get(id).status).toBe('sending')
  })

  it('throws for a row that is not there', () => {
    expect(() => transfersOf(openedDatabase()).conclude(5, FAILED)).toThrow(RangeError)
  })
})

describe('what recovery and each cycle look at', () => {
  /** One row of each kind, told by its file name. */
  function oneOfEach() {
    const transfers = transfersOf(openedDatabase())
    const add = (
      fileName: string,
      conclusion: Parameters<typeof transfers.conclude>[1] | null,
      folder = 'kodomo',
    ) => {
      const { id } = transfers.begin(newTransfer({ fileName, folder }))
      if (conclusion !== null) transfers.conclude(id, conclusion)
      return id
    }
    const rows = {
      sending: add('sending', null),
      accepted: add('accepted', ACCEPTED),
      rejected: add('rejected', REJECTED),
      unknown: add('unknown', UNKNOWN),
      waiting: add('waiting', FAILED),
      inDoubt: add('inDoubt', { ...UNKNOWN, destination: null, hold: 'in_doubt' }),
      changed: add('changed', { ...ACCEPTED, destination: null, hold: 'changed' }),
      cancelled: add('cancelled', { ...FAILED, hold: 'cancelled' }),
      elsewhere: add('elsewhere', ACCEPTED, 'judo'),
      filed: add('filed', ACCEPTED),
      gone: add('gone', ACCEPTED),
    }
    transfers.filed(rows.filed, 'PROCEED/kodomo/filed', LATER)
    transfers.gone(rows.gone)
    return { transfers, rows }
  }

  it('interrupted: the uploads that were under way', () => {
    const { transfers, rows } = oneOfEach()
    expect(ids(transfers.interrupted())).toEqual([rows.sending])
  })

  it('unmoved: results whose file still has to go, oldest first', () => {
    const { transfers, rows } = oneOfEach()
    expect(ids(transfers.unmoved())).toEqual([rows.accepted, rows.rejected, rows.unknown, rows.elsewhere])
  })

  it('heldIn: every file of the folder that must not be sent by itself', () => {
    const { transfers, rows } = oneOfEach()
    expect(ids(transfers.heldIn('kodomo'))).toEqual([
      rows.sending,
      rows.accepted,
      rows.rejected,
      rows.unknown,
      rows.inDoubt,
      rows.changed,
      rows.cancelled,
    ])
    expect(ids(transfers.heldIn('judo'))).toEqual([rows.elsewhere])
    expect(transfers.heldIn('none')).toEqual([])
  })

  it('open: everything that lies in a folder with a result', () => {
    const { transfers, rows } = oneOfEach()
    const { sending: _, filed: __, gone: ___, ...open } = rows
    expect(ids(transfers.open())).toEqual(Object.values(open))
  })

  it('leaves a file that only waits for its next try free to be sent', () => {
    const { transfers, rows } = oneOfEach()
    expect(ids(transfers.heldIn('kodomo'))).not.toContain(rows.waiting)
    expect(ids(transfers.unmoved())).not.toContain(rows.waiting)
  })

  it('takes a hold away with release, and the file may be tried again', () => {
    const { transfers, rows } = oneOfEach()
    transfers.release(rows.cancelled)
    expect(ids(transfers.heldIn('kodomo'))).not.toContain(rows.cancelled)
    expect(transfers.begin(newTransfer({ fileName: 'cancelled' }))).toMatchObject({
      id: rows.cancelled,
      attempts: 2,
    })
  })
})

describe('filed and gone', () => {
  it('record where the file went, with the hold lifted', () => {
    const transfers = transfersOf(openedDatabase())
    const { id } = transfers.begin(newTransfer())
    transfers.conclude(id, { ...UNKNOWN, hold: 'in_doubt' })
    expect(transfers.filed(id, 'PROCEED/kodomo/a.csv', LATER)).toMatchObject({
      status: 'unknown',
      filedAs: 'PROCEED/kodomo/a.csv',
      filedAt: LATER,
      hold: null,
    })
    expect(transfers.unmoved()).toEqual([])
  })

  it('leave result and serial number as they are', () => {
    const transfers = transfersOf(openedDatabase())
    const { id } = transfers.begin(newTransfer())
    const before = transfers.conclude(id, ACCEPTED)
    transfers.gone(id)
    expect(transfers.get(id)).toEqual(before)
    expect(transfers.open()).toEqual([])
  })
})

describe('find and get', () => {
  it('differ in what they make of a row that is not there', () => {
    const transfers = transfersOf(openedDatabase())
    expect(transfers.find(1)).toBeNull()
    expect(() => transfers.get(1)).toThrow(RangeError)
    const row = transfers.begin(newTransfer())
    expect(transfers.find(1)).toEqual(row)
  })
})

describe('a journal that cannot be written', () => {
  it('is R4001, and nothing is half-written', () => {
    const db = openedDatabase()
    const transfers = transfersOf(db)
    const { id } = transfers.begin(newTransfer())
    db.pragma('query_only = ON')
    for (const work of [
      () => transfers.begin(newTransfer({ fileName: 'b.csv' })),
      () => transfers.conclude(id, ACCEPTED),
      () => transfers.filed(id, 'PROCEED/a', LATER),
      () => transfers.gone(id),
      () => transfers.release(id),
    ]) {
      expect(work).toThrow(RelayError)
      expect(work).toThrow('R4001: SQLITE_READONLY')
    }
    db.pragma('query_only = OFF')
    expect(transfers.interrupted()).toHaveLength(1)
    expect(transfers.get(id).status).toBe('sending')
  })
})

describe('the decision of staff', () => {
  const SENT = {
    decision: 'treated_as_sent',
    by: 'hanako@pc-1',
    at: LATER,
    reason: 'メールで確認',
    serialNumber: 'S1',
  } as const
  const RESEND = { ...SENT, decision: 'resend', serialNumber: null } as const
  const FACTS = { decidedBy: 'hanako@pc-1', decidedAt: LATER, decisionReason: 'メールで確認', hold: null }

  /** A row whose file lies in ERROR. */
  function inError(conclusion = UNKNOWN) {
    const db = openedDatabase()
    const transfers = transfersOf(db)
    const { id } = transfers.begin(newTransfer())
    transfers.conclude(id, conclusion)
    transfers.filed(id, 'ERROR/kodomo/a.csv', LATER)
    return { transfers, id }
  }

  /** A row whose file is held in its folder. */
  function held(conclusion: ReturnType<typeof result>) {
    const transfers = transfersOf(openedDatabase())
    const { id } = transfers.begin(newTransfer())
    transfers.conclude(id, conclusion)
    return { transfers, id }
  }

  it('calls a doubt sent: the result stays, the file has to go to PROCEED', () => {
    const { transfers, id } = inError()
    const decided = transfers.decide(id, SENT)
    expect(decided).toMatchObject({
      status: 'unknown',
      decision: 'treated_as_sent',
      serialNumber: 'S1',
      ...FACTS,
    })
    expect(decided).toMatchObject({
      errorCode: 'R2001',
      destination: 'PROCEED',
      filedAs: 'ERROR/kodomo/a.csv',
    })
    expect(ids(transfers.unmoved())).toEqual([id])
    transfers.filed(id, 'PROCEED/kodomo/a.csv', LATER)
    expect(transfers.unmoved()).toEqual([])
  })

  it('calls a held doubt sent', () => {
    const { transfers, id } = held({ ...UNKNOWN, destination: null, hold: 'in_doubt' })
    transfers.decide(id, { ...SENT, serialNumber: null })
    expect(transfers.get(id)).toMatchObject({ destination: 'PROCEED', serialNumber: null })
    expect(ids(transfers.unmoved())).toEqual([id])
    expect(ids(transfers.heldIn('kodomo'))).toEqual([id])
  })

  it('never replaces a serial number that PMH gave', () => {
    const { transfers, id } = held({ ...ACCEPTED, destination: null, hold: 'changed' })
    expect(transfers.get(id).changed).toBe(true)
    expect(transfers.decide(id, SENT)).toMatchObject({ serialNumber: ACCEPTED.serialNumber, changed: true })
  })

  it('sends again what lies in ERROR: it has to go back, and its next row points to this one', () => {
    const { transfers, id } = inError(REJECTED)
    expect(transfers.decide(id, RESEND)).toMatchObject({ status: 'rejected', decision: 'resend', ...FACTS })
    expect(ids(transfers.unreturned())).toEqual([id])
    expect(transfers.unmoved()).toEqual([])
    transfers.returned(id, 'a_20260401.csv')
    expect([transfers.unreturned(), transfers.heldIn('kodomo')]).toEqual([[], []])
    const again = transfers.begin(newTransfer({ fileName: 'a_20260401.csv' }))
    expect(again).toMatchObject({ id: 2, status: 'sending', attempts: 1, resendOf: id })
  })

  it('sends again what is held, as a new row that points to this one', () => {
    const { transfers, id } = held({ ...UNKNOWN, destination: null, hold: 'in_doubt' })
    transfers.decide(id, RESEND)
    expect([transfers.heldIn('kodomo'), transfers.unmoved(), transfers.unreturned()]).toEqual([[], [], []])
    expect(transfers.begin(newTransfer())).toMatchObject({ id: 2, resendOf: id })
  })

  it('points from one row alone, under the same name in the same folder, whatever staff corrected in it', () => {
    const { transfers, id } = held({ ...UNKNOWN, destination: null, hold: 'in_doubt' })
    transfers.decide(id, RESEND)
    expect(transfers.begin(newTransfer({ root: '/srv/other' })).resendOf).toBeNull()
    expect(transfers.begin(newTransfer({ fileName: 'b.csv' })).resendOf).toBeNull()
    expect(transfers.begin(newTransfer({ folder: 'judo' })).resendOf).toBeNull()
    const again = transfers.begin(newTransfer({ sha256: SHA_B }))
    expect(again.resendOf).toBe(id)
    transfers.conclude(again.id, ACCEPTED)
    transfers.filed(again.id, 'PROCEED/kodomo/a.csv', LATER)
    expect(transfers.begin(newTransfer()).resendOf).toBeNull()
  })

  it.each([
    ['an accepted file again', ACCEPTED, RESEND],
    ['an accepted file as sent', ACCEPTED, SENT],
    ['a rejected file as sent', REJECTED, SENT],
  ])('does not take %s: R5007', (_, conclusion, decision) => {
    const { transfers, id } = inError(conclusion)
    if (conclusion === ACCEPTED) transfers.filed(id, 'PROCEED/kodomo/a.csv', LATER)
    const before = transfers.get(id)
    expect(() => transfers.decide(id, decision)).toThrow('R5007')
    expect(transfers.get(id)).toEqual(before)
  })

  it.each([SENT, RESEND])(
    'is not taken about a file that retention has deleted meanwhile: R5007 (%o)',
    (decision) => {
      const { transfers, id } = inError()
      transfers.gone(id)
      expect(() => transfers.decide(id, decision)).toThrow('R5007')
    },
  )

  it('is taken once: a second one is R5007 and changes nothing', () => {
    const { transfers, id } = inError()
    const first = transfers.decide(id, RESEND)
    expect(() => transfers.decide(id, SENT)).toThrow('R5007')
    expect(() => transfers.decide(id, RESEND)).toThrow('R5007')
    expect(transfers.get(id)).toEqual(first)
  })
})
