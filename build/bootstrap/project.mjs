/**
 * Where this project lies and what it pins. Everything is derived from this file's own place, so that each
 * script works from any working directory.
 */
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const nodeModules = join(projectRoot, 'node_modules')

/** @param {string[]} parts */
export const inProject = (...parts) => join(projectRoot, ...parts)

/** @param {string[]} parts */
export const inNodeModules = (...parts) => join(nodeModules, ...parts)

/**
 * The version of an installed package. Only meaningful after `npm ci`.
 * @param {string} name
 * @returns {string}
 */
export function installedVersion(name) {
  return JSON.parse(readFileSync(inNodeModules(name, 'package.json'), 'utf8')).version
}

export const isRoot = process.getuid?.() === 0
