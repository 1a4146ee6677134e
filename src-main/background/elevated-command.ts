import { windowsCommandLine } from './windows-quoting.ts'

/**
 * PowerShell's arguments for running a program as administrator in a console of its own, and for waiting until it has
 * ended.
 *
 * A task that begins with the computer needs an administrator, and schtasks asks for the account's password on the
 * console. A program of a window has none, and one that it starts would inherit pipes in place of it. `Start-Process
 * -Verb RunAs` gives both: Windows asks for the permission, and schtasks gets a console that staff see and type in.
 */
export function elevatedArguments(program: string, words: readonly string[]): string[] {
  // One string in place of a list: Start-Process joins a list with blanks and quotes nothing.
  const start = `Start-Process -FilePath ${literal(program)} -ArgumentList ${literal(windowsCommandLine(words))}`
  const script = `$ErrorActionPreference = 'Stop'; $ended = ${start} -Verb RunAs -Wait -PassThru; exit $ended.ExitCode`
  return ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', script]
}

/** PowerShell takes typographic quotes for quotes as well. */
function literal(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`
}
