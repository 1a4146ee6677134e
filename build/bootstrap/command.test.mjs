import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { collect, runInForeground } from './command.mjs'
import { projectRoot } from './project.mjs'

const node = process.execPath
const script = (/** @type {string} */ body) => ['-e', body]
const listeners = () => ['SIGINT', 'SIGTERM'].map((signal) => process.listenerCount(signal))

describe('a program whose output is collected', () => {
  test('gives standard output and error, and its exit code', async () => {
    const { code, output } = await collect(
      node,
      script('console.log("a"); console.error("b"); process.exitCode = 3'),
    )
    expect(code).toBe(3)
    expect(output.split('\n').toSorted()).toEqual(['', 'a', 'b'])
  })

  test('that cannot be started answers 127, as a shell would', async () => {
    const { code, output } = await collect('/nowhere/program', [])
    expect(code).toBe(127)
    expect(output).toContain('ENOENT')
  })

  test('that a signal ended answers 128 and its number', async () => {
    expect((await collect(node, script('process.kill(process.pid, "SIGTERM")'))).code).toBe(143)
  })

  test('gets its arguments without a shell in between', async () => {
    const args = ['$HOME', '"; exit 5', 'a  b', '*']
    const { output } = await collect(node, [
      '-e',
      'console.log(JSON.stringify(process.argv.slice(1)))',
      ...args,
    ])
    expect(JSON.parse(output)).toEqual(args)
  })

  test('reads nothing from our standard input', async () => {
    expect(await collect(node, script('process.stdin.on("end", () => console.log("end")).resume()'))).toEqual(
      {
        code: 0,
        output: 'end\n',
      },
    )
  })

  test('runs in the project, or where it is told, with the environment that it is told', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'command-test-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const where = script('console.log(process.cwd(), process.env.COMMAND_TEST)')
    expect((await collect(node, where)).output).toBe(`${realpathSync(projectRoot)} undefined\n`)
    const env = { COMMAND_TEST: 'x' }
    expect((await collect(node, where, { cwd: folder, env })).output).toBe(`${realpathSync(folder)} x\n`)
  })

  test('ends when its time is over', async () => {
    const { code } = await collect(node, script('setInterval(() => {}, 1000)'), { timeoutMs: 300 })
    expect(code).toBe(143)
  })

  test.each([
    ['ends', node, script('')],
    ['cannot be started', '/nowhere/program', []],
  ])('that %s leaves our signals as they were', async (_, program, args) => {
    const before = listeners()
    const running = collect(program, args)
    expect(listeners()).toEqual(before.map((count) => count + 1))
    await running
    // 'close' comes after the error of a program that was never there.
    await vi.waitFor(() => expect(listeners()).toEqual(before))
  })
})

describe('a program in the foreground', () => {
  test('gives its exit code, also after a signal', async () => {
    expect(await runInForeground(node, script('process.exitCode = 4'))).toBe(4)
    expect(await runInForeground(node, script('process.kill(process.pid, "SIGKILL")'))).toBe(137)
  })

  test('that cannot be started is an error', async () => {
    await expect(runInForeground('/nowhere/program', [])).rejects.toThrow('ENOENT')
  })
})

describe('whoever ends us', () => {
  const command = JSON.stringify(new URL('command.mjs', import.meta.url).href)

  /**
   * A program of its own that runs one that sleeps, until a signal ends the first one.
   * @param {'collect' | 'runInForeground'} how
   * @param {NodeJS.Signals} signal
   */
  async function ended(how, signal, inner = '') {
    const folder = mkdtempSync(join(tmpdir(), 'command-test-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const card = join(folder, 'pid')
    const sleeper = `${inner}; setInterval(() => {}, 1000)
      require('node:fs').writeFileSync(${JSON.stringify(card)}, String(process.pid))`
    const body = `
      const own = await import(${command})
      const result = await own.${how}(process.execPath, ['-e', ${JSON.stringify(sleeper)}])
      console.log('went on')
      if (typeof result === 'number') process.exitCode = result`
    const own = spawn(node, ['--input-type=module', '-e', body])
    let output = ''
    own.stdout.on('data', (chunk) => (output += chunk))
    const pid = await vi.waitFor(() => {
      const written = Number(readFileSync(card, 'utf8'))
      expect(written).toBeGreaterThan(0)
      return written
    }, 10_000)
    own.kill(signal)
    const [code] = await once(own, 'close')
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), 10_000)
    return { code, output }
  }

  test.each(
    /** @type {const} */ ([
      ['SIGTERM', 143],
      ['SIGINT', 130],
    ]),
  )('ends an installation too that works in the background: %s', async (signal, code) => {
    expect(await ended('collect', signal)).toEqual({ code, output: '' })
  })

  test('leaves it to a program in the foreground how it ends', async () => {
    const polite = `process.on('SIGTERM', () => process.exit(7))`
    expect(await ended('runInForeground', 'SIGTERM', polite)).toEqual({ code: 7, output: 'went on\n' })
  })
})
