import { PLACES_KEPT, type PreflightPlace } from '../../src-shared/domain/preflight-rule.ts'
import { DigitColumns } from './digit-columns.ts'
import { FindingList } from './finding-list.ts'
import { NINE, ZERO } from './my-number.ts'

const COMMA = 0x2c
const QUOTE = 0x22
const CR = 0x0d
const LF = 0x0a

/** start: nothing of the field yet. plain, quoted: inside it. closing: behind a quote in a quoted one. */
type State = 'start' | 'plain' | 'quoted' | 'closing'

/**
 * The shape of a CSV file (RFC 4180): quotes in pairs, as many fields in each record as in the first. Works on bytes,
 * since neither UTF-8 nor Shift_JIS has a comma, a quote or a line end inside a character of several bytes.
 */
export class CsvCheck {
  readonly #found = new FindingList()
  readonly #columns = new DigitColumns()
  #state: State = 'start'
  #byte = 0
  #line = 1
  #record = 1
  #column = 1
  /** Fields of the first record; 0 before its end. */
  #width = 0
  #isBlank = true
  /** A person's record has a number or a date, a header mostly none. */
  #hasDigit = false
  #isAfterCr = false
  #fieldStart: PreflightPlace
  #recordStart: PreflightPlace
  #blanks = 0
  #blankPlaces: PreflightPlace[] = []

  constructor() {
    this.#fieldStart = this.#place(1)
    this.#recordStart = this.#fieldStart
  }

  /** Bytes that are no text (a byte order mark). */
  skip(bytes: number): void {
    this.#byte += bytes
  }

  push(bytes: Uint8Array): void {
    for (const byte of bytes) {
      this.#byte += 1
      if (this.#isAfterCr && this.#endsCr(byte)) continue
      if (byte === LF) this.#line += 1
      this.#take(byte)
    }
  }

  finish(): FindingList {
    if (this.#isAfterCr) this.#loneCr(this.#byte)
    if (this.#state === 'quoted') this.#found.add('P203', this.#fieldStart)
    if (!this.#isBlank) this.#endRecord(this.#byte)
    if (this.#record === 1) this.#found.add('P106', { record: null, line: 1, column: null, byte: 1 })
    if (this.#record === 2 && !this.#hasDigit)
      this.#found.add('P201', { record: 1, line: 1, column: null, byte: 1 })
    this.#columns.finish(this.#found)
    return this.#found
  }

  #take(byte: number): void {
    if (byte >= ZERO && byte <= NINE) this.#hasDigit = true
    if (this.#state === 'quoted') {
      if (byte === QUOTE) this.#state = 'closing'
      else this.#columns.push(byte)
      return
    }
    if (byte === COMMA) this.#endField()
    else if (byte === LF) this.#endRecord(this.#byte)
    else if (byte === CR) this.#isAfterCr = true
    else this.#inside(byte)
  }

  #inside(byte: number): void {
    this.#isBlank = false
    if (byte !== QUOTE) {
      if (this.#state === 'closing') this.#found.add('P204', this.#place())
      this.#state = 'plain'
      this.#columns.push(byte)
    } else if (this.#state === 'start') this.#state = 'quoted'
    else if (this.#state === 'closing') {
      // A doubled quote is one of the text.
      this.#state = 'quoted'
      this.#columns.push(byte)
    } else this.#found.add('P204', this.#place())
  }

  /** @returns true when the byte was the LF of CR LF */
  #endsCr(byte: number): boolean {
    this.#isAfterCr = false
    if (byte !== LF) {
      this.#loneCr(this.#byte - 1)
      return false
    }
    this.#line += 1
    this.#endRecord(this.#byte)
    return true
  }

  #loneCr(byte: number): void {
    this.#isAfterCr = false
    this.#found.add('P205', this.#place(byte))
    this.#line += 1
    this.#endRecord(byte)
  }

  #endField(): void {
    this.#isBlank = false
    this.#columns.endField(this.#column, this.#fieldStart)
    this.#column += 1
    this.#state = 'start'
    this.#fieldStart = this.#place(this.#byte + 1)
  }

  /** @param last byte of the record */
  #endRecord(last: number): void {
    if (this.#isBlank) {
      this.#blanks += 1
      if (this.#blankPlaces.length < PLACES_KEPT) this.#blankPlaces.push(this.#recordStart)
    } else {
      this.#tellBlanks()
      this.#columns.endField(this.#column, this.#fieldStart)
      if (this.#width === 0) this.#width = this.#column
      else if (this.#width !== this.#column) this.#found.add('P202', { ...this.#recordStart, column: null })
      this.#columns.endRecord(this.#column)
      this.#record += 1
    }
    this.#isBlank = true
    this.#column = 1
    this.#state = 'start'
    this.#recordStart = this.#place(last + 1)
    this.#fieldStart = this.#recordStart
  }

  /** Empty lines at the end are no lines between records. */
  #tellBlanks(): void {
    if (this.#blanks > 0) this.#found.addAll('P206', this.#blanks, this.#blankPlaces)
    this.#blanks = 0
    this.#blankPlaces = []
  }

  #place(byte = this.#byte): PreflightPlace {
    return { record: this.#record, line: this.#line, column: this.#column, byte }
  }
}
