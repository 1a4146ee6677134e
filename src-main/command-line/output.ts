import { once } from 'node:events'

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
