import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { PROJECT } from '../../support/console.ts'

const PACKAGES = path.join(PROJECT, 'dist', 'packages')

/** What staff start. */
export const PROGRAM = 'pmh-relay-console'

/** The folder that the deb installs into. */
export const OPT = path.join('opt', 'PMH-Relay-Console')

/** The packaged program with the fuses of a release. */
export const RELEASED = path.join(PACKAGES, 'linux-unpacked')

/** The same but for the fuse and the build flag that Playwright needs. */
export const TESTABLE = path.join(PROJECT, 'dist', 'testable', 'linux-unpacked')

/** @throws Error when `npm run package` has not made it */
export function packageFile(ending: string): string {
  const found = existsSync(PACKAGES) ? readdirSync(PACKAGES).find((name) => name.endsWith(ending)) : undefined
  if (found === undefined)
    throw new Error(`no ${ending} in dist/packages: run npm test -- --only package, which makes it`)
  return path.join(PACKAGES, found)
}

/** Installs the deb below a folder, as far as that goes without touching this computer. @returns the program's folder */
export function installDeb(root: string): string {
  execFileSync('dpkg-deb', ['--extract', packageFile('.deb'), root])
  return path.join(root, OPT)
}

/** @returns the program's folder */
export function unpackTar(root: string): string {
  const archive = packageFile('.tar.gz')
  execFileSync('tar', ['-xzf', archive, '-C', root])
  return path.join(root, path.basename(archive, '-linux-x64.tar.gz'))
}
