import {
  PREFLIGHT_FIELDS,
  type PreflightField,
  type PreflightPlace,
  type PreflightRule,
} from '../../src-shared/domain/preflight-rule.ts'
import { FindingList } from './finding-list.ts'
import { type JsonListener, JsonReader, type JsonTrouble } from './json-reader.ts'
import type { JsonString } from './json-string.ts'
import { hasCheckDigit } from './my-number.ts'
import { type JsonType, RECORD_SCHEMA } from './record-schema.ts'

/** The depths of the file: the array, its records, their fields. */
const TOP = 0
const RECORD = 1
const FIELD = 2

const RULE_OF: Readonly<Record<JsonTrouble, PreflightRule>> = { empty: 'P106', syntax: 'P301', depth: 'P302' }

const NAMES: ReadonlySet<string> = new Set(PREFLIGHT_FIELDS)

const isField = (name: string | null): name is PreflightField => name !== null && NAMES.has(name)

/** Holds a JSON file against the published record schema: an array of records, as it streams by. */
export class RecordCheck implements JsonListener {
  readonly #found = new FindingList()
  readonly #reader = new JsonReader(this)
  readonly #needed: readonly PreflightField[]
  readonly #seen = new Set<PreflightField>()
  #field: PreflightField | null = null
  #records = 0
  #isArray = false
  /** The record under way is an object, so that its fields can be judged. */
  #isRecord = false
  #recordPlace = { line: 1, byte: 1 }

  /** @param isDifferential 差分連携: historyKey and isDeleted are required too */
  constructor(isDifferential: boolean) {
    this.#needed = PREFLIGHT_FIELDS.filter((field) => {
      const { required } = RECORD_SCHEMA[field]
      return required === 'always' || (required === 'differential' && isDifferential)
    })
  }

  skip(bytes: number): void {
    this.#reader.skip(bytes)
  }

  push(bytes: Uint8Array): void {
    this.#reader.push(bytes)
  }

  finish(): FindingList {
    const trouble = this.#reader.finish()
    if (trouble !== null) this.#add(RULE_OF[trouble])
    return this.#found
  }

  onOpen(type: 'object' | 'array', depth: number): void {
    this.#value(type, null, depth)
    if (depth !== RECORD) return
    this.#isRecord = this.#isArray && type === 'object'
    this.#recordPlace = this.#reader.place
    this.#seen.clear()
  }

  onClose(depth: number): void {
    if (depth === TOP && this.#isArray && this.#records === 0) this.#add('P304')
    if (depth !== RECORD || !this.#isRecord) return
    for (const field of this.#needed) {
      if (!this.#seen.has(field)) this.#add('P306', field, this.#recordPlace)
    }
  }

  onKey(name: JsonString, depth: number): void {
    if (depth !== FIELD || !this.#isRecord) return
    const { text } = name
    this.#field = isField(text) ? text : null
    if (this.#field === null) return
    if (this.#seen.has(this.#field)) this.#add('P310', this.#field)
    this.#seen.add(this.#field)
  }

  onScalar(type: JsonType, string: JsonString | null, depth: number): void {
    this.#value(type, string, depth)
  }

  #value(type: JsonType, string: JsonString | null, depth: number): void {
    if (depth === TOP && type !== 'array') this.#add('P303')
    if (depth === TOP) this.#isArray = type === 'array'
    if (depth === RECORD && this.#isArray) {
      this.#records += 1
      if (type !== 'object') this.#add('P305')
    }
    if (depth === FIELD && this.#isRecord && this.#field !== null) {
      this.#judge(this.#field, type, string)
    }
  }

  #judge(field: PreflightField, type: JsonType, string: JsonString | null): void {
    const rule = RECORD_SCHEMA[field]
    if (type === 'null') {
      if (this.#needed.includes(field)) this.#add('P306', field)
      return
    }
    if (rule.type !== null && rule.type !== type) {
      this.#add('P307', field)
      return
    }
    if (string === null) return
    if (rule.maxLength !== null && string.length > rule.maxLength) {
      this.#add('P308', field)
      return
    }
    if (rule.hasForm === null) return
    const { text } = string
    if (text === null || !rule.hasForm(text)) this.#add('P309', field)
    else if (field === 'myNumber' && !hasCheckDigit(text)) this.#add('P401', field)
  }

  #add(rule: PreflightRule, field: PreflightField | null = null, at = this.#reader.place): void {
    const record = this.#records === 0 || rule === 'P304' ? null : this.#records
    const place: PreflightPlace = { record, line: at.line, column: null, byte: at.byte }
    this.#found.add(rule, place, field)
  }
}
