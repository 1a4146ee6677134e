import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { PROJECT } from '../support/console.ts'
import { filesBelow } from '../support/disk.ts'
import { expect, test } from '../support/test.ts'
import { installDeb, OPT, PROGRAM, packageFile, RELEASED, TESTABLE } from './support/packages.ts'

const RESOURCES = path.join(RELEASED, 'resources')

/** The fuse wire holds letters. */
const ON = '1'.charCodeAt(0)

/** As a release must have them. */
const FUSES: readonly (readonly [fuse: FuseV1Options, isOn: boolean])[] = [
  [FuseV1Options.RunAsNode, false],
  [FuseV1Options.EnableCookieEncryption, true],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
  [FuseV1Options.EnableNodeCliInspectArguments, false],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
  [FuseV1Options.OnlyLoadAppFromAsar, true],
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, false],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, false],
]

test('the fuses of a release, and the one that differs where Playwright looks in', async () => {
  const fusesOf = async (folder: string) => {
    const wire = await getCurrentFuseWire(path.join(folder, PROGRAM))
    return FUSES.map(([fuse]) => [fuse, wire[fuse] === ON])
  }
  expect(await fusesOf(RELEASED)).toEqual(FUSES)
  const differing = (await fusesOf(TESTABLE)).filter(([, isOn], index) => isOn !== FUSES[index]?.[1])
  expect(differing).toEqual([[FuseV1Options.EnableNodeCliInspectArguments, true]])
})

test('a package holds what it needs and nothing else', () => {
  expect(readdirSync(RESOURCES).sort()).toEqual([
    'THIRD-PARTY-LICENCES.txt',
    'app.asar',
    'app.asar.unpacked',
    // Ubuntu's rule for user namespaces, which the deb sets up.
    'apparmor-profile',
    'build.json',
    'sbom.cdx.json',
  ])
  const inside = listPackage(path.join(RESOURCES, 'app.asar'), { isPack: false })
  expect(new Set(inside.map((name) => name.split('/').slice(1, 3).join('/')))).toEqual(
    new Set([
      'node_modules',
      'node_modules/better-sqlite3',
      'out',
      'out/main',
      'out/preload',
      'out/renderer',
      'package.json',
    ]),
  )
  expect(inside.filter((name) => /\.(map|ts|md|c|h|gyp|mk)$/.test(name))).toEqual([])
  const binaries = inside.filter((name) => name.endsWith('.node'))
  expect(binaries).toEqual([
    expect.stringMatching(/\/(build\/Release\/better_sqlite3|prebuilds\/linux-x64)\.node$/),
  ])
  expect(readdirSync(path.join(RELEASED, 'locales')).sort()).toEqual(['en-US.pak', 'ja.pak'])
})

test('nothing in it tells of the machine that made it', () => {
  const own = [PROJECT, os.homedir()].filter((folder) => folder.split('/').length > 2)
  for (const file of ['app.asar', 'THIRD-PARTY-LICENCES.txt', 'build.json', 'sbom.cdx.json']) {
    const bytes = readFileSync(path.join(RESOURCES, file))
    for (const folder of own) expect(bytes.includes(folder), `${folder} in ${file}`).toBe(false)
  }
})

test('its papers name the software in it, with licences, and the sources it was made of', () => {
  const read = (name: string) => readFileSync(path.join(RESOURCES, name), 'utf8')
  const bom = JSON.parse(read('sbom.cdx.json')) as { components: { name: string; version: string }[] }
  const named = bom.components.map(({ name }) => name)
  expect(named).toEqual(expect.arrayContaining(['better-sqlite3', 'electron', 'react', 'undici', 'zod']))
  expect(named).not.toContain('vitest')
  const licences = read('THIRD-PARTY-LICENCES.txt')
  for (const { name, version } of bom.components) expect(licences).toContain(`\n${name} ${version} (`)

  const manifest = JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8')) as { version: string }
  const stamp = JSON.parse(read('build.json')) as { electron: { version: string } }
  expect(stamp).toMatchObject({ version: manifest.version, commit: expect.stringMatching(/^[0-9a-f]{40}$/) })
  expect(readFileSync(path.join(RELEASED, 'version'), 'utf8')).toBe(stamp.electron.version)
})

test.describe('the deb', () => {
  const control = (field: string) =>
    execFileSync('dpkg-deb', ['--field', packageFile('.deb'), field], { encoding: 'utf8' }).trim()

  let root = ''
  test.beforeAll(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'pmh-deb-'))
    installDeb(root)
    execFileSync('dpkg-deb', ['--control', packageFile('.deb'), path.join(root, 'DEBIAN')])
  })
  test.afterAll(() => rmSync(root, { recursive: true, force: true }))

  test('says what it is and what it needs', () => {
    expect(control('Package')).toBe('pmh-relay-console')
    expect(control('Architecture')).toBe('amd64')
    expect(control('Depends').split(', ')).toEqual(
      expect.arrayContaining(['libasound2', 'libgbm1', 'libgtk-3-0', 'libnss3', 'libsecret-1-0']),
    )
    expect(Number(control('Installed-Size'))).toBeGreaterThan(100_000)
  })

  test('holds the whole program, owned by root, its entry in the menu and its icons', () => {
    const listing = execFileSync('dpkg-deb', ['--contents', packageFile('.deb')], { encoding: 'utf8' })
    const owners = listing
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/\s+/)[1])
    expect(new Set(owners)).toEqual(new Set(['root/root']))
    expect(filesBelow(path.join(root, OPT))).toEqual(filesBelow(RELEASED))
    const entry = readFileSync(path.join(root, 'usr/share/applications/pmh-relay-console.desktop'), 'utf8')
    expect(entry).toContain('\nName=PMH連携コンソール\n')
    expect(entry).toContain('\nExec=/opt/PMH-Relay-Console/pmh-relay-console %U\n')
    expect(entry).toContain('\nIcon=pmh-relay-console\n')
    const icons = filesBelow(path.join(root, 'usr/share/icons/hicolor'))
    expect(icons).toContain('256x256/apps/pmh-relay-console.png')
  })

  test('sets up the sandbox where the kernel needs it, and leaves the data alone when it goes', () => {
    const script = (name: string) => readFileSync(path.join(root, 'DEBIAN', name), 'utf8')
    expect(script('postinst')).toContain("chmod 4755 '/opt/PMH-Relay-Console/chrome-sandbox'")
    const removal = script('postrm')
    // Every file that it names; the data lies in the homes of users.
    const touched = [...removal.matchAll(/'(\/[^']+)'/g)].map(([, file]) => file)
    expect(new Set(touched)).toEqual(
      new Set([
        '/usr/bin/pmh-relay-console',
        '/opt/PMH-Relay-Console/pmh-relay-console',
        '/etc/apparmor.d/pmh-relay-console',
        '/usr/bin/ischroot',
      ]),
    )
    expect(removal).not.toMatch(/HOME|\/home|~\/|\.config|rm -r|purge/)
  })
})

test('the archive has one folder, the same files, and no owner or time of its own', () => {
  const listing = execFileSync('tar', ['--numeric-owner', '--full-time', '-tvzf', packageFile('.tar.gz')], {
    encoding: 'utf8',
    maxBuffer: 1 << 24,
  })
  const rows = listing
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/\s+/))
  expect(new Set(rows.map(([, owner]) => owner))).toEqual(new Set(['0/0']))
  expect(new Set(rows.map(([, , , day, time]) => `${day} ${time}`)).size).toBe(1)
  const files = rows
    .filter(([mode]) => mode?.startsWith('-'))
    .map((row) => row[5]?.split('/').slice(1).join('/'))
  expect(files.sort()).toEqual(filesBelow(RELEASED))
})
