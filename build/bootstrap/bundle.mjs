/**
 * Last step: the bundles in out/. A part is built again when the content of what it is made of, or what was
 * built, differs from the stamp. It is built aside and swapped in, so that a relay that runs from this clone,
 * or a build that fails, never sees half a tree.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { collect } from './command.mjs'
import { nodeExecutable, toolEnvironment } from './node-runtime.mjs'
import { BootstrapError } from './progress.mjs'
import { inNodeModules, inProject, projectRoot } from './project.mjs'

/** @typedef {'main' | 'preload' | 'renderer'} Part */

/** @type {Record<Part, string[]>} */
const SOURCES = {
  main: ['src-main', 'src-shared'],
  preload: ['src-main', 'src-shared'],
  renderer: ['src-renderer', 'src-shared'],
}
const SHARED_BY_ALL = [
  'electron.vite.config.ts',
  'build/bundled-software.ts',
  'build/ui-font.ts',
  'build/cut-font.ts',
  'package.json',
  'package-lock.json',
]

/** @param {Part} part */
const stampFile = (part) => inNodeModules('.cache', 'build', `${part}.stamp`)

/**
 * @param {Part[]} parts
 * @returns {import('../bootstrap.mjs').Step}
 */
export function bundleStep(parts) {
  return {
    id: 'build',
    name: `build of ${parts.join(', ')}`,
    isDone: () => parts.every(isFresh),
    perform: () => buildParts(parts.filter((part) => !isFresh(part))),
  }
}

/** @param {Part[]} parts */
export async function buildParts(parts) {
  const sources = new Map(parts.map((part) => [part, hashOfSources(part)]))
  // Beside out/ and as deep, so that the paths in source maps stay true.
  const aside = inProject(`.out-${process.pid}`)
  try {
    const builder = inNodeModules('electron-vite', 'bin', 'electron-vite.js')
    const env = toolEnvironment({ BUILD_PARTS: parts.join(',') })
    const { code, output } = await collect(
      nodeExecutable(),
      [builder, 'build', '--logLevel', 'warn', '--ignoreConfigWarning', '--outDir', aside],
      { env },
    )
    if (code !== 0) throw new BootstrapError(`electron-vite build ended with ${code}\n${output}`)
    if (output.trim()) process.stderr.write(output)
    for (const part of parts) {
      await swapIn(join(aside, part), inProject('out', part))
      await mkdir(dirname(stampFile(part)), { recursive: true })
      await writeFile(stampFile(part), `${sources.get(part)} ${hashOfOutput(part)}\n`)
    }
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

/** @param {string} made @param {string} place */
async function swapIn(made, place) {
  const old = `${made}.old`
  await mkdir(inProject('out'), { recursive: true })
  if (existsSync(place)) await rename(place, old)
  await rename(made, place)
}

/** @param {Part} part */
function isFresh(part) {
  if (!existsSync(stampFile(part)) || !existsSync(inProject('out', part))) return false
  return readFileSync(stampFile(part), 'utf8') === `${hashOfSources(part)} ${hashOfOutput(part)}\n`
}

/** @param {Part} part */
function hashOfSources(part) {
  // A build for tests must not pass for the one of a release.
  const hash = createHash('sha256').update(`${process.env.PMH_TEST_BUILD === '1'}\0`)
  const files = SOURCES[part]
    .flatMap((folder) => filesIn(inProject(folder)))
    .filter((file) => !/\.test\.tsx?$/.test(file))
  for (const file of [...files, ...SHARED_BY_ALL.map((name) => inProject(name))]) {
    hash
      .update(`${file.slice(projectRoot.length)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex')
}

/** Size and time are enough here: only a build by hand, or a deletion, changes what was built. @param {Part} part */
function hashOfOutput(part) {
  const hash = createHash('sha256')
  for (const file of filesIn(inProject('out', part))) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${file.slice(projectRoot.length)}\0${size}\0${mtimeMs}\0`)
  }
  return hash.digest('hex')
}

/** @param {string} folder @returns {string[]} in a fixed order */
function filesIn(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)],
    )
}
