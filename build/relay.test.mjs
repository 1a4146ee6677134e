/** `npm run relay` and `npm run simulator` promise to be as if the bundle had been started directly. */
import { createHash } from 'node:crypto'
import { mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collect } from './bootstrap/command.mjs'
import { smallClone } from './testing/small-clone.mjs'

const SCRIPT = `console.log(JSON.stringify({ args: process.argv.slice(2), own: process.argv[1], cwd: process.cwd() }))
process.exitCode = Number(process.argv[2] ?? 0)`

/** A clone whose packages are installed already. @param {string} script of the bundle */
function installed(script = SCRIPT) {
  const clone = smallClone()
  clone.write('src-main/headless.js', script)
  const lock = createHash('sha256').update(clone.read('package-lock.json')).digest('hex')
  clone.write('node_modules/.lock-stamp', `${process.platform}-${process.arch} ${lock}\n`)
  const elsewhere = join(clone.root, 'elsewhere')
  mkdirSync(elsewhere)
  const relay = (/** @type {string[]} */ args, env = {}) =>
    collect(process.execPath, [join(clone.root, 'build', 'relay.mjs'), ...args], {
      cwd: clone.root,
      env: { ...process.env, npm_lifecycle_event: '', INIT_CWD: '', ...env },
    })
  return { ...clone, elsewhere, relay }
}

test('builds first, and then says nothing of its own', async () => {
  const { relay } = installed('console.log("alone")')
  expect((await relay([])).output).toMatch(
    /^bootstrap: build of main …\nbootstrap: build of main done in .+\nalone\n$/,
  )
  expect((await relay([])).output).toBe('alone\n')
})

test('passes arguments as they are, and the exit code', async () => {
  const { root, relay } = installed()
  await relay([])
  const args = ['3', '--set', 'A=$HOME "x"', 'トークン|フォルダ', '']
  const { code, output } = await relay(args)
  expect(code).toBe(3)
  expect(JSON.parse(output)).toEqual({
    args,
    own: join(root, 'out', 'main', 'headless.cjs'),
    cwd: realpathSync(root),
  })
})

test('takes paths as they are meant where npm was called, and only from the npm that started it', async () => {
  const { root, elsewhere, relay } = installed()
  await relay([])
  const cwd = async (/** @type {NodeJS.ProcessEnv} */ env) => JSON.parse((await relay([], env)).output).cwd
  expect(await cwd({ npm_lifecycle_event: 'relay', INIT_CWD: elsewhere })).toBe(realpathSync(elsewhere))
  expect(await cwd({ npm_lifecycle_event: 'test', INIT_CWD: elsewhere })).toBe(realpathSync(root))
})

test('a relay that cannot be built ends with 1 and a sentence, not with a stack', async () => {
  const { relay, write } = installed()
  write('broken', '')
  const { code, output } = await relay([])
  expect(code).toBe(1)
  expect(output).toContain('bootstrap: FAILED electron-vite build ended with 1\nsyntax error here')
  expect(output).not.toMatch(/^\s+at /m)
})

test('two that start at once build once', async () => {
  const { relay, read } = installed()
  const both = await Promise.all([relay(['0', 'a']), relay(['0', 'b'])])
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  expect(read('calls.txt')).toBe('main\n')
})
