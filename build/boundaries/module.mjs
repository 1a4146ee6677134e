/**
 * One source file: its imports and its top-level statements, out of a real parser, since a search for the word
 * `import` is fooled by comments, strings and line breaks.
 */
import { parseSync } from 'oxc-parser'

/**
 * @typedef {object} Import
 * @property {string | undefined} specifier undefined: computed, cannot be checked
 * @property {boolean} typeOnly erased by the compiler
 * @property {number} line
 *
 * @typedef {object} Statement
 * @property {number} line
 * @property {boolean} imports
 * @property {boolean} reExports
 * @property {boolean} hasEffect
 *
 * @typedef {object} Module
 * @property {string} path relative to the project, with `/`
 * @property {Import[]} imports
 * @property {Statement[]} statements
 * @property {string[]} parseErrors
 */

/** @typedef {{ type: string, start: number, [key: string]: any }} Node the parts of an ESTree node used here */

/**
 * @param {string} path
 * @param {string} text
 * @returns {Module}
 */
export function readModule(path, text) {
  const { program, errors } = parseSync(path, text)
  const lineOf = lineCounter(text)
  /** @type {Import[]} */
  const imports = []
  for (const node of walk(/** @type {Node} */ (/** @type {unknown} */ (program)))) {
    const found = importOf(node)
    if (found) imports.push({ ...found, line: lineOf(node.start) })
  }
  const body = /** @type {Node[]} */ (/** @type {unknown} */ (program.body))
  const statements = body.map((node) => ({
    line: lineOf(node.start),
    imports: node.type === 'ImportDeclaration',
    reExports: isReExport(node),
    hasEffect: hasEffect(node),
  }))
  return { path, imports, statements, parseErrors: errors.map((error) => error.message) }
}

/** @param {Node} node @returns {Omit<Import, 'line'> | undefined} */
function importOf(node) {
  switch (node.type) {
    // `import { type A } from` is not erased: the module is still loaded.
    case 'ImportDeclaration':
      return { specifier: node.source.value, typeOnly: node.importKind === 'type' }
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return node.source ? { specifier: node.source.value, typeOnly: node.exportKind === 'type' } : undefined
    case 'TSImportType':
      return { specifier: literal(node.source ?? node.argument?.literal), typeOnly: true }
    case 'TSImportEqualsDeclaration':
      if (node.moduleReference.type !== 'TSExternalModuleReference') return undefined
      return { specifier: literal(node.moduleReference.expression), typeOnly: node.importKind === 'type' }
    case 'ImportExpression':
      return { specifier: literal(node.source), typeOnly: false }
    case 'CallExpression':
      if (!isRequire(node.callee)) return undefined
      return { specifier: literal(node.arguments[0]), typeOnly: false }
    default:
      return undefined
  }
}

/** `require(…)` and `require.resolve(…)`, however the function was come by. @param {Node} callee */
function isRequire(callee) {
  if (callee.type === 'Identifier') return callee.name === 'require'
  return (
    callee.type === 'MemberExpression' &&
    callee.object.name === 'require' &&
    callee.property.name === 'resolve'
  )
}

/** @param {Node | undefined} node @returns {string | undefined} */
function literal(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked
  return undefined
}

/** @param {Node} node */
function isReExport(node) {
  if (node.type === 'ExportAllDeclaration') return true
  return node.type === 'ExportNamedDeclaration' && node.declaration === null && node.specifiers.length > 0
}

/** @param {Node} node */
function hasEffect(node) {
  const isDirective = node.type === 'ExpressionStatement' && Boolean(node.directive)
  if (isDirective) return false
  const harmless = /^(Import|Export|TS)|Declaration$|^EmptyStatement$/
  return !harmless.test(node.type) || waitsAtTopLevel(node)
}

/** An initialiser may call something, but loading a module must not wait. @param {Node} node */
function waitsAtTopLevel(node) {
  for (const inner of walk(node, (child) => !/Function|Class|Method/.test(child.type))) {
    if (inner.type === 'AwaitExpression') return true
  }
  return false
}

/**
 * @param {Node} node
 * @param {(node: Node) => boolean} [enter]
 * @returns {Generator<Node>}
 */
function* walk(node, enter = () => true) {
  if (!enter(node)) return
  yield node
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === 'string') yield* walk(child, enter)
    }
  }
}

/** @param {string} text @returns {(offset: number) => number} */
function lineCounter(text) {
  return (offset) => text.slice(0, offset).split('\n').length
}
