/** Holds a project's imports against the rules. */
import { findCycles, findWay } from './cycles.mjs'
import { readModules, targetOf } from './project-modules.mjs'
import {
  isEntry,
  isTest,
  liesIn,
  PACKAGES,
  PACKAGES_FOR_TESTS_TOO,
  PLAIN_NODE_ENTRIES,
  ROOMS,
  SHARED,
  TYPES_FOR_ALL_OF_MAIN,
  WITHOUT_SIDE_EFFECTS,
} from './rules.mjs'

/**
 * @typedef {import('./module.mjs').Module} Module
 * @typedef {import('./module.mjs').Import} Import
 * @typedef {import('./project-modules.mjs').Target} Target
 * @typedef {{ rule: string, message: string }} Complaint
 * @typedef {Complaint & { path: string, line: number }} Violation
 */

/**
 * @param {string} root
 * @returns {{ violations: Violation[], modules: number, imports: number }}
 */
export function checkProject(root) {
  const modules = readModules(root)
  /** @type {Violation[]} */
  const violations = []
  for (const module of modules) {
    violations.push(...checkShape(module))
    for (const found of module.imports) {
      const complaint = checkImport(module.path, found, targetOf(root, module.path, found.specifier))
      if (complaint) violations.push({ path: module.path, line: found.line, ...complaint })
    }
  }
  violations.push(...checkGraph(root, modules))
  const imports = modules.reduce((sum, module) => sum + module.imports.length, 0)
  return { violations, modules: modules.length, imports }
}

/** @param {Module} module @returns {Violation[]} */
function checkShape({ path, statements, parseErrors }) {
  const violations = parseErrors.map((message) => ({ path, line: 1, rule: 'parse', message }))
  if (isTest(path)) return violations
  if (!roomOf(path)) {
    violations.push({
      path,
      line: 1,
      rule: 'unknown-room',
      message: 'this place is not in build/boundaries/rules.mjs',
    })
  }
  if (
    statements.some(({ reExports }) => reExports) &&
    statements.every((one) => one.reExports || one.imports)
  ) {
    violations.push({
      path,
      line: 1,
      rule: 'barrel',
      message: 'only hands on what others export: import from there',
    })
  }
  if (liesIn(path, WITHOUT_SIDE_EFFECTS) && !isEntry(path)) {
    for (const { line } of statements.filter(({ hasEffect }) => hasEffect)) {
      violations.push({
        path,
        line,
        rule: 'side-effect',
        message: 'something happens when this module is imported',
      })
    }
  }
  return violations
}

/** @param {string} importer @param {Import} found @param {Target} target @returns {Complaint | undefined} */
function checkImport(importer, { specifier, typeOnly }, target) {
  const test = isTest(importer)
  switch (target.kind) {
    case 'computed':
      return test ? undefined : { rule: 'computed', message: 'a computed import cannot be checked' }
    case 'missing':
      return { rule: 'unresolved', message: `no such file (with its extension): ${specifier}` }
    case 'node':
      return test ? undefined : checkNode(importer, /** @type {string} */ (specifier))
    case 'package':
      return checkPackage(importer, target.name, test)
    case 'file':
      return test ? undefined : checkFile(importer, target.path, typeOnly)
  }
}

/** @param {string} importer @param {string} specifier @returns {Complaint | undefined} */
function checkNode(importer, specifier) {
  if (!specifier.startsWith('node:')) return { rule: 'node', message: `write node:${specifier}` }
  if (roomOf(importer)?.room.node) return undefined
  return { rule: 'node', message: `${specifier} is not available here` }
}

/** @param {string} importer @param {string} name @param {boolean} test @returns {Complaint | undefined} */
function checkPackage(importer, name, test) {
  if (test && !PACKAGES_FOR_TESTS_TOO.includes(name)) return undefined
  const places = Object.hasOwn(PACKAGES, name)
    ? PACKAGES[/** @type {keyof typeof PACKAGES} */ (name)]
    : undefined
  if (places) {
    if (liesIn(importer, places)) return undefined
    return { rule: 'package', message: `${name} may be imported only in ${places.join(', ')}` }
  }
  if (roomOf(importer)?.room.anyPackage) return undefined
  return { rule: 'package', message: `${name} is not among the packages of build/boundaries/rules.mjs` }
}

/** @param {string} importer @param {string} path @param {boolean} typeOnly @returns {Complaint | undefined} */
function checkFile(importer, path, typeOnly) {
  if (isTest(path)) return { rule: 'testing', message: `${path} is for tests only` }
  const own = roomOf(importer)
  if (!own) return undefined
  if (liesIn(path, [own.place, SHARED])) return undefined
  if (typeOnly && importer.startsWith('src-main/') && liesIn(path, [TYPES_FOR_ALL_OF_MAIN])) return undefined
  if (liesIn(path, own.room.reaches) && !liesIn(path, own.room.never ?? [])) return undefined
  return { rule: 'room', message: `${own.place} must not import ${path}` }
}

/** @param {string} path */
function roomOf(path) {
  const place = Object.keys(ROOMS).find((candidate) => liesIn(path, [candidate]))
  return place === undefined
    ? undefined
    : { place, room: /** @type {import('./rules.mjs').Room} */ (ROOMS[place]) }
}

/** @param {string} root @param {Module[]} modules @returns {Violation[]} */
function checkGraph(root, modules) {
  const graph = new Map(modules.map((module) => [module.path, loadedBy(root, module)]))
  const cycles = findCycles(graph).map((cycle) => ({
    path: /** @type {string} */ (cycle[0]),
    line: 1,
    rule: 'cycle',
    message: cycle.join(' -> '),
  }))
  const ways = PLAIN_NODE_ENTRIES.flatMap(
    (entry) => findWay(graph, entry, (node) => node === 'electron')?.join(' -> ') ?? [],
  )
  const leaks = ways.map((way) => ({
    path: /** @type {string} */ (way.split(' -> ')[0]),
    line: 1,
    rule: 'plain-node',
    message: `runs without Electron, but leads to it: ${way}`,
  }))
  return [...cycles, ...leaks]
}

/** What is loaded together with a module; types are not. @param {string} root @param {Module} module */
function loadedBy(root, module) {
  return module.imports
    .filter(({ typeOnly }) => !typeOnly)
    .flatMap(({ specifier }) => {
      const target = targetOf(root, module.path, specifier)
      if (target.kind === 'file') return [target.path]
      return target.kind === 'package' && target.name === 'electron' ? ['electron'] : []
    })
}
