import {
  gravest,
  type PreflightField,
  type PreflightFinding,
  type PreflightLevel,
  type PreflightPlace,
  type PreflightRule,
} from '../../src-shared/domain/preflight-rule.ts'
import { guarded, type RelayDatabase } from './database.ts'

interface Row {
  rule: PreflightRule
  field: PreflightField | null
  count: number
  places: string
}

type PlaceTuple = [record: number | null, line: number, column: number | null, byte: number]

/** What the pre-flight found of each transfer. @throws RelayError R4001, R4004 from every method */
export class FindingStore {
  readonly #db: RelayDatabase

  constructor(db: RelayDatabase) {
    this.#db = db
  }

  of(transferId: number): PreflightFinding[] {
    return guarded(() =>
      this.#db
        .prepare<[number], Row>(
          'SELECT rule, field, count, places FROM preflight_findings WHERE transfer_id = ? ORDER BY rule, field',
        )
        .all(transferId)
        .map((row) => ({ ...row, places: (JSON.parse(row.places) as PlaceTuple[]).map(toPlace) })),
    )
  }

  /** How grave the findings of each of these transfers are; those without any are left out. */
  levels(transferIds: readonly number[]): ReadonlyMap<number, PreflightLevel> {
    const rows = guarded(() =>
      this.#db
        .prepare<[string], { id: number; rules: string }>(
          `SELECT transfer_id AS id, json_group_array(DISTINCT rule) AS rules FROM preflight_findings
           WHERE transfer_id IN (SELECT value FROM json_each(?)) GROUP BY transfer_id`,
        )
        .all(JSON.stringify(transferIds)),
    )
    return new Map(
      rows.flatMap(({ id, rules }) => {
        const level = gravest(JSON.parse(rules) as PreflightRule[])
        return level === null ? [] : [[id, level] as const]
      }),
    )
  }

  /** The findings of the last look take the place of those before. Runs in the caller's transaction. */
  put(transferId: number, findings: readonly PreflightFinding[]): void {
    this.#db.prepare('DELETE FROM preflight_findings WHERE transfer_id = ?').run(transferId)
    const insert = this.#db.prepare(
      'INSERT INTO preflight_findings (transfer_id, rule, field, count, places) VALUES (?, ?, ?, ?, ?)',
    )
    for (const { rule, field, count, places } of findings)
      insert.run(transferId, rule, field, count, JSON.stringify(places.map(toTuple)))
  }
}

function toTuple({ record, line, column, byte }: PreflightPlace): PlaceTuple {
  return [record, line, column, byte]
}

function toPlace([record, line, column, byte]: PlaceTuple): PreflightPlace {
  return { record, line, column, byte }
}
