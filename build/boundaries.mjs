/**
 * `npm run boundaries [folder]`: checks the import rules of ARCHITECTURE.md. It says how much it looked at and
 * fails when that was nothing, since a checker that sees no modules finds no violations either.
 */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkProject } from './boundaries/check.mjs'

/**
 * @param {string} root
 * @param {(line: string) => void} print
 * @returns {number} the exit code
 */
export function reportBoundaries(root, print) {
  const { violations, modules, imports } = checkProject(root)
  for (const { path, line, rule, message } of violations) print(`${path}:${line} ${rule} ${message}`)
  print(`boundaries: ${modules} modules, ${imports} imports, ${violations.length} violations`)
  if (modules === 0) print('boundaries: no modules seen, so nothing was proven')
  return violations.length === 0 && modules > 0 ? 0 : 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url))
  process.exitCode = reportBoundaries(resolve(root), console.log)
}
