import type { PreflightPlace, PreflightRule } from '../../src-shared/domain/preflight-rule.ts'
import type { FindingList } from './finding-list.ts'

export type Encoding = 'utf-8' | 'shift_jis' | 'utf-16' | 'unknown' | 'binary'

const LF = 0x0a

/**
 * Tells in which encoding a file is written, by holding every byte against UTF-8 (RFC 3629) and Shift_JIS (CP932) at
 * once. Which one PMH expects is not published, so that only what cannot be text is a fault.
 */
export class EncodingCheck {
  readonly #utf8 = new Utf8()
  readonly #shiftJis = new ShiftJis()
  #byte = 0
  #line = 1
  /** The first three bytes, where a byte order mark stands. */
  #head = 0
  #nulsAtEven = 0
  #nulsAtOdd = 0
  #firstNul: PreflightPlace | null = null
  #firstBeyondAscii: PreflightPlace | null = null
  #brokenUtf8: PreflightPlace | null = null
  #brokenShiftJis: PreflightPlace | null = null

  push(bytes: Uint8Array): void {
    for (const byte of bytes) {
      this.#byte += 1
      if (this.#byte <= 3) this.#head = this.#head * 256 + byte
      if (byte === LF) this.#line += 1
      else if (byte === 0) this.#nul()
      if (byte < 0x80 && this.#utf8.isAtRest && this.#shiftJis.isAtRest) continue
      this.#firstBeyondAscii ??= this.#place()
      if (this.#brokenUtf8 === null && !this.#utf8.take(byte)) this.#brokenUtf8 = this.#place()
      if (this.#brokenShiftJis === null && !this.#shiftJis.take(byte)) this.#brokenShiftJis = this.#place()
    }
  }

  finish(found: FindingList, isJson: boolean): Encoding {
    if (!this.#utf8.isAtRest) this.#brokenUtf8 ??= this.#place()
    if (!this.#shiftJis.isAtRest) this.#brokenShiftJis ??= this.#place()
    const encoding = this.#encoding()
    const rule = ruleOf(encoding, isJson && this.#head === UTF8_MARK)
    if (rule !== null) found.add(rule, this.#placeOf(encoding))
    return encoding
  }

  #encoding(): Encoding {
    if (this.#isUtf16()) return 'utf-16'
    if (this.#firstNul !== null) return 'binary'
    if (this.#brokenUtf8 === null) return 'utf-8'
    return this.#brokenShiftJis === null ? 'shift_jis' : 'unknown'
  }

  /** By its mark, or, without one, by ASCII in every other byte. */
  #isUtf16(): boolean {
    const mark = this.#byte >= 3 ? Math.floor(this.#head / 256) : this.#head
    if (this.#byte >= 2 && (mark === 0xfffe || mark === 0xfeff)) return true
    const most = Math.max(this.#nulsAtEven, this.#nulsAtOdd)
    const isEvery = this.#byte % 2 === 0 && most > 0 && most * 4 >= this.#byte
    return isEvery && Math.min(this.#nulsAtEven, this.#nulsAtOdd) === 0
  }

  #placeOf(encoding: Encoding): PreflightPlace {
    const start = { record: null, line: 1, column: null, byte: 1 }
    if (encoding === 'binary') return this.#firstNul ?? start
    if (encoding === 'shift_jis') return this.#firstBeyondAscii ?? start
    if (encoding !== 'unknown') return start
    // The encoding that held longer is the one that the file is written in; there it breaks.
    const [utf8, shiftJis] = [this.#brokenUtf8 ?? start, this.#brokenShiftJis ?? start]
    return utf8.byte > shiftJis.byte ? utf8 : shiftJis
  }

  #nul(): void {
    if (this.#byte % 2 === 0) this.#nulsAtEven += 1
    else this.#nulsAtOdd += 1
    this.#firstNul ??= this.#place()
  }

  #place(): PreflightPlace {
    return { record: null, line: this.#line, column: null, byte: Math.max(this.#byte, 1) }
  }
}

const UTF8_MARK = 0xefbbbf

function ruleOf(encoding: Encoding, isMarkedJson: boolean): PreflightRule | null {
  if (encoding === 'utf-8') return isMarkedJson ? 'P103' : null
  return ({ shift_jis: 'P101', 'utf-16': 'P102', unknown: 'P104', binary: 'P105' } as const)[encoding]
}

/** UTF-8 without overlong forms and surrogates. */
class Utf8 {
  #left = 0
  #low = 0x80
  #high = 0xbf

  get isAtRest(): boolean {
    return this.#left === 0
  }

  /** @returns false when this byte cannot stand here */
  take(byte: number): boolean {
    if (this.#left > 0) {
      const fits = byte >= this.#low && byte <= this.#high
      this.#low = 0x80
      this.#high = 0xbf
      this.#left = fits ? this.#left - 1 : 0
      return fits
    }
    if (byte < 0x80) return true
    if (byte < 0xc2 || byte > 0xf4) return false
    this.#left = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3
    if (byte === 0xe0) this.#low = 0xa0
    if (byte === 0xed) this.#high = 0x9f
    if (byte === 0xf0) this.#low = 0x90
    if (byte === 0xf4) this.#high = 0x8f
    return true
  }
}

/** Shift_JIS as Windows writes it (CP932): two bytes, or one of half-width kana. */
class ShiftJis {
  #wantsSecond = false

  get isAtRest(): boolean {
    return !this.#wantsSecond
  }

  /** @returns false when this byte cannot stand here */
  take(byte: number): boolean {
    if (this.#wantsSecond) {
      this.#wantsSecond = false
      return byte >= 0x40 && byte <= 0xfc && byte !== 0x7f
    }
    if (byte < 0x80 || (byte >= 0xa1 && byte <= 0xdf)) return true
    this.#wantsSecond = (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc)
    return this.#wantsSecond
  }
}
