import { describe, expect, it } from 'vitest'
import {
  ACCEPTED,
  FAILED,
  newTransfer,
  openedDatabase,
  REJECTED,
  result,
  SHA_B,
  transfersOf,
  UNKNOWN,
} from './testing/opened-database.ts'

const AT = '2026-04-01T09:00:02.000+09:00'
const staff = { by: 'hanako', at: AT, reason: 'r', serialNumber: null }

function journal() {
  const transfers = transfersOf(openedDatabase())
  type Fields = Parameters<typeof newTransfer>[0]
  return {
    transfers,
    /** A row that ended so. */
    ended: (how = ACCEPTED, fields: Fields = {}) =>
      transfers.conclude(transfers.begin(newTransfer(fields)).id, how),
    /** A row that 送信前の点検 kept back, and staff let go on. */
    letThrough(fields: Fields = {}) {
      const { id } = transfers.holdBack(newTransfer(fields), 'preflight', 'R3021')
      transfers.decide(id, { ...staff, decision: 'resend' })
      return id
    },
  }
}

describe('the accepted twin of a file', () => {
  const again = newTransfer({ fileName: 'b.csv' })

  it('is the latest row of the same bytes in the same folder', () => {
    const { transfers, ended } = journal()
    ended()
    const { id } = ended(ACCEPTED, { fileName: 'c.csv' })
    expect(transfers.acceptedTwin(again)).toBe(id)
    expect(transfers.acceptedTwin({ ...again, sha256: SHA_B })).toBeNull()
    expect(transfers.acceptedTwin({ ...again, folder: 'judo' })).toBeNull()
  })

  it('is none while the file itself waits for another try: staff were asked once', () => {
    const { transfers, ended } = journal()
    ended()
    ended(FAILED, { fileName: 'b.csv' })
    expect(transfers.acceptedTwin(again)).toBeNull()
  })

  it('is none for a file that staff sent back', () => {
    const { transfers, ended } = journal()
    ended()
    const { id } = ended(REJECTED, { fileName: 'b.csv' })
    transfers.filed(id, 'ERROR/kodomo/b.csv', AT)
    transfers.decide(id, { ...staff, decision: 'resend' })
    transfers.returned(id, 'b.csv')
    expect(transfers.acceptedTwin(again)).toBeNull()
  })

  it('is asked about all the same where the pre-flight alone kept the file back', () => {
    const { transfers, ended, letThrough } = journal()
    const { id } = ended()
    transfers.holdBack(again, 'preflight', 'R3021')
    expect(transfers.acceptedTwin(again)).toBe(id)
    letThrough({ fileName: 'c.csv' })
    expect(transfers.acceptedTwin({ ...again, fileName: 'c.csv' })).toBe(id)
  })
})

describe('what staff let go on', () => {
  it('are these very bytes in this folder, and no others', () => {
    const { transfers, letThrough } = journal()
    letThrough()
    const { folder, sha256 } = newTransfer()
    expect(transfers.wasLetThrough({ folder, sha256 })).toBe(true)
    expect(transfers.wasLetThrough({ folder, sha256: SHA_B })).toBe(false)
    expect(transfers.wasLetThrough({ folder: 'judo', sha256 })).toBe(false)
  })

  it.each([
    ['are still asked about', (): void => {}],
    [
      'were held for another reason',
      ({ transfers }: ReturnType<typeof journal>) => {
        transfers.gone(1)
        const { id } = transfers.holdBack(newTransfer(), 'duplicate', 'R3010')
        transfers.decide(id, { ...staff, decision: 'resend' })
      },
    ],
  ])('are not those that %s', (_, next) => {
    const site = journal()
    site.transfers.holdBack(newTransfer(), 'preflight', 'R3021')
    next(site)
    expect(site.transfers.wasLetThrough(newTransfer())).toBe(false)
  })
})

it('a further try keeps the mark of a duplicate that it once had, and takes one that it had not', () => {
  const { transfers, ended } = journal()
  ended()
  const input = newTransfer({ fileName: 'b.csv' })
  const tries = [null, 1, null].map((duplicateOf) => {
    const { id } = transfers.begin({ ...input, duplicateOf })
    return transfers.conclude(id, FAILED).duplicateOf
  })
  expect(tries).toEqual([null, 1, 1])
})

describe('a move that was announced', () => {
  it('is no longer under way once its file is filed, put back, or gone', () => {
    const { transfers, ended } = journal()
    const names = ['a.csv', 'b.csv', 'c.csv']
    const [filed, returned, gone] = names.map((fileName) => ended(UNKNOWN, { fileName }).id) as [
      number,
      number,
      number,
    ]
    for (const id of [filed, returned, gone]) transfers.aboutToMove(id, 'ERROR/kodomo/x.csv')
    expect(transfers.get(filed).movingTo).toBe('ERROR/kodomo/x.csv')
    transfers.filed(filed, 'ERROR/kodomo/x.csv', AT)
    transfers.returned(returned, 'b.csv')
    transfers.gone(gone)
    expect([filed, returned, gone].map((id) => transfers.get(id).movingTo)).toEqual([null, null, null])
  })
})

it('a file that changed has nowhere to go by itself, and is held', () => {
  const { transfers, ended } = journal()
  expect(ended()).toMatchObject({ destination: 'PROCEED', hold: null, changed: false })
  expect(transfers.markChanged(1)).toMatchObject({ destination: null, hold: 'changed', changed: true })
  expect([transfers.unmoved(), transfers.heldIn('kodomo').length]).toEqual([[], 1])
})

it('a held file is held in every spelling of its folder, as on Windows they are one', () => {
  const { transfers, ended } = journal()
  ended(result({ hold: 'in_doubt', outcome: 'unknown' }), { folder: 'Kodomo' })
  for (const folder of ['Kodomo', 'KODOMO', 'kodomo']) expect(transfers.heldIn(folder)).toHaveLength(1)
  expect(transfers.heldIn('judo')).toEqual([])
})
