/** All source files of a project, and what their imports lead to. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix, relative, sep } from 'node:path'
import { readModule } from './module.mjs'
import { SOURCE_FOLDERS } from './rules.mjs'

/**
 * @typedef {{ kind: 'file', path: string } | { kind: 'package', name: string } | { kind: 'node' } |
 *   { kind: 'computed' } | { kind: 'missing' }} Target
 */

/** @param {string} root @returns {import('./module.mjs').Module[]} */
export function readModules(root) {
  return SOURCE_FOLDERS.flatMap((folder) => filesIn(join(root, folder)))
    .filter((file) => /\.[cm]?[jt]sx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => readModule(relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')))
}

/**
 * Files are named with their extension here, so nothing is guessed: what is not there is an error.
 * @param {string} root
 * @param {string} importer
 * @param {string | undefined} specifier
 * @returns {Target}
 */
export function targetOf(root, importer, specifier) {
  if (specifier === undefined) return { kind: 'computed' }
  if (isBuiltin(specifier)) return { kind: 'node' }
  if (!/^[./]/.test(specifier)) return { kind: 'package', name: packageName(specifier) }
  const withoutQuery = specifier.replace(/\?.*$/, '')
  const path = withoutQuery.startsWith('/')
    ? posix.join('src-renderer', withoutQuery)
    : posix.join(posix.dirname(importer), withoutQuery)
  const file = join(root, path)
  return existsSync(file) && statSync(file).isFile() ? { kind: 'file', path } : { kind: 'missing' }
}

/** @param {string} specifier */
function packageName(specifier) {
  const [first = '', second = ''] = specifier.replace(/\?.*$/, '').split('/')
  return first.startsWith('@') ? `${first}/${second}` : first
}

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? filesIn(path) : [path]
    })
}
