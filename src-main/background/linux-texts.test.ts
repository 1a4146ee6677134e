import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { desktopEntry } from './desktop-entry.ts'
import { headlessLaunch, hiddenLaunch, type LaunchPlace } from './launch.ts'
import { OWN_MARK } from './own-file.ts'
import { systemdUnit } from './systemd-unit.ts'

const PLAIN: LaunchPlace = {
  program: '/opt/pmh/console',
  before: [],
  dataDir: '/home/u/data',
  keyFile: '/home/u/data/background.key',
  platform: 'linux',
}
const ODD: LaunchPlace = {
  ...PLAIN,
  program: "/opt/PMH 連携/con%u's",
  dataDir: '/home/u/a b$HOME`x`\\%h;',
}

const line = (text: string, key: string) =>
  text.split('\n').find((found) => found.startsWith(`${key}=`)) ?? ''

describe('desktopEntry', () => {
  it('begins with our mark and starts the console hidden', () => {
    const text = desktopEntry(hiddenLaunch(PLAIN))
    expect(text.startsWith(`${OWN_MARK}\n[Desktop Entry]\n`)).toBe(true)
    expect(line(text, 'Exec')).toBe('Exec=/opt/pmh/console --hidden --data-dir /home/u/data')
  })

  it('escapes by both rules of the specification: the quoting of Exec within the escapes of a value', () => {
    expect(line(desktopEntry(hiddenLaunch(ODD)), 'Exec')).toBe(
      `Exec="/opt/PMH 連携/con%%u's" --hidden --data-dir "/home/u/a b\\\\$HOME\\\\\`x\\\\\`\\\\\\\\%%h;"`,
    )
  })
})

describe('systemdUnit', () => {
  it('is started again after a failure, with the session, and without a display', () => {
    const text = systemdUnit(headlessLaunch(PLAIN))
    expect(text.startsWith(`${OWN_MARK}\n[Unit]\n`)).toBe(true)
    expect(line(text, 'ExecStart')).toBe(
      'ExecStart=/opt/pmh/console --headless --ozone-platform=headless --data-dir /home/u/data --key-file /home/u/data/background.key',
    )
    expect(line(text, 'Restart')).toBe('Restart=on-failure')
    expect(line(text, 'WantedBy')).toBe('WantedBy=default.target')
  })

  it('escapes blanks, specifiers, variables, quotes and backslashes', () => {
    expect(line(systemdUnit(headlessLaunch(ODD)), 'ExecStart')).toContain(
      `ExecStart="/opt/PMH 連携/con%%u's" --headless --ozone-platform=headless --data-dir "/home/u/a b$$HOME\`x\`\\\\%%h;"`,
    )
  })

  // The system's own judge, where there is one.
  const judged = spawnSync('systemd-analyze', ['--version']).status === 0
  it.runIf(judged)('is taken by systemd', () => {
    const folder = tempFolder()
    const file = path.join(folder, 'pmh-relay-console.service')
    writeFileSync(file, systemdUnit(headlessLaunch({ ...ODD, program: '/bin/true' })))
    const said = execFileSync('systemd-analyze', ['verify', '--user', '--man=no', file], {
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, XDG_RUNTIME_DIR: folder },
    })
    expect(said).toBe('')
  })
})
