import type { PreflightFinding } from '../../src-shared/domain/preflight-rule.ts'
import type { CheckPlan, FileCheck } from '../engine/ports.ts'
import { CsvCheck } from './csv-check.ts'
import { type Encoding, EncodingCheck } from './encoding-check.ts'
import { FindingList } from './finding-list.ts'
import { RecordCheck } from './record-check.ts'

const UTF8_MARK = [0xef, 0xbb, 0xbf]

/** 送信前の点検 of one file: takes its bytes as they are read, and never throws, so that no file is lost to it. */
export function startCheck(plan: CheckPlan): FileCheck {
  return new StreamCheck(plan)
}

class StreamCheck implements FileCheck {
  readonly #isJson: boolean
  readonly #found = new FindingList()
  readonly #encoding = new EncodingCheck()
  readonly #shape: CsvCheck | RecordCheck
  /** Bytes of the UTF-8 mark met so far; null once the text has begun. */
  #markBytes: number | null = 0
  #isBroken = false

  constructor({ kind, isDifferential }: CheckPlan) {
    this.#isJson = kind === 'json'
    this.#shape = this.#isJson ? new RecordCheck(isDifferential) : new CsvCheck()
  }

  push(bytes: Uint8Array): void {
    if (this.#isBroken) return
    try {
      this.#encoding.push(bytes)
      this.#shape.push(this.#behindMark(bytes))
    } catch {
      this.#isBroken = true
    }
  }

  finish(): readonly PreflightFinding[] {
    try {
      const encoding = this.#encoding.finish(this.#found, this.#isJson)
      const shapes = this.#shape.finish()
      if (this.#canJudge(encoding)) this.#found.take(shapes)
    } catch {
      this.#isBroken = true
    }
    if (this.#isBroken) this.#found.add('P901', { record: null, line: 1, column: null, byte: 1 })
    return this.#found.findings
  }

  /** A second byte of Shift_JIS may look like a backslash, which CSV does not mind and JSON does. */
  #canJudge(encoding: Encoding): boolean {
    if (encoding === 'utf-16' || encoding === 'binary') return false
    return !(this.#isJson && encoding === 'shift_jis')
  }

  #behindMark(bytes: Uint8Array): Uint8Array {
    let skipped = 0
    while (this.#markBytes !== null && skipped < bytes.length) {
      if (bytes[skipped] === UTF8_MARK[this.#markBytes]) {
        this.#markBytes += 1
        skipped += 1
      } else this.#markBytes = null
    }
    this.#shape.skip(skipped)
    return bytes.subarray(skipped)
  }
}
