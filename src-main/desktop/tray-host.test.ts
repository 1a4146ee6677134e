import { chmodSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { hasTrayHost } from './tray-host.ts'

afterEach(() => vi.unstubAllEnvs())

/** The only programs there are: one that answers for the desktop, by a script of the shell. */
function desktop(script: string): void {
  const folder = tempFolder()
  const program = path.join(folder, 'dbus-send')
  writeFileSync(program, `#!/bin/sh\n${script}\n`)
  chmodSync(program, 0o700)
  vi.stubEnv('PATH', folder)
}

describe.runIf(process.platform === 'linux')('a desktop', () => {
  it.each([
    ['says yes', "echo '   variant       boolean true'", true],
    ['says no', "echo '   variant       boolean false'", false],
    ['says something else', 'echo trueboolean true-ish boolean truely', false],
    ['says nothing', ':', false],
    ['knows no such thing', "echo 'boolean true'; exit 1", false],
  ])('that %s', async (_, script, expected) => {
    desktop(script)
    expect(await hasTrayHost()).toBe(expected)
  })

  it('is asked whether anybody draws, not whether icons are collected', async () => {
    desktop('[ "$8" = string:IsStatusNotifierHostRegistered ] && echo boolean true')
    expect(await hasTrayHost()).toBe(true)
  })

  it.each([
    ['as its session says', 'unix:abstract=/tmp/x', '/run/user/7', 'unix:abstract=/tmp/x'],
    ['in its usual place', '', '/run/user/7', 'unix:path=/run/user/7/bus'],
    ['nowhere: no bus is begun for the question', '', '', 'disabled:'],
  ])('is asked %s', async (_, address, runtime, expected) => {
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', address)
    vi.stubEnv('XDG_RUNTIME_DIR', runtime)
    desktop(`[ "$DBUS_SESSION_BUS_ADDRESS" = '${expected}' ] && echo boolean true`)
    expect(await hasTrayHost()).toBe(true)
  })

  it('without the program that asks has no tray', async () => {
    vi.stubEnv('PATH', tempFolder())
    expect(await hasTrayHost()).toBe(false)
  })

  // Node throws what it does not tell by an event; × would have done nothing from then on.
  it('whose program cannot even be started has no tray', async () => {
    const folder = tempFolder()
    symlinkSync('dbus-send', path.join(folder, 'dbus-send'))
    vi.stubEnv('PATH', folder)
    expect(await hasTrayHost()).toBe(false)
  })
})
