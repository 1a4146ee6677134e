/** Each case breaks one thing in a project that is sound; a check that lets it pass would let the real thing pass too. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { inProject } from '../bootstrap/project.mjs'
import { checkPackages } from './check.mjs'

/** @typedef {import('./check.mjs').Project} Project */

/** @returns {Project} the real project, which is sound */
function project() {
  const read = (/** @type {string} */ name) => readFileSync(inProject(name), 'utf8')
  return {
    manifest: JSON.parse(read('package.json')),
    lock: JSON.parse(read('package-lock.json')),
    npmrc: read('.npmrc'),
  }
}

test('this project is sound', () => {
  expect(checkPackages(project())).toEqual([])
})

/** @param {object} fields of the lock's entry of zod */
const zod =
  (fields) =>
  (/** @type {Project} */ { lock }) => {
    Object.assign(lock.packages['node_modules/zod'] ?? {}, fields)
  }

/** @type {[what: string, rule: string, breakIt: (project: Project) => void][]} */
const BROKEN = [
  ['a package without a checksum', 'integrity', zod({ integrity: undefined })],
  ['a package with a weak checksum', 'integrity', zod({ integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' })],
  ['a package from a host of its own', 'origin', zod({ resolved: 'https://example.test/zod.tgz' })],
  ['a package from git', 'origin', zod({ resolved: 'git+ssh://git@example.test/zod.git#1' })],
  ['a package that is a link', 'origin', zod({ link: true })],
  ['a package that runs code when it is installed', 'script', zod({ hasInstallScript: true })],
  ['a project that lets packages run code', 'script', (project) => (project.npmrc = 'fund=false\n')],
  ['a line that is a remark', 'script', (project) => (project.npmrc = '# ignore-scripts=true\n')],
  ['a line that says more', 'script', (project) => (project.npmrc = 'ignore-scripts=true-ish\n')],
  ['a licence that asks for more', 'licence', zod({ license: 'GPL-3.0-only' })],
  ['a licence that adds a condition', 'licence', zod({ license: '(MIT AND GPL-3.0-only)' })],
  ['a condition behind a choice', 'licence', zod({ license: '(MIT OR Apache-2.0) AND (GPL-3.0-only)' })],
  ['a choice within a condition', 'licence', zod({ license: 'GPL-3.0-only AND (MIT OR ISC)' })],
  ['no licence', 'licence', zod({ license: undefined })],
  ['a licence without a name', 'licence', zod({ license: '' })],
  ["a tool's licence on something else", 'licence', zod({ license: 'MPL-2.0' })],
  ['a range instead of a version', 'exact', ({ manifest }) => setZod(manifest, '^4.6.7')],
  ['another version than the lock has', 'exact', ({ manifest }) => setZod(manifest, '4.6.6')],
  ['a package that nobody knows', 'known', ({ manifest, lock }) => addStranger(manifest, lock)],
  ['a known package that is gone', 'known', ({ manifest }) => delete manifest.devDependencies?.zod],
  ['a lock that holds nothing', 'lock', (project) => (project.lock.packages = {})],
]

/** @param {import('./check.mjs').Manifest} manifest @param {string} range */
const setZod = (manifest, range) => Object.assign(manifest.devDependencies ?? {}, { zod: range })

/** @param {import('./check.mjs').Manifest} manifest @param {Project['lock']} lock */
function addStranger(manifest, lock) {
  Object.assign(manifest.devDependencies ?? {}, { 'left-pad': '1.3.0' })
  lock.packages['node_modules/left-pad'] = { version: '1.3.0', integrity: 'sha512-x', license: 'MIT' }
}

describe('refused is', () => {
  test.each(BROKEN)('%s', (_what, rule, breakIt) => {
    const broken = project()
    breakIt(broken)
    expect(checkPackages(broken).map((finding) => finding.rule)).toEqual([rule])
  })
})

test.each([
  ['of several licences one is enough', '(WTFPL OR MIT)'],
  ['also without brackets', 'GPL-3.0-only OR MIT'],
  ['of conditions all are met', '(MIT AND ISC)'],
  ['AND binds before OR', 'GPL-3.0-only AND MIT OR ISC'],
])('%s: %s', (_what, license) => {
  const sound = project()
  zod({ license })(sound)
  expect(checkPackages(sound)).toEqual([])
})
