import {
  PLACES_KEPT,
  type PreflightField,
  type PreflightFinding,
  type PreflightPlace,
  type PreflightRule,
} from '../../src-shared/domain/preflight-rule.ts'

interface Entry {
  readonly rule: PreflightRule
  readonly field: PreflightField | null
  count: number
  readonly places: PreflightPlace[]
}

/** What was found so far: a total for each rule and field, and the first places. Bounded by the two catalogues. */
export class FindingList {
  readonly #found = new Map<string, Entry>()

  add(rule: PreflightRule, place: PreflightPlace, field: PreflightField | null = null): void {
    this.addAll(rule, 1, [place], field)
  }

  addAll(
    rule: PreflightRule,
    count: number,
    places: readonly PreflightPlace[],
    field: PreflightField | null = null,
  ): void {
    const key = `${rule} ${field}`
    const entry = this.#found.get(key) ?? { rule, field, count: 0, places: [] }
    entry.count += count
    entry.places.push(...places.slice(0, PLACES_KEPT - entry.places.length))
    this.#found.set(key, entry)
  }

  take(other: FindingList): void {
    for (const { rule, count, places, field } of other.findings) this.addAll(rule, count, places, field)
  }

  /** By rule, in the order of their codes. */
  get findings(): readonly PreflightFinding[] {
    return [...this.#found.values()].sort(
      (a, b) => a.rule.localeCompare(b.rule) || (a.field ?? '').localeCompare(b.field ?? ''),
    )
  }
}
