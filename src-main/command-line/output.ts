import { once } from 'node:events'
import type { RelayError } from '../../src-shared/domain/relay-error.ts'
import { errorText } from '../../src-shared/text/ja/errors.ts'
import { visible } from '../../src-shared/text/ja/visible.ts'

/** 0 fine, 1 trouble with files or folders, 2 bad arguments or settings, 3 another instance (requirements section 4). */
export type ExitCode = 0 | 1 | 2 | 3

/** Where the command writes. */
export interface Output {
  /** Waits while the reader is slow, so that memory stays flat over a long history. */
  line(text: string): Promise<void>
  /** For the log, which must never wait for a reader, nor end with one. */
  log(text: string): void
  error(text: string): void
}

export const standardOutput: Output = {
  async line(text) {
    if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain')
  },
  log(text) {
    process.stdout.write(`${text}\n`)
  },
  error(text) {
    process.stderr.write(`${text}\n`)
  },
}

/** One line for an error that ends the command: code, what happened, the fact, and what to do. */
export function errorLine(error: RelayError): string {
  const { what, remedy } = errorText(error.code)
  const detail = error.detail === '' ? '' : `（${visible(error.detail)}）`
  return `${error.code}：${what}${detail}${remedy}`
}
