import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PROJECT } from '../support/console.ts'
import { expect, test } from '../support/test.ts'

const SCRIPT = readFileSync(path.join(PROJECT, 'build', 'installer.nsh'), 'utf8')

/** Compiles the installer of Windows with this script in it. */
function compile(script: string): { code: number | null; output: string } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pmh-nsh-'))
  try {
    const file = path.join(folder, 'installer.nsh')
    writeFileSync(file, script)
    const check = path.join(PROJECT, 'build', 'package', 'nsis-check.mjs')
    const { status, stdout, stderr } = spawnSync(process.execPath, [check, file], { encoding: 'utf8' })
    return { code: status, output: stdout + stderr }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const SCRIPTS: readonly (readonly [what: string, script: string, mistake: string | null])[] = [
  ['as it is', SCRIPT, null],
  ...['customInstall', 'customUnInstall'].map((macro) => {
    const mistake = `Mistake_in_${macro}`
    return [`with a ${mistake}`, SCRIPT.replace(`!macro ${macro}\n`, `$&  ${mistake}\n`), mistake] as const
  }),
]

for (const [what, script, mistake] of SCRIPTS) {
  test(`the installer of Windows ${what} ${mistake === null ? 'compiles' : 'does not compile'}`, () => {
    const { code, output } = compile(script)
    test.skip(code === 3, output)
    expect(output).toContain(mistake ?? 'setup.exe')
    expect(code, output).toBe(mistake === null ? 0 : 1)
  })
}

test('the uninstaller leaves the data where it is, and takes away only an event source of its own', () => {
  const config = readFileSync(path.join(PROJECT, 'build', 'electron-builder.config.mjs'), 'utf8')
  expect(config).toContain('\n    deleteAppDataOnUninstall: false,\n')
  const removal = SCRIPT.slice(SCRIPT.indexOf('!macro customUnInstall'))
  expect(removal).not.toMatch(/RMDir|Delete |APPDATA|PROGRAMDATA/i)
  expect(removal).toMatch(/\$\{If\} \$0 == "\$\{APP_ID\}"\s+DeleteRegKey HKLM "\$\{PMH_EVENT_SOURCE\}"/)
})
