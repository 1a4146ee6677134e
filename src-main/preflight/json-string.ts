/** More bytes than any text of the schema can have, written with escapes throughout. */
const KEPT_BYTES = 2048

const BACKSLASH = 0x5c
const QUOTE = 0x22
const U = 0x75

/** Behind a backslash: " \ / b f n r t, and u. */
const ESCAPES = new Set([...'"\\/bfnrtu'].map((letter) => letter.charCodeAt(0)))

/** A JSON string, byte by byte: its length, and its text while that is short. The bytes of a long one are not kept. */
export class JsonString {
  readonly #kept = Buffer.allocUnsafe(KEPT_BYTES)
  #size = 0
  #characters = 0
  /** Bytes of an escape that are still to come; -1: the letter behind the backslash. */
  #escape = 0
  #unit = 0
  #hasEscape = false

  begin(): void {
    this.#size = 0
    this.#characters = 0
    this.#escape = 0
    this.#hasEscape = false
  }

  /** In characters, as the schema counts. */
  get length(): number {
    return this.#characters
  }

  /** Null: longer than any text of the schema. */
  get text(): string | null {
    if (this.#size > KEPT_BYTES) return null
    const text = this.#kept.toString('utf8', 0, this.#size)
    // Every escape was checked, and no control character is left.
    return this.#hasEscape ? JSON.parse(`"${text}"`) : text
  }

  /** @returns end: the closing quote. broken: this byte cannot stand here */
  take(byte: number): 'more' | 'end' | 'broken' {
    if (this.#escape === 0 && byte === QUOTE) return 'end'
    if (byte < 0x20) return 'broken'
    if (this.#size < KEPT_BYTES) this.#kept[this.#size] = byte
    this.#size += 1
    if (this.#escape !== 0) return this.#inEscape(byte) ? 'more' : 'broken'
    if (byte === BACKSLASH) {
      this.#escape = -1
      this.#hasEscape = true
    }
    // The further bytes of a character are 10xxxxxx.
    else if ((byte & 0xc0) !== 0x80) this.#characters += 1
    return 'more'
  }

  #inEscape(byte: number): boolean {
    if (this.#escape === -1) {
      this.#escape = byte === U ? 4 : 0
      this.#unit = 0
      if (byte !== U) this.#characters += 1
      return ESCAPES.has(byte)
    }
    const digit = Number.parseInt(String.fromCharCode(byte), 16)
    this.#escape -= 1
    this.#unit = this.#unit * 16 + digit
    // The second half of a pair is no character of its own.
    if (this.#escape === 0 && (this.#unit & 0xfc00) !== 0xdc00) this.#characters += 1
    return !Number.isNaN(digit)
  }
}
