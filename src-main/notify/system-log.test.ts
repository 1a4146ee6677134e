import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { syslog, windowsLog } from './log-command.ts'
import { type LogEntry, SystemLog } from './system-log.ts'
import { listenSyslog, syslogProblem } from './testing/syslog-socket.ts'

const ENTRY: LogEntry = { eventId: 1002, level: 'error', message: 'フォルダ: kodomo' }

/** What would do harm if it ever became a part of a script or a command line. */
const HOSTILE = `'; Remove-Item C:\\ -Recurse; '"$(calc)\`whoami\`%PATH%\u0000--socket`

/** A program in place of PowerShell that writes down what it gets. */
function fakePowerShell(more = '') {
  const folder = tempFolder()
  const file = path.join(folder, 'powershell')
  writeFileSync(
    file,
    `#!/bin/sh\nprintf '%s\\n' "$@" >> ${folder}/args\ncat >> ${folder}/input\necho >> ${folder}/input\n${more}\n`,
  )
  chmodSync(file, 0o755)
  const read = (name: string) => {
    const written = path.join(folder, name)
    return existsSync(written) ? readFileSync(written, 'utf8').split('\n').filter(Boolean) : []
  }
  return {
    file,
    args: () => read('args'),
    runs: () => read('input').map((line): unknown => JSON.parse(line)),
  }
}

function opened(command: ConstructorParameters<typeof SystemLog>[0], patienceMs?: number) {
  const told: (string | null)[] = []
  const log = new SystemLog(command, (failure) => told.push(failure), patienceMs)
  onTestFinished(() => log.close(0))
  return { log, told, written: () => log.close(60_000) }
}

describe.skipIf(process.platform === 'win32')('the event log of Windows', () => {
  it('gets number, level in .NET’s word and message as data, never as a part of the script', async () => {
    const shell = fakePowerShell()
    const { log, told, written } = opened(windowsLog(shell.file))
    log.write(ENTRY)
    log.write({ ...ENTRY, level: 'warning', message: HOSTILE })
    await written()
    expect(shell.runs()).toEqual([
      [
        { id: 1002, level: 'Error', message: 'フォルダ: kodomo' },
        { id: 1002, level: 'Warning', message: HOSTILE },
      ],
    ])
    const [profile, interactive, encoded, script = ''] = shell.args()
    expect([profile, interactive, encoded]).toEqual(['-NoProfile', '-NonInteractive', '-EncodedCommand'])
    const decoded = Buffer.from(script, 'base64').toString('utf16le')
    expect(decoded).toContain("[Diagnostics.EventLog]::WriteEntry('PMH_Relay',")
    expect(decoded).not.toMatch(/kodomo|calc/)
    expect(told).toEqual([null])
  })

  it('is written by one process at a time, which takes what came meanwhile with the next one', async () => {
    const shell = fakePowerShell()
    const { log, written } = opened(windowsLog(shell.file))
    log.write({ ...ENTRY, message: 'a' })
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
    log.write({ ...ENTRY, message: 'b' })
    log.write({ ...ENTRY, message: 'c' })
    await written()
    expect(shell.runs()).toMatchObject([[{ message: 'a' }], [{ message: 'b' }, { message: 'c' }]])
  })

  it('that cannot be written is told once, and not tried again', async () => {
    const shell = fakePowerShell('exit 1')
    const { log, told, written } = opened(windowsLog(shell.file))
    log.write(ENTRY)
    await written()
    log.write(ENTRY)
    await written()
    expect([told, shell.runs().length]).toEqual([['exit 1'], 1])
  })

  it('without its program is told as such', async () => {
    const { log, told, written } = opened(windowsLog(path.join(tempFolder(), 'none')))
    log.write(ENTRY)
    await written()
    expect(told).toEqual(['ENOENT'])
  })

  it('whose program cannot even be started is told as such, and ends nothing', async () => {
    // Node throws here, as it does where a rule of the system forbids the program.
    const { log, told, written } = opened(windowsLog('powershell\0'))
    log.write(ENTRY)
    await written()
    expect(told).toEqual(['ERR_INVALID_ARG_VALUE'])
  })

  it('whose input cannot be made is told as such, and starts nothing', async () => {
    const shell = fakePowerShell()
    const input = () => {
      throw new TypeError('no text')
    }
    const { log, told, written } = opened({ ...windowsLog(shell.file), input })
    log.write(ENTRY)
    await written()
    expect([told, shell.args()]).toEqual([['TypeError'], []])
  })

  it('is written on when nobody can be told of it any more', async () => {
    const shell = fakePowerShell()
    const log = new SystemLog(windowsLog(shell.file), () => {
      throw new Error('the database is closed')
    })
    log.write(ENTRY)
    await log.close(60_000)
    log.write({ ...ENTRY, eventId: 1003 })
    await log.close(60_000)
    expect(shell.runs()).toMatchObject([[{ id: 1002 }], [{ id: 1003 }]])
  })

  it('whose program hangs is ended', async () => {
    const shell = fakePowerShell('exec sleep 600')
    const { log, told, written } = opened(windowsLog(shell.file), 50)
    log.write(ENTRY)
    await written()
    expect(told).toEqual(['SIGKILL'])
  })

  it('keeps nobody who ends the program', async () => {
    const shell = fakePowerShell('exec sleep 600')
    const { log } = opened(windowsLog(shell.file))
    log.write(ENTRY)
    await log.close(50)
  })

  it('takes so many at once, and no more than can wait', async () => {
    const shell = fakePowerShell()
    const { log, written } = opened(windowsLog(shell.file))
    for (let n = 0; n < 250; n += 1) log.write({ ...ENTRY, eventId: n })
    await written()
    expect(shell.runs().map((entries) => (entries as unknown[]).length)).toEqual([50, 50, 50, 50])
  })
})

describe.skipIf(syslogProblem() !== null)('syslog', () => {
  it('gets one line an event, with its priority and name', async () => {
    const socket = await listenSyslog()
    const { log, told, written } = opened(syslog(['--socket', socket.path, '--socket-errors=on']))
    log.write(ENTRY)
    log.write({ ...ENTRY, level: 'information', message: HOSTILE.replaceAll('\u0000', '') })
    await written()
    const lines = await socket.lines(2)
    expect(lines[0]).toMatch(/^<11>.* PMH_Relay: ID:1002 Error フォルダ: kodomo$/)
    expect(lines[1]).toContain(`<14>`)
    expect(lines[1]).toContain(`PMH_Relay: ID:1002 Information ${HOSTILE.replaceAll('\u0000', '')}`)
    expect(told).toEqual([null])
  })

  it('that nobody listens to is told once', async () => {
    const nowhere = path.join(tempFolder(), 'none')
    const { log, told, written } = opened(syslog(['--socket', nowhere, '--socket-errors=on']))
    log.write(ENTRY)
    await written()
    expect(told).toEqual(['exit 1'])
  })
})
