import { statSync } from 'node:fs'
import path from 'node:path'
import { EVENT_SOURCE, type EventLevel } from '../../src-shared/domain/event-ids.ts'
import { levelWord } from '../../src-shared/text/ja/events.ts'
import type { LogCommand } from './system-log.ts'

/** Where syslog listens; without it (as in most containers) there is nobody to write to. */
const SYSLOG_SOCKET = '/dev/log'

/** Facility `user` (1), severity err, warning, info (RFC 5424 6.2.1). */
const PRIORITY: Readonly<Record<EventLevel, number>> = { error: 11, warning: 12, information: 14 }

/** The texts come as JSON on standard input: nothing of them is ever a part of the script. */
const WINDOWS_SCRIPT = `
$ErrorActionPreference = 'Stop'
$reader = New-Object IO.StreamReader([Console]::OpenStandardInput(), [Text.Encoding]::UTF8)
foreach ($entry in (ConvertFrom-Json ($reader.ReadToEnd()))) {
  [Diagnostics.EventLog]::WriteEntry('${EVENT_SOURCE}', [string]$entry.message, [Diagnostics.EventLogEntryType][string]$entry.level, [int]$entry.id)
}
`

/** The system's own log; null where there is none to write to. */
export function logCommandHere(): LogCommand | null {
  if (process.platform === 'win32') return windowsLog()
  return process.platform === 'linux' && isSocket(SYSLOG_SOCKET) ? syslog() : null
}

/** The Application log of Windows, by the PowerShell that is part of it. @param file for tests */
export function windowsLog(file = windowsPowerShell()): LogCommand {
  const script = Buffer.from(WINDOWS_SCRIPT, 'utf16le').toString('base64')
  return {
    file,
    args: ['-NoProfile', '-NonInteractive', '-EncodedCommand', script],
    input: (entries) =>
      JSON.stringify(
        entries.map(({ eventId, level, message }) => ({ id: eventId, level: levelWord[level], message })),
      ),
  }
}

/** By its full path: a program of the same name in another folder is not asked. */
function windowsPowerShell(): string {
  const root = process.env.SystemRoot ?? 'C:\\Windows'
  return path.win32.join(root, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe')
}

/** syslog, by the `logger` of util-linux; one line an event. @param more for tests: another socket */
export function syslog(more: readonly string[] = []): LogCommand {
  return {
    file: 'logger',
    args: ['--tag', EVENT_SOURCE, '--prio-prefix', '--size', '8192', ...more],
    input: (entries) =>
      entries
        .map(
          ({ eventId, level, message }) =>
            `<${PRIORITY[level]}>ID:${eventId} ${levelWord[level]} ${message}\n`,
        )
        .join(''),
  }
}

function isSocket(file: string): boolean {
  try {
    return statSync(file).isSocket()
  } catch {
    return false
  }
}
