/**
 * Steps 2 and 4: what Debian has to provide. Looked for by what it provides rather than by package name, since
 * names differ between distributions; installed only where that needs no question: as root on a Debian.
 */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { inCache } from './cache.mjs'
import { collect } from './command.mjs'
import { hasDisplay } from './display.mjs'
import { withLock } from './lock.mjs'
import { BootstrapError, say } from './progress.mjs'
import { isRoot } from './project.mjs'

/** @typedef {{ package: string, isThere: () => boolean | Promise<boolean> }} Requirement */

/** @param {string} name */
const program = (name) => () =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/sbin'].some((folder) =>
    existsSync(join(folder, name)),
  )

/** @param {string} soname */
const library = (soname) => async () => {
  const { code, output } = await collect('/sbin/ldconfig', ['-p'])
  return code !== 0 || output.includes(`\t${soname} `)
}

/** An application has fonts of its own, but a file dialogue and a tray menu take the system's. */
const japaneseFont = async () => (await collect('fc-list', [':lang=ja', 'family'])).output.includes('CJK')

/** @type {Requirement[]} */
const forWindows = [
  ...(hasDisplay
    ? []
    : [
        { package: 'xvfb', isThere: () => program('Xvfb')() && program('xvfb-run')() },
        { package: 'xauth', isThere: program('xauth') },
      ]),
  { package: 'libgtk-3-0', isThere: library('libgtk-3.so.0') },
  { package: 'libnss3', isThere: library('libnss3.so') },
  { package: 'libasound2', isThere: library('libasound.so.2') },
  { package: 'libgbm1', isThere: library('libgbm.so.1') },
  { package: 'fonts-noto-cjk', isThere: japaneseFont },
]

/** @type {Requirement[]} */
export const forCompiling = [
  { package: 'g++', isThere: program('g++') },
  { package: 'make', isThere: program('make') },
  { package: 'python3', isThere: program('python3') },
]

/** For build/package/nsis-check.mjs alone. @type {Requirement[]} */
export const forInstallerCheck = [{ package: 'nsis', isThere: program('makensis') }]

let toldWhatIsMissing = false

/** @type {import('../bootstrap.mjs').Step} */
export const systemPackagesStep = {
  id: 'system',
  name: 'system packages',
  isDone: async () =>
    process.platform !== 'linux' || toldWhatIsMissing || (await missing(forWindows)).length === 0,
  async perform() {
    try {
      await install(forWindows)
    } catch (error) {
      // Not the end: what is missing may be there under another name, and much can be done without a window.
      if (!(error instanceof BootstrapError)) throw error
      toldWhatIsMissing = true
      say(error.message)
    }
  },
  detail: () => (toldWhatIsMissing ? 'going on without' : ''),
}

/** @param {Requirement[]} requirements */
export async function install(requirements) {
  await withLock(inCache('apt.lock'), async () => {
    const packages = await missing(requirements)
    if (packages.length === 0) return
    const line = `apt-get install -y --no-install-recommends ${packages.join(' ')}`
    if (!isRoot || !program('apt-get')())
      throw new BootstrapError(`missing on this system; as root run: apt-get update && ${line}`)
    say(line)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const update = await collect('apt-get', ['update'], { env })
    const result = await collect('apt-get', ['-o', 'DPkg::Lock::Timeout=600', ...line.split(' ').slice(1)], {
      env,
    })
    if (result.code !== 0)
      throw new BootstrapError(`${line} ended with ${result.code}\n${update.output}${result.output}`)
  })
}

/** @param {Requirement[]} requirements @returns {Promise<string[]>} */
async function missing(requirements) {
  const packages = []
  for (const requirement of requirements)
    if (!(await requirement.isThere())) packages.push(requirement.package)
  return packages
}
