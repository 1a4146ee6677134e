import type { RecordFinding } from '../../../src-shared/domain/record-check.ts'
import type { RecordCheckState } from '../../../src-shared/ipc/answer-shapes.ts'

/** The rows of 操作記録 that do not fit and are still there; none once staff said that they have seen them. */
export function wrongRows(check: RecordCheckState | undefined): ReadonlySet<number> {
  if (check?.state !== 'done' || check.report.accepted) return new Set()
  return new Set(check.report.findings.filter(canBeShown).map(({ id }) => id))
}

/** A finding about a row that 操作記録 can show. */
export function canBeShown({ fault, kind }: RecordFinding): boolean {
  return kind === 'audit' && fault !== 'row_missing'
}
