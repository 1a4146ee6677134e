import { beforeEach, describe, expect, it } from 'vitest'
import type { Disposal } from '../engine/retention.ts'
import type { RelayDatabase } from './database.ts'
import { RetentionStore } from './retention-store.ts'
import {
  ACCEPTED,
  auditOf,
  newTransfer,
  openedDatabase,
  REJECTED,
  ROOT,
  SHA_A,
  transfersOf,
  UNKNOWN,
} from './testing/opened-database.ts'
import type { TransferStore } from './transfer-store.ts'

const PLACE = 'ERROR/kodomo/a.csv'
const AT = '2026-04-01T09:00:02.000+09:00'

let db: RelayDatabase
let transfers: TransferStore
let retention: RetentionStore
let audited: () => { action: string; subject: string; before: string | null; reason: string | null }[]

beforeEach(() => {
  db = openedDatabase()
  const audit = auditOf(db)
  transfers = transfersOf(db)
  retention = new RetentionStore(db, audit)
  audited = () =>
    audit.newestFirst(10).map(({ action, subject, before, reason }) => ({ action, subject, before, reason }))
})

/** @param result ACCEPTED, REJECTED, UNKNOWN or like them */
function filed(filedAs: string, result = REJECTED, fields: Parameters<typeof newTransfer>[0] = {}): number {
  const { id } = transfers.begin(newTransfer(fields))
  transfers.conclude(id, result)
  return transfers.filed(id, filedAs, AT).id
}

function decide(id: number, decision: 'resend' | 'treated_as_sent'): void {
  transfers.decide(id, { decision, by: 'hanako', at: AT, reason: 'r', serialNumber: null })
}

function disposal(filedAs: string, transferId: number | null = null): Disposal {
  return { filedAs, transferId, uploadDate: '2026-04-01', sha256: transferId === null ? null : SHA_A }
}

describe('look', () => {
  it('knows a file by its place, with the local date of its result', () => {
    const id = filed(PLACE, { ...REJECTED, finishedAt: '2026-04-01T00:00:01.000+09:00' })
    expect(retention.look(ROOT, PLACE)).toMatchObject({
      fact: { transferId: id, uploadDate: '2026-04-01', sizeBytes: 10, sha256: SHA_A },
      isOpen: false,
    })
    expect(retention.look(ROOT, 'ERROR/kodomo/b.csv')).toEqual({ fact: null, isOpen: false })
  })

  it.each([
    ['rejected', REJECTED, null, false],
    ['rejected, to be sent back', REJECTED, 'resend', true],
    ['unknown', UNKNOWN, null, true],
    ['unknown, to be sent back', UNKNOWN, 'resend', true],
    ['unknown, treated as sent, on its way to PROCEED', UNKNOWN, 'treated_as_sent', true],
  ] as const)('%s', (_, result, decision, isOpen) => {
    const id = filed(PLACE, result)
    if (decision !== null) decide(id, decision)
    expect(retention.look(ROOT, PLACE).isOpen).toBe(isOpen)
  })

  it('calls a file closed that was treated as sent and lies in PROCEED', () => {
    const id = filed(PLACE, UNKNOWN)
    decide(id, 'treated_as_sent')
    transfers.filed(id, 'PROCEED/kodomo/a.csv', AT)
    expect(retention.look(ROOT, 'PROCEED/kodomo/a.csv')).toMatchObject({
      fact: { transferId: id },
      isOpen: false,
    })
  })

  it('does not know a file of another PMHFilePath, but an open one might be the same by another name', () => {
    filed(PLACE, UNKNOWN)
    expect(retention.look('/mnt/pmh', PLACE)).toEqual({ fact: null, isOpen: true })
  })

  it('goes by the latest of several rows at one place, and by any open one', () => {
    filed(PLACE, UNKNOWN)
    const id = filed(PLACE, { ...REJECTED, finishedAt: '2026-05-01T09:00:00.000+09:00' })
    expect(retention.look(ROOT, PLACE)).toMatchObject({
      fact: { transferId: id, uploadDate: '2026-05-01' },
      isOpen: true,
    })
  })

  it('knows a file in a folder that the disk spells otherwise than the mapping', () => {
    const id = filed('ERROR/KODOMO/a.csv', UNKNOWN, { folder: 'KODOMO' })
    filed('ERROR/fukushi/a.csv', UNKNOWN, { folder: 'fukushi' })
    expect(retention.look(ROOT, PLACE)).toMatchObject({ fact: { transferId: id }, isOpen: true })
  })
})

it('look goes by the very place before another spelling of it, however late that was filed', () => {
  const id = filed(PLACE)
  filed('ERROR/KODOMO/a.csv', REJECTED, { folder: 'KODOMO', fileName: 'b.csv' })
  expect(retention.look(ROOT, PLACE).fact?.transferId).toBe(id)
})

describe('record', () => {
  it('closes the rows and writes an audit row for each file, known or not', () => {
    const id = filed(PLACE)
    const lot = [disposal(PLACE, id), disposal('ERROR/kodomo/b.csv')]
    expect(retention.record(ROOT, lot)).toEqual(lot)
    expect(retention.look(ROOT, PLACE).fact).toBeNull()
    const about = { action: 'retention.deleted', reason: null }
    expect(audited()).toEqual([
      {
        ...about,
        subject: `${ROOT}/ERROR/kodomo/b.csv`,
        before: '{"uploadDate":"2026-04-01","sha256":null}',
      },
      { ...about, subject: `${ROOT}/${PLACE}`, before: `{"uploadDate":"2026-04-01","sha256":"${SHA_A}"}` },
    ])
  })

  it('leaves out what was decided since the look', () => {
    const id = filed(PLACE)
    decide(id, 'resend')
    expect(retention.record(ROOT, [disposal(PLACE, id)])).toEqual([])
    expect(audited()).toEqual([])
  })

  it('leaves out what was filed since the look', () => {
    filed(PLACE)
    expect(retention.record(ROOT, [disposal(PLACE)])).toEqual([])
  })

  it.each([
    ['ERROR/kodomo/a.csv', false],
    ['ERROR/kodomo/a_20260401090000.csv', false],
    ['ERROR/kodomo/a_20260401090000_1.csv', false],
    ['ERROR/kodomo/b.csv', true],
    ['ERROR/fukushi/a.csv', true],
    ['PROCEED/kodomo/a.csv', true],
  ])('with a row whose move is not recorded yet, %s goes: %s', (place, goes) => {
    transfers.conclude(transfers.begin(newTransfer()).id, UNKNOWN)
    expect(retention.record(ROOT, [disposal(place)])).toHaveLength(goes ? 1 : 0)
  })

  it('leaves a file alone that was treated as sent, and moved a moment ago', () => {
    decide(filed(PLACE, UNKNOWN), 'treated_as_sent')
    expect(retention.record(ROOT, [disposal('PROCEED/kodomo/a.csv')])).toEqual([])
  })

  it('takes a file whose own row is known, whatever else is on its way there', () => {
    const place = 'ERROR/kodomo/a_20260401090000.csv'
    const id = filed(place, REJECTED, { fileName: 'b.csv' })
    transfers.conclude(transfers.begin(newTransfer()).id, UNKNOWN)
    expect(retention.record(ROOT, [disposal(place, id)])).toHaveLength(1)
  })

  it('leaves out a file of which another row speaks by now', () => {
    const first = filed(PLACE)
    filed(PLACE, REJECTED, { fileName: 'b.csv' })
    expect(retention.record(ROOT, [disposal(PLACE, first)])).toEqual([])
  })

  it('of a file that the journal does not know holds by itself', () => {
    const unknown = disposal('ERROR/kodomo/b.csv')
    retention.record(ROOT, [unknown])
    expect(retention.isRecorded(unknown)).toBe(true)
  })

  it('a file in PROCEED does not hinder another one there', () => {
    filed('PROCEED/kodomo/a.csv', ACCEPTED)
    expect(retention.record(ROOT, [disposal('PROCEED/kodomo/b.csv')])).toHaveLength(1)
  })
})

describe('a record', () => {
  /** Whatever the journal thinks of a decision about a file that is just being deleted. */
  const resend = (id: number) =>
    db
      .prepare(
        `UPDATE transfers SET place = 'filed', decision = 'resend', decided_by = 'hanako' WHERE id = ?`,
      )
      .run(id)

  it('holds until staff decide that the file is needed', () => {
    const id = filed(PLACE)
    retention.record(ROOT, [disposal(PLACE, id)])
    expect(retention.isRecorded(disposal(PLACE, id))).toBe(true)
    resend(id)
    expect(retention.isRecorded(disposal(PLACE, id))).toBe(false)
    transfers.returned(id, 'a.csv')
    expect(retention.isRecorded(disposal(PLACE, id))).toBe(false)
  })

  it('is taken back by a second one that says why', () => {
    const id = filed(PLACE)
    retention.record(ROOT, [disposal(PLACE, id)])
    retention.takeBack(ROOT, [{ disposal: disposal(PLACE, id), reason: 'EBUSY' }])
    expect(retention.look(ROOT, PLACE).fact?.transferId).toBe(id)
    expect(audited()[0]).toEqual({
      action: 'retention.failed',
      subject: `${ROOT}/${PLACE}`,
      before: null,
      reason: 'EBUSY',
    })
  })

  it('that is taken back does not undo that the file was put back', () => {
    const id = filed(PLACE)
    retention.record(ROOT, [disposal(PLACE, id)])
    resend(id)
    transfers.returned(id, 'a.csv')
    retention.takeBack(ROOT, [{ disposal: disposal(PLACE, id), reason: 'changed' }])
    expect(retention.look(ROOT, PLACE).fact).toBeNull()
  })
})
