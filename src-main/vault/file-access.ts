import { execFile } from 'node:child_process'
import path from 'node:path'
import { RelayError } from '../../src-shared/domain/relay-error.ts'

/** Runs a program with its arguments, without a shell. Rejects when it ends otherwise than with 0. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<void>

/** The group of administrators, whatever its name in the language of the system ([MS-DTYP] 2.4.2.4). */
const ADMINISTRATORS = '*S-1-5-32-544'

/** Names of Windows accounts hold none of these (net user); the backslash and @ divide a name from its domain. */
const ACCOUNT = /^[^\p{Cc}"/[\]:;|=,+*?<>]{1,256}$/u

/**
 * Keeps everybody but one Windows account and the administrators from a file. Nothing is left of what it inherited.
 * @throws RelayError R6005 for what is no account name, or when icacls fails (an account that does not exist)
 */
export function allowOnly(account: string, run: RunProgram = runProgram): (file: string) => Promise<void> {
  return async (file) => {
    if (!ACCOUNT.test(account)) throw new RelayError('R6005', account)
    const args = [file, '/inheritance:r', '/grant:r', `${account}:(R)`, '/grant:r', `${ADMINISTRATORS}:(F)`]
    try {
      await run(icacls(), args)
    } catch (error) {
      throw new RelayError('R6005', `icacls: ${account}`, { cause: error })
    }
  }
}

/** By its whole path: a program of the same name in the folder at hand must not run. */
function icacls(): string {
  return path.win32.join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'icacls.exe')
}

const PATIENCE_MS = 10_000

function runProgram(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(program, [...args], { timeout: PATIENCE_MS, windowsHide: true }, (error) =>
      error === null ? resolve() : reject(error),
    )
  })
}
