import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { filesBelow, rowsOf } from '../support/disk.ts'
import { OFFICIAL, test } from '../support/official-site.ts'
import { expect } from '../support/test.ts'
import { runPackaged } from './support/packaged-command.ts'
import { installDeb, RELEASED, unpackTar } from './support/packages.ts'

/** Read in a thread of its own, whose program lies in the archive app.asar. */
const LARGE = 9 * 1024 * 1024

const FOLDERS: readonly (readonly [what: string, install: (root: string) => string])[] = [
  ['the folder', () => RELEASED],
  ['the deb', installDeb],
  ['the archive', unpackTar],
]

for (const [what, install] of FOLDERS) {
  test(`${what}: relays by the official arguments, without a display`, async ({ site, openSimulator }) => {
    const place = path.join(site.home, 'installed')
    mkdirSync(place)
    const folder = install(place)
    const simulator = await openSimulator(['T'])
    site.configure({ PostRegistrationTasksBaseURL: simulator.url })
    site.drop('subsidy1', 'a.csv')
    writeFileSync(path.join(site.root, 'subsidy2', 'large.csv'), Buffer.alloc(LARGE, '1,2\r\n'))
    const args = ['--headless', ...OFFICIAL, '--once', 'T|subsidy1', 'T|subsidy2']
    const end = await runPackaged(folder, site.home, args)
    expect(end.code, end.stderr).toBe(0)
    expect(end.stdout).toContain('送信対象フォルダから退避: PROCEED/subsidy1\n')
    expect(filesBelow(site.root)).toEqual(['PROCEED/subsidy1/a.csv', 'PROCEED/subsidy2/large.csv'])
    expect(
      rowsOf(path.join(site.home, 'data'), 'SELECT status, serial_number, sha256 FROM transfers'),
    ).toEqual(
      simulator.received.map(({ serialNumber, sha256 }) => ({
        status: 'accepted',
        serial_number: serialNumber,
        sha256,
      })),
    )
  })
}

test('it cannot be used as a Node, nor be told to load code or to open itself for debugging', async ({
  site,
}) => {
  const planted = path.join(site.home, 'planted.cjs')
  const mark = path.join(site.home, 'mark')
  writeFileSync(planted, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`)
  for (const env of [{ ELECTRON_RUN_AS_NODE: '1' }, { NODE_OPTIONS: `--require ${planted}` }]) {
    const help = await runPackaged(RELEASED, site.home, ['--headless', '--help'], env)
    expect(help.stdout).toMatch(/^PMH連携コンソール（画面なし）\n/)
  }
  for (const argument of ['--inspect-brk=0', '--remote-debugging-port=0', `--js-flags=--expose-gc`]) {
    const refused = await runPackaged(RELEASED, site.home, [argument, '--headless', '--help'])
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).not.toMatch(/listening on ws/)
  }
  expect(existsSync(mark)).toBe(false)
})

test('an application planted in the place of its own is not started', async ({ site }) => {
  const folder = path.join(site.home, 'replaced')
  cpSync(RELEASED, folder, { recursive: true, verbatimSymlinks: true })
  const resources = path.join(folder, 'resources')
  const planted = path.join(resources, 'app')
  mkdirSync(planted)
  writeFileSync(path.join(planted, 'package.json'), '{ "name": "planted", "main": "index.js" }')
  writeFileSync(path.join(planted, 'index.js'), "process.stdout.write('planted'); process.exit(9)")
  const beside = await runPackaged(folder, site.home, ['--headless', '--help'])
  expect(beside).toMatchObject({ code: 0, stdout: expect.stringMatching(/^PMH連携コンソール（画面なし）\n/) })
  rmSync(path.join(resources, 'app.asar'))
  const instead = await runPackaged(folder, site.home, ['--headless', '--help'])
  expect(instead).toMatchObject({ code: 1, stdout: '' })
})
