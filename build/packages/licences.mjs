/** The terms under which we take other people's software, as SPDX names (CONTRIBUTING.md). */

const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Python-2.0',
])

/** Tools that stay on this computer under other terms. None of them may reach a package: see shipped-software.mjs. */
const TOOLS = [
  { names: /^axe-core$/, licence: 'MPL-2.0', why: 'accessibility tests' },
  { names: /^lightningcss(-[a-z0-9-]+)?$/, licence: 'MPL-2.0', why: 'vite minifies style sheets with it' },
  { names: /^caniuse-lite$/, licence: 'CC-BY-4.0', why: 'data of the build tools about browsers' },
  { names: /^truncate-utf8-bytes$/, licence: 'WTFPL', why: 'electron-builder shortens file names with it' },
]

/**
 * @param {string | undefined} expression of SPDX; with OR one of the terms is enough, with AND all must do
 * @returns {boolean}
 */
export function isAllowed(expression) {
  // Brackets within others are not read: nothing is allowed by them.
  const terms = expression?.replace(/^\(([^()]*)\)$/, '$1') ?? ''
  return terms.split(' OR ').some((choice) => choice.split(' AND ').every((term) => ALLOWED.has(term)))
}

/** @param {string} name @param {string | undefined} licence */
export const isNamedTool = (name, licence) =>
  TOOLS.some((tool) => tool.names.test(name) && tool.licence === licence)
