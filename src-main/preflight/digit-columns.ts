import { PLACES_KEPT, type PreflightPlace } from '../../src-shared/domain/preflight-rule.ts'
import type { FindingList } from './finding-list.ts'
import { MyNumberReader } from './my-number.ts'

/** A record of the published schema has about twenty fields; more columns than this are not looked at. */
const WATCHED = 256

interface Column {
  /** Its first field is no number, but perhaps a name. */
  readonly startsWithName: boolean
  /** Twelve digits in every record so far, the header aside. */
  isCandidate: boolean
  wrong: number
  readonly places: PreflightPlace[]
}

/**
 * Finds the columns of a CSV file that are probably my-numbers: twelve digits in every record, but for a header. The
 * layout of the CSV is not published, so what is found of them is a note.
 */
export class DigitColumns {
  readonly #columns: Column[] = []
  readonly #reader = new MyNumberReader()
  /** Records behind the first: with a header alone there is nothing to judge. */
  #isFirst = true
  #hasMore = false

  push(byte: number): void {
    this.#reader.push(byte)
  }

  /** @param column counts from 1 */
  endField(column: number, place: PreflightPlace): void {
    const { isTwelveDigits, isValid } = this.#reader
    this.#reader.reset()
    if (column > WATCHED) return
    if (this.#isFirst) {
      this.#columns.push({ startsWithName: !isTwelveDigits, isCandidate: true, wrong: 0, places: [] })
    }
    const watched = this.#columns[column - 1]
    if (watched === undefined) return
    if (!isTwelveDigits) watched.isCandidate &&= this.#isFirst
    else if (!isValid && watched.isCandidate) {
      watched.wrong += 1
      if (watched.places.length < PLACES_KEPT) watched.places.push(place)
    }
  }

  /** @param width how many fields the record had */
  endRecord(width: number): void {
    for (const missing of this.#columns.slice(width)) missing.isCandidate = false
    this.#hasMore ||= !this.#isFirst
    this.#isFirst = false
  }

  finish(found: FindingList): void {
    for (const { startsWithName, isCandidate, wrong, places } of this.#columns) {
      const hasNumbers = this.#hasMore || !startsWithName
      if (isCandidate && hasNumbers && wrong > 0) found.addAll('P402', wrong, places)
    }
  }
}
