import { describe, expect, it } from 'vitest'
import { createArguments, deleteArguments } from './schtasks.ts'
import { readOfficialTasks } from './task-list.ts'
import { type ListedTask, taskList } from './testing/windows-answers.ts'

const MAIL: ListedTask = {
  name: '\\PMH_Relay_EmailSend',
  run: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe -Command "C:\\opt\\SendMail.ps1"',
  comment: 'PMH のイベントをメール送信します',
}
const REBOOT: ListedTask = {
  name: '\\PMH再起動',
  run: 'C:\\opt\\reboot.bat',
  comment: '一行目\r\n"二行目", 三',
}
const OTHERS: readonly ListedTask[] = [
  { name: '\\Microsoft\\Windows\\UpdateOrchestrator\\Reboot', run: 'C:\\Windows\\system32\\shutdown.exe /r' },
  { name: '\\Backup', run: 'C:\\tools\\backup.exe /r' },
  { name: '\\Night', run: 'shutdown /s /t 0' },
  { name: '\\PMH_Relay_Console_Reboot', run: '%SystemRoot%\\System32\\shutdown.exe /r /t 60' },
]

describe('readOfficialTasks', () => {
  it.each(['en', 'ja'] as const)('finds the mail task and the restart, and no other: %s', (language) => {
    expect(readOfficialTasks(taskList(language, [OTHERS[0] ?? MAIL, REBOOT, ...OTHERS, MAIL]))).toEqual([
      { name: '\\PMH再起動', kind: 'reboot' },
      { name: '\\PMH_Relay_EmailSend', kind: 'mail' },
    ])
  })

  it.each(['en', 'ja'] as const)('leaves out what is switched off: %s', (language) => {
    const off = [MAIL, REBOOT].map((task) => ({ ...task, enabled: false }))
    expect(readOfficialTasks(taskList(language, off))).toEqual([])
  })

  it.each([
    ['C:\\Windows\\System32\\shutdown.exe /r /t 0', true],
    ['shutdown -r -f', true],
    ['"C:\\Windows\\System32\\shutdown.exe" /f /r', true],
    ['cmd /c D:\\bat\\reboot.cmd', true],
    ['C:\\tools\\shutdown-report.exe /r', false],
    ['C:\\tools\\reboot.batch.exe', false],
  ])('%s restarts: %s', (run, restarts) => {
    expect(readOfficialTasks(taskList('en', [{ name: '\\x', run }]))).toHaveLength(restarts ? 1 : 0)
  })

  it('names a task with several triggers once', () => {
    expect(readOfficialTasks(taskList('ja', [MAIL, MAIL]))).toHaveLength(1)
  })

  it.each(['', '\r\n', 'INFO: There are no scheduled tasks presently available at your access level.', '"a'])(
    'finds nothing in %j',
    (text) => {
      expect(readOfficialTasks(text)).toEqual([])
    },
  )
})

describe('createArguments', () => {
  const startup = { trigger: 'startup', account: 'CITY\\pmh', logon: 'password' } as const

  it('lets schtasks ask for the password', () => {
    expect(createArguments('T', 'C:\\a b\\t.xml', startup, false)).toEqual([
      '/create',
      '/tn',
      'T',
      '/xml',
      'C:\\a b\\t.xml',
      '/ru',
      'CITY\\pmh',
      '/rp',
      '*',
    ])
  })

  it.each([
    ['without a kept password', { ...startup, logon: 'none' } as const],
    ['at log-on', { ...startup, trigger: 'logon' } as const],
    ['for the restart', null],
  ])('asks for none %s', (_, choice) => {
    expect(createArguments('T', 't.xml', choice, true)).toEqual([
      '/create',
      '/tn',
      'T',
      '/xml',
      't.xml',
      '/f',
    ])
  })
})

it('a task is deleted without a question on a console that nobody sees', () => {
  expect(deleteArguments('T')).toEqual(['/delete', '/tn', 'T', '/f'])
})
