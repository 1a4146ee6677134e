import { expect, test } from 'vitest'
import type { PreflightFinding } from '../../src-shared/domain/preflight-rule.ts'
import { FindingStore } from './finding-store.ts'
import { FAILED, newTransfer, openedDatabase, SHA_A, SHA_B, transfersOf } from './testing/opened-database.ts'

const place = { record: 2, line: 3, column: null, byte: 40 }
const column: PreflightFinding = {
  rule: 'P402',
  field: null,
  count: 1,
  places: [{ record: null, line: 1, column: 4, byte: 1 }],
}
const fields: PreflightFinding[] = [
  { rule: 'P306', field: 'myNumber', count: 12, places: [place, { ...place, record: 3 }] },
  { rule: 'P306', field: 'validTo', count: 1, places: [place] },
]

function opened() {
  const db = openedDatabase()
  return { transfers: transfersOf(db), findings: new FindingStore(db) }
}

test('findings are kept with their row, by rule and field', () => {
  const { transfers, findings } = opened()
  const { id } = transfers.begin(newTransfer({ findings: [column, ...fields] }))
  expect(findings.of(id)).toEqual([...fields, column])
  expect(findings.of(id + 1)).toEqual([])
})

test('a page of rows learns how grave each is', () => {
  const { transfers, findings } = opened()
  const ids = [[column, ...fields], [column], []].map(
    (found, index) => transfers.begin(newTransfer({ fileName: `${index}.csv`, findings: found })).id,
  )
  expect([...findings.levels(ids)]).toEqual([
    [1, 'fault'],
    [2, 'note'],
  ])
  expect([...findings.levels([])]).toEqual([])
})

test('those of another try take the place of those before', () => {
  const { transfers, findings } = opened()
  const { id } = transfers.begin(newTransfer({ findings: fields }))
  transfers.conclude(id, FAILED)
  expect(transfers.begin(newTransfer({ findings: [column] })).id).toBe(id)
  expect(findings.of(id)).toEqual([column])
  transfers.conclude(id, FAILED)
  transfers.begin(newTransfer())
  expect(findings.of(id)).toEqual([])
})

test('a file that is kept back has its findings in the same write, and one row, however often it is looked at', () => {
  const { transfers, findings } = opened()
  const input = newTransfer({ findings: fields })
  const first = transfers.holdBack(input, 'preflight', 'R3021')
  expect(transfers.holdBack(input, 'preflight', 'R3021').id).toBe(first.id)
  expect(findings.of(first.id)).toEqual(fields)
  const other = transfers.holdBack(newTransfer({ sha256: SHA_B }), 'preflight', 'R3021')
  expect(transfers.heldIn('kodomo').map(({ id }) => id)).toEqual([other.id])
})

test('what was let through is known by its bytes and its folder, once staff have decided', () => {
  const { transfers } = opened()
  const { id } = transfers.holdBack(newTransfer(), 'preflight', 'R3021')
  expect(transfers.wasLetThrough(newTransfer())).toBe(false)
  const staff = { by: 'hanako', at: '2026-04-01T09:00:00.000+09:00', reason: '', serialNumber: null }
  transfers.decide(id, { ...staff, decision: 'resend' })
  expect(transfers.wasLetThrough({ folder: 'kodomo', sha256: SHA_A })).toBe(true)
  expect(transfers.wasLetThrough({ folder: 'judo', sha256: SHA_A })).toBe(false)
  expect(transfers.wasLetThrough({ folder: 'kodomo', sha256: SHA_B })).toBe(false)
})
