import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** A program of the system as a real child process: it writes down its arguments, and answers as it was told. */
export interface FakeProgram {
  readonly path: string
  /** The arguments of each call so far. */
  calls(): string[][]
}

/**
 * @param body a shell script; `$1`… are the arguments
 * @param folder where the program and its record lie
 */
export function fakeProgram(folder: string, name: string, body: string): FakeProgram {
  const file = path.join(folder, name)
  const record = path.join(folder, `${name}.calls`)
  // \u0001 ends an argument, \u0002 a call: arguments may hold anything else.
  writeFileSync(
    file,
    `#!/bin/sh\n{ for word in "$@"; do printf '%s\\001' "$word"; done; printf '\\002'; } >> '${record}'\n${body}\n`,
  )
  chmodSync(file, 0o755)
  return {
    path: file,
    calls() {
      if (!existsSync(record)) return []
      const all = readFileSync(record, 'utf8').split('\u0002').slice(0, -1)
      return all.map((call) => call.split('\u0001').slice(0, -1))
    },
  }
}

/** A body that says these bytes and ends with this code; the bytes are kept in a file beside. */
export function saying(folder: string, bytes: Uint8Array | string, exitCode = 0): string {
  const file = path.join(folder, `said-${Math.random().toString(36).slice(2)}`)
  writeFileSync(file, bytes)
  return `cat '${file}'; exit ${exitCode}`
}
