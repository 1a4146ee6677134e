import { JsonNumber } from './json-number.ts'
import { JsonString } from './json-string.ts'
import { NINE, ZERO } from './my-number.ts'
import type { JsonType } from './record-schema.ts'

/** Who is told of each piece, in the order of the file. */
export interface JsonListener {
  /** `{` or `[`; the depth is that of the value itself, 0 at the top. */
  onOpen(type: 'object' | 'array', depth: number): void
  onClose(depth: number): void
  /** @param name good until the next piece */
  onKey(name: JsonString, depth: number): void
  /** @param string null for another type; good until the next piece */
  onScalar(type: JsonType, string: JsonString | null, depth: number): void
}

/** Why the reading ended early. */
export type JsonTrouble = 'empty' | 'syntax' | 'depth'

/** What may come next. */
type Wanted = 'value' | 'value_or_end' | 'key' | 'key_or_end' | 'colon' | 'comma_or_end' | 'nothing'

/** A record of the schema has four levels. */
const MAX_DEPTH = 64

const LITERALS: ReadonlyMap<number, { readonly word: string; readonly type: JsonType }> = new Map([
  [0x74, { word: 'true', type: 'boolean' }],
  [0x66, { word: 'false', type: 'boolean' }],
  [0x6e, { word: 'null', type: 'null' }],
])

const isBlank = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/**
 * Reads JSON (RFC 8259) as it streams by, with a memory that does not grow with the file: no value is built, a string is
 * kept only while it is short, and the nesting is bounded. It stops at the first byte that is no JSON.
 */
export class JsonReader {
  readonly #listener: JsonListener
  readonly #string = new JsonString()
  /** For each open bracket: whether it is an object. */
  readonly #open: boolean[] = []
  #wanted: Wanted = 'value'
  /** The string under way is a name. */
  #isKey = false
  #inString = false
  #number: JsonNumber | null = null
  #literal: { readonly word: string; readonly type: JsonType; seen: number } | null = null
  #byte = 0
  #line = 1
  #start = { line: 1, byte: 1 }
  #trouble: JsonTrouble | null = null

  constructor(listener: JsonListener) {
    this.#listener = listener
  }

  /** Where the piece begins that was told last, or the reading ended. */
  get place(): { readonly line: number; readonly byte: number } {
    return this.#start
  }

  /** Bytes that are no text (a byte order mark). */
  skip(bytes: number): void {
    this.#byte += bytes
  }

  push(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (this.#trouble !== null) return
      this.#byte += 1
      this.#take(byte)
      if (byte === 0x0a) this.#line += 1
    }
  }

  /** @returns null when the whole file was one JSON value */
  finish(): JsonTrouble | null {
    if (this.#trouble === null) {
      if (this.#number !== null) this.#endNumber()
      const isEmpty = this.#wanted === 'value' && this.#open.length === 0 && !this.#isUnderWay
      if (isEmpty) return 'empty'
      if (this.#trouble === null && (this.#isUnderWay || this.#wanted !== 'nothing')) this.#stop('syntax')
    }
    return this.#trouble
  }

  get #isUnderWay(): boolean {
    return this.#inString || this.#number !== null || this.#literal !== null
  }

  #take(byte: number): void {
    if (this.#inString) this.#takeString(byte)
    else if (this.#literal !== null) this.#takeLiteral(this.#literal, byte)
    else if (this.#number === null) this.#takePiece(byte)
    else if (!this.#number.take(byte)) {
      this.#endNumber()
      this.#takePiece(byte)
    }
  }

  #takePiece(byte: number): void {
    if (isBlank(byte) || this.#trouble !== null) return
    this.#mark()
    const wanted = this.#wanted
    if (byte === 0x5d || byte === 0x7d) this.#close(byte === 0x7d)
    else if (byte === 0x2c && wanted === 'comma_or_end') this.#wanted = this.#inObject ? 'key' : 'value'
    else if (byte === 0x3a && wanted === 'colon') this.#wanted = 'value'
    else if (byte === 0x22 && (wanted === 'key' || wanted === 'key_or_end')) this.#beginString(true)
    else if (wanted === 'value' || wanted === 'value_or_end') this.#beginValue(byte)
    else this.#stop('syntax')
  }

  #beginValue(byte: number): void {
    const literal = LITERALS.get(byte)
    if (byte === 0x22) this.#beginString(false)
    else if (byte === 0x7b || byte === 0x5b) this.#openBracket(byte === 0x7b)
    else if (byte === 0x2d || (byte >= ZERO && byte <= NINE)) this.#number = new JsonNumber(byte)
    else if (literal !== undefined) this.#literal = { ...literal, seen: 1 }
    else this.#stop('syntax')
  }

  #beginString(isKey: boolean): void {
    this.#isKey = isKey
    this.#inString = true
    this.#string.begin()
  }

  #takeString(byte: number): void {
    const step = this.#string.take(byte)
    if (step === 'broken') this.#stop('syntax')
    if (step !== 'end') return
    this.#inString = false
    if (this.#isKey) {
      this.#listener.onKey(this.#string, this.#open.length)
      this.#wanted = 'colon'
    } else this.#endScalar('string', this.#string)
  }

  #takeLiteral(
    literal: { readonly word: string; readonly type: JsonType; seen: number },
    byte: number,
  ): void {
    if (literal.word.charCodeAt(literal.seen) !== byte) {
      this.#stop('syntax')
      return
    }
    literal.seen += 1
    if (literal.seen < literal.word.length) return
    this.#literal = null
    this.#endScalar(literal.type, null)
  }

  #endNumber(): void {
    const isComplete = this.#number?.isComplete === true
    this.#number = null
    if (isComplete) this.#endScalar('number', null)
    else this.#stop('syntax')
  }

  #endScalar(type: JsonType, string: JsonString | null): void {
    this.#listener.onScalar(type, string, this.#open.length)
    this.#afterValue()
  }

  #openBracket(isObject: boolean): void {
    if (this.#open.length === MAX_DEPTH) {
      this.#stop('depth')
      return
    }
    this.#listener.onOpen(isObject ? 'object' : 'array', this.#open.length)
    this.#open.push(isObject)
    this.#wanted = isObject ? 'key_or_end' : 'value_or_end'
  }

  #close(isObject: boolean): void {
    const mayEnd =
      this.#wanted === 'comma_or_end' || this.#wanted === (isObject ? 'key_or_end' : 'value_or_end')
    if (!mayEnd || this.#open.pop() !== isObject) {
      this.#stop('syntax')
      return
    }
    this.#listener.onClose(this.#open.length)
    this.#afterValue()
  }

  #afterValue(): void {
    this.#wanted = this.#open.length === 0 ? 'nothing' : 'comma_or_end'
  }

  get #inObject(): boolean {
    return this.#open.at(-1) === true
  }

  #mark(): void {
    this.#start = { line: this.#line, byte: this.#byte }
  }

  #stop(trouble: JsonTrouble): void {
    this.#mark()
    this.#trouble = trouble
  }
}
