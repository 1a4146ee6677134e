import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RebootChoice, TaskChoice } from '../../src-shared/domain/background.ts'
import { splitWindowsArguments } from '../official/windows-arguments.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { available, Background } from './background.ts'
import { elevatedArguments } from './elevated-command.ts'
import { runProgram } from './program-run.ts'
import { NAMED_PROGRAMS } from './system-programs.ts'
import { taskFile } from './task-xml.ts'
import { fakeProgram } from './testing/fake-program.ts'

const TASK: TaskChoice = { trigger: 'startup', account: 'CITY\\pmh', logon: 'password' }
const REBOOT: RebootChoice = { every: 'week', day: 0, time: '03:30' }

/**
 * A computer whose task scheduler is a file. PowerShell stands for the administrator's console: it does what schtasks
 * would, once staff have given the password.
 */
function windows({ permits = true } = {}) {
  const folder = tempFolder()
  const registered = path.join(folder, 'registered.xml')
  const schtasks = fakeProgram(
    folder,
    'schtasks',
    `[ -f '${registered}' ] && cat '${registered}' && exit 0; echo 'エラー: 指定されたファイルが見つかりません。'; exit 1`,
  )
  const powershell = fakeProgram(
    folder,
    'powershell',
    permits
      ? `case "$5" in *"'/delete"*) rm '${registered}';; *) cp '${folder}'/background/*.xml '${registered}';; esac`
      : 'exit 1',
  )
  const background = new Background({
    place: {
      program: 'C:\\Program Files\\PMH\\console.exe',
      before: [],
      dataDir: folder,
      keyFile: path.join(folder, 'background.key'),
      platform: 'win32',
    },
    configHome: folder,
    programs: { ...NAMED_PROGRAMS, schtasks: schtasks.path, powershell: powershell.path },
    run: runProgram,
    account: 'CITY\\staff',
    loginItem: null,
  })
  const service = available(background.registration({ way: 'service', task: TASK }))
  return { folder, registered, schtasks, powershell, background, service }
}

function linux(systemctl: string | null) {
  const folder = tempFolder()
  const program = systemctl === null ? null : fakeProgram(folder, 'systemctl', systemctl)
  const background = new Background({
    place: {
      program: '/opt/pmh/console',
      before: [],
      dataDir: '/home/u/data',
      keyFile: '/home/u/data/background.key',
      platform: 'linux',
    },
    configHome: path.join(folder, 'config'),
    programs: { ...NAMED_PROGRAMS, systemctl: program?.path ?? '/nowhere/systemctl' },
    run: runProgram,
    account: 'u',
    loginItem: null,
  })
  return { background, calls: () => program?.calls() ?? [] }
}

describe('a task of Windows', () => {
  it('is registered by schtasks in a console of the administrator, looked up, and taken away', async () => {
    const { folder, service, powershell, schtasks } = windows()
    expect(await service.state()).toBe('absent')
    expect(await service.register(false)).toBe('done')
    expect(await service.state()).toBe('current')
    const file = path.join(folder, 'background', 'PMH_Relay_Console_Background.xml')
    expect(new Uint8Array(readFileSync(file))).toEqual(new Uint8Array(taskFile(service.text)))
    expect(powershell.calls()).toEqual([
      elevatedArguments(schtasks.path, [
        '/create',
        '/tn',
        'PMH_Relay_Console_Background',
        '/xml',
        file,
        '/ru',
        'CITY\\pmh',
        '/rp',
        '*',
      ]),
    ])
    await service.remove()
    expect(await service.state()).toBe('absent')
    expect(existsSync(file)).toBe(false)
    await expect(service.remove()).rejects.toThrow(/^R5006/)
  })

  it('of ours with another place is outdated, and replaced without a question', async () => {
    const { registered, service, powershell } = windows()
    writeFileSync(registered, service.text.replace('Program Files', 'Old'))
    expect(await service.state()).toBe('outdated')
    await service.register(false)
    expect(await service.state()).toBe('current')
    expect(powershell.calls()[0]?.at(-1)).toContain(' /f')
  })

  it('of somebody else is neither replaced nor deleted unasked', async () => {
    const { registered, service, powershell } = windows()
    writeFileSync(registered, service.text.replace('PMH Relay Console<', 'Other<'))
    expect(await service.state()).toBe('foreign')
    await expect(service.register(false)).rejects.toThrow(/^R8005/)
    await expect(service.remove()).rejects.toThrow(/^R8005/)
    expect(powershell.calls()).toEqual([])
    await service.register(true)
    expect(await service.state()).toBe('current')
  })

  it('that was not permitted is told, and not there', async () => {
    const { service } = windows({ permits: false })
    await expect(service.register(false)).rejects.toThrow(/^R8004: schtasks \(1\)/)
    expect(await service.state()).toBe('absent')
  })

  it('that may not be looked at is unknown', async () => {
    const { folder, service } = windows()
    fakeProgram(folder, 'schtasks', "echo 'ERROR: Access is denied.'; exit 1")
    expect(await service.state()).toBe('unknown')
  })

  it('that Windows took without a word, and does not have, is told', async () => {
    const { folder, service } = windows()
    fakeProgram(folder, 'powershell', 'exit 0')
    await expect(service.register(false)).rejects.toThrow(/^R8004: schtasks \(absent\)/)
  })

  it('that is still there behind its deletion is told, and its file stays', async () => {
    const { folder, registered, service } = windows()
    await service.register(false)
    fakeProgram(folder, 'powershell', 'exit 0')
    await expect(service.remove()).rejects.toThrow(/^R8004: schtasks/)
    expect([existsSync(registered), readdirSync(path.join(folder, 'background')).length]).toEqual([true, 1])
  })

  it('is registered also where nobody may look at it afterwards, and over what may be hidden', async () => {
    const { folder, registered, service, powershell } = windows()
    fakeProgram(folder, 'schtasks', "echo 'ERROR: Access is denied.'; exit 1")
    expect(await service.register(false)).toBe('done')
    expect(existsSync(registered)).toBe(true)
    // A task that is perhaps there would else make schtasks ask on its console.
    expect(powershell.calls()[0]?.at(-1)).toContain(' /f')
  })

  it('is unknown where the program that knows cannot be asked', async () => {
    const { folder, service } = windows()
    rmSync(path.join(folder, 'schtasks'))
    expect(await service.state()).toBe('unknown')
  })

  it('whose file cannot be put down is told with its place, and nobody is asked for a permission', async () => {
    const { folder, service, powershell } = windows()
    writeFileSync(path.join(folder, 'background'), '')
    await expect(service.register(false)).rejects.toMatchObject({
      code: 'R5008',
      detail: expect.stringContaining(path.join(folder, 'background')),
    })
    expect(powershell.calls()).toEqual([])
  })

  it('is where staff look for it, and shows how its run is ended before it is deleted', () => {
    const { service } = windows()
    expect(service.place).toBe('PMH_Relay_Console_Background')
    expect(service.commands.remove).toEqual([
      { line: 'schtasks /end /tn PMH_Relay_Console_Background', admin: true },
      { line: 'schtasks /delete /tn PMH_Relay_Console_Background /f', admin: true },
    ])
  })

  it('shows the command to copy, which no token and no password is in', () => {
    const { folder, background } = windows()
    const [create] = available(background.registration({ way: 'service', task: TASK })).commands.register
    expect(splitWindowsArguments(create?.line ?? '')).toEqual([
      'schtasks',
      '/create',
      '/tn',
      'PMH_Relay_Console_Background',
      '/xml',
      path.join(folder, 'background', 'PMH_Relay_Console_Background.xml'),
      '/ru',
      'CITY\\pmh',
      '/rp',
      '*',
      '/f',
    ])
  })

  it('for the restart has a name of its own and no account', async () => {
    const { background, powershell } = windows()
    const reboot = available(background.registration({ way: 'reboot', reboot: REBOOT }))
    await reboot.register(false)
    expect(powershell.calls()[0]?.at(-1)).toContain('PMH_Relay_Console_Reboot')
    expect(powershell.calls()[0]?.at(-1)).not.toContain('/ru')
    // Another time would be a choice, not a fault.
    expect(await background.known('reboot')?.state()).toBe('current')
  })
})

describe('a unit of systemd', () => {
  it('is written and enabled, and disabled and removed, where systemd answers', async () => {
    const { background, calls } = linux('exit 0')
    const unit = available(background.known('service'))
    expect(await unit.register(false)).toBe('done')
    expect(await unit.state()).toBe('current')
    await unit.remove()
    expect(calls()).toEqual([
      ['--user', 'show-environment'],
      ['--user', 'daemon-reload'],
      ['--user', 'enable', '--now', 'pmh-relay-console.service'],
      ['--user', 'show-environment'],
      ['--user', 'disable', '--now', 'pmh-relay-console.service'],
      ['--user', 'daemon-reload'],
    ])
    expect(readdirSync(path.dirname(unit.place))).toEqual([])
  })

  it.each([
    ['is not there', null],
    ['does not answer', 'exit 1'],
  ])('is only written where systemd %s, and the commands are left to staff', async (_, systemctl) => {
    const { background } = linux(systemctl)
    const unit = available(background.known('service'))
    expect(await unit.register(false)).toBe('commands')
    expect(await unit.state()).toBe('current')
    expect(unit.commands.register.map(({ line }) => line)).toEqual([
      'systemctl --user daemon-reload',
      'systemctl --user enable --now pmh-relay-console.service',
      'loginctl enable-linger',
    ])
    await unit.remove()
    expect(await unit.state()).toBe('absent')
  })

  it('of somebody else is neither stopped nor removed', async () => {
    const { background, calls } = linux('exit 0')
    const unit = available(background.known('service'))
    mkdirSync(path.dirname(unit.place), { recursive: true })
    writeFileSync(unit.place, '[Unit]\n')
    await expect(unit.remove()).rejects.toThrow(/^R8005/)
    await expect(unit.register(false)).rejects.toThrow(/^R8005/)
    expect(calls()).toEqual([])
    expect(readFileSync(unit.place, 'utf8')).toBe('[Unit]\n')
  })

  it('that is not there is not stopped either', async () => {
    const { background, calls } = linux('exit 0')
    await expect(background.known('service')?.remove()).rejects.toThrow(/^R5006/)
    expect(calls()).toEqual([])
  })

  it('that cannot be stopped keeps its file: systemd would not find it again', async () => {
    const { background } = linux('[ "$2" != disable ]')
    const unit = available(background.known('service'))
    await unit.register(false)
    await expect(unit.remove()).rejects.toThrow(/^R8004: systemctl --user disable/)
    expect(await unit.state()).toBe('current')
  })

  it('that systemd refuses is told', async () => {
    const { background } = linux('[ "$2" != enable ]')
    await expect(available(background.known('service')).register(false)).rejects.toThrow(
      /^R8004: systemctl --user enable --now pmh-relay-console.service \(1\)/,
    )
  })
})

describe('the autostart folder', () => {
  it('gets an entry, and loses it', async () => {
    const entry = available(linux(null).background.registration({ way: 'login' }))
    await entry.register(false)
    expect(await entry.state()).toBe('current')
    expect(readFileSync(entry.place, 'utf8')).toContain('Exec=/opt/pmh/console --hidden')
    await entry.remove()
    expect(await entry.state()).toBe('absent')
  })
})

describe('elevatedArguments', () => {
  it('gives PowerShell one literal for the program and one for its whole command line', () => {
    expect(elevatedArguments("C:\\it's\\s.exe", ['/tn', 'a b', 'c’d']).at(-1)).toBe(
      `$ErrorActionPreference = 'Stop'; $ended = Start-Process -FilePath 'C:\\it''s\\s.exe' -ArgumentList '/tn "a b" c’’d' -Verb RunAs -Wait -PassThru; exit $ended.ExitCode`,
    )
  })
})

it('macOS has no way without a window, and nobody but Windows restarts', () => {
  const { background } = linux(null)
  const mac = new Background({
    ...background.host,
    place: { ...background.host.place, platform: 'darwin' },
  })
  expect(mac.known('service')).toBeNull()
  expect(mac.known('reboot')).toBeNull()
  expect(background.known('reboot')).toBeNull()
  expect(() => available(null)).toThrow(/^R5007/)
})
