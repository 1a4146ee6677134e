import { describe, expect, it } from 'vitest'
import type { RecordFinding } from '../../../src-shared/domain/record-check.ts'
import type { RecordCheckState } from '../../../src-shared/ipc/answer-shapes.ts'
import { wrongRows } from './wrong-rows.ts'

const FINDINGS: RecordFinding[] = [
  { fault: 'row_changed', kind: 'audit', id: 1 },
  { fault: 'row_foreign', kind: 'audit', id: 2 },
  { fault: 'row_missing', kind: 'audit', id: 3 },
  { fault: 'row_changed', kind: 'transfer', id: 4 },
  { fault: 'cut_off', kind: null, id: 5 },
]

const done = (accepted: boolean): RecordCheckState => ({
  state: 'done',
  at: '2026-11-20T13:50:26+09:00',
  report: { rows: 9, faults: 5, findings: FINDINGS, fingerprint: 'f', accepted },
  grown: false,
})

describe('the rows that are marked', () => {
  it.each<[string, RecordCheckState | undefined, number[]]>([
    ['those of 操作記録 that were changed, or that the program did not write', done(false), [1, 2]],
    ['none that staff have accepted', done(true), []],
    ['none while the records are checked', { state: 'running', rows: 0 }, []],
    ['none before the first answer', undefined, []],
  ])('%s', (_, check, rows) => {
    expect([...wrongRows(check)]).toEqual(rows)
  })
})
