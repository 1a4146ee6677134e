/**
 * A clone in a folder of its own, with the real scripts of build/ and a bundler that only copies: what the scripts do to
 * a clone can be seen there without touching this one.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { collect } from '../bootstrap/command.mjs'
import { inProject } from '../bootstrap/project.mjs'

/** Notes how it was called; each part of the output holds the first line of its sources. */
const BUNDLER = `
  const { appendFileSync, copyFileSync, existsSync, mkdirSync } = require('node:fs')
  const { join } = require('node:path')
  const out = process.argv[process.argv.indexOf('--outDir') + 1]
  appendFileSync('calls.txt', process.env.BUILD_PARTS + '\\n')
  for (const part of process.env.BUILD_PARTS.split(',')) {
    mkdirSync(join(out, part), { recursive: true })
    const from = part === 'renderer' ? 'src-renderer/page.js' : 'src-main/headless.js'
    copyFileSync(from, join(out, part, part === 'renderer' ? 'page.js' : 'headless.cjs'))
    if (existsSync('broken')) { console.error('syntax error here'); process.exit(1) }
  }
`

const FILES = {
  'package.json': '{"name":"small-clone","version":"1.0.0"}',
  'package-lock.json': '{"lockfileVersion":3}',
  'electron.vite.config.ts': 'export default {}',
  'src-main/headless.js': 'console.log("first")',
  'src-main/headless.test.ts': 'test',
  'src-renderer/page.js': 'page',
  'src-shared/shared.js': 'shared',
  'node_modules/electron-vite/bin/electron-vite.js': BUNDLER,
}

/** Deleted when the test is over. */
export function smallClone() {
  const root = mkdtempSync(join(tmpdir(), 'small-clone-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const write = (/** @type {string} */ name, /** @type {string} */ text) => {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  const unwanted = /fixtures|icons|\.test\.mjs$/
  cpSync(inProject('build'), join(root, 'build'), { recursive: true, filter: (name) => !unwanted.test(name) })
  for (const [name, text] of Object.entries(FILES)) write(name, text)
  return {
    root,
    write,
    read: (/** @type {string} */ name) => readFileSync(join(root, name), 'utf8'),
    /**
     * Runs a program of its own on these scripts; `clone` in it is the address of the clone's build folder.
     * @param {string} body of a module
     * @param {NodeJS.ProcessEnv} [env]
     */
    run: (body, env = {}) =>
      collect(
        process.execPath,
        ['--input-type=module', '-e', `const clone = ${JSON.stringify(`file://${root}/build/`)}\n${body}`],
        { cwd: root, env: { ...process.env, ...env } },
      ),
  }
}
