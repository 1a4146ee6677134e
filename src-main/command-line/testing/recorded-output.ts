import type { Output } from '../output.ts'

/** Takes what a command writes, line by line. */
export function recordedOutput() {
  const lines: string[] = []
  const log: string[] = []
  const errors: string[] = []
  const output: Output = {
    line: async (text) => {
      lines.push(text)
    },
    log: (text) => void log.push(text),
    error: (text) => void errors.push(text),
  }
  return { output, lines, log, errors }
}
