import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { _electron as electron } from 'playwright'
import { PROJECT } from '../support/console.ts'
import { expect, test } from '../support/test.ts'
import { writeBareWindow } from './bare-window.ts'
import { IS_FULL } from './bench-site.ts'

/** The first round fills the system's and Electron's caches for both, and does not count. */
const ROUNDS = IS_FULL ? 16 : 4
const LIMIT_MS = 200

test.setTimeout(600_000)

/**
 * The page of a bare window is there as soon as its navigation is. The console's navigation is there before the program behind
 * it, so it counts as usable only with the title of its first screen, which comes with the program's first answer.
 */
type Sign = 'nav' | 'h1'

/** @returns milliseconds from the start of the process until its window shows what tells that it can be used */
async function startTime(program: readonly string[], home: string, sign: Sign): Promise<number> {
  const startedAt = performance.now()
  const app = await electron.launch({
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--password-store=basic',
      '--lang=ja',
      `--user-data-dir=${path.join(home, 'profile')}`,
      ...program,
    ],
    env: { ...process.env, LANG: 'ja_JP.UTF-8' } as Record<string, string>,
    cwd: home,
  })
  try {
    const page = await app.firstWindow()
    // At each frame: a locator would ask again after 20, 50 and 100 ms, and only for a sign that is not there at once.
    await page.waitForFunction((name) => document.querySelector(name)?.checkVisibility() === true, sign, {
      polling: 'raf',
    })
    return performance.now() - startedAt
  } finally {
    await app.close()
  }
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const line = (name: string, values: readonly number[]) =>
  `${name}: median ${Math.round(median(values))} ms of ${values.map((value) => Math.round(value)).join(', ')}`

test('the console is usable at most 200 ms after a bare window would be', async () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'pmh-start-'))
  try {
    const bareProgram = [writeBareWindow(home)]
    const consoleProgram = [PROJECT, `--data-dir=${path.join(home, 'data')}`]
    const bare: number[] = []
    const own: number[] = []
    // In turns, so that a busy moment of the machine falls on both.
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(await startTime(bareProgram, path.join(home, 'bare'), 'nav'))
      own.push(await startTime(consoleProgram, home, 'h1'))
    }
    bare.shift()
    own.shift()
    const more = median(own) - median(bare)
    console.log(`${line('bare', bare)}\n${line('console', own)}\ndifference: ${Math.round(more)} ms`)
    // Only a quiet machine can judge; on a busy one the figures are told and no more.
    if (IS_FULL) expect(more).toBeLessThanOrEqual(LIMIT_MS)
    else expect(Number.isFinite(more)).toBe(true)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
})
