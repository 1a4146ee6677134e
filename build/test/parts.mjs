/**
 * The parts of `npm test` in their order. Each streams the output of its tool as it comes. Nothing of
 * node_modules is imported here: the first part is what installs it.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleStep } from '../bootstrap/bundle.mjs'
import { collect, runInForeground } from '../bootstrap/command.mjs'
import { onSomeDisplay } from '../bootstrap/display.mjs'
import { electronRuntime } from '../bootstrap/electron-runtime.mjs'
import { nodeExecutable, toolEnvironment } from '../bootstrap/node-runtime.mjs'
import { BootstrapError } from '../bootstrap/progress.mjs'
import { inNodeModules, inProject } from '../bootstrap/project.mjs'
import { bootstrap } from '../bootstrap.mjs'
import { FAILED, outcomeOfRunner, PASSED } from './outcome.mjs'
import { parsePlaywrightReport } from './playwright-report.mjs'

/**
 * @typedef {import('./outcome.mjs').Outcome} Outcome
 * @typedef {{ name: string, needs?: string, run: (filters: string[]) => Promise<Outcome> }} Part
 */

/** @type {Part[]} */
export const PARTS = [
  { name: 'bootstrap', run: () => succeeds(bootstrap({ electron: true, build: false })) },
  { name: 'typecheck', run: () => tool(inNodeModules('typescript', 'bin', 'tsc'), ['-b', '--noEmit']) },
  { name: 'lint', run: () => tool(inNodeModules('@biomejs', 'biome', 'bin', 'biome'), ['check', '.']) },
  { name: 'boundaries', run: () => tool(inProject('build', 'boundaries.mjs'), []) },
  { name: 'packages', run: () => tool(inProject('build', 'packages.mjs'), []) },
  { name: 'unused', run: () => tool(inNodeModules('knip', 'bin', 'knip.js'), []) },
  { name: 'unit', run: unit },
  { name: 'build', run: build },
  { name: 'e2e', needs: 'build', run: (filters) => playwright(filters) },
  { name: 'package', needs: 'build', run: packaged },
]

/** @param {Promise<void>} work @returns {Promise<Outcome>} */
async function succeeds(work) {
  await work
  return PASSED
}

/** @param {string} script @param {string[]} args @returns {Promise<Outcome>} */
async function tool(script, args) {
  const code = await runInForeground(nodeExecutable(), [script, ...args], { env: toolEnvironment() })
  return code === 0 ? PASSED : FAILED
}

/** @param {string[]} filters @returns {Promise<Outcome>} */
function unit(filters) {
  return withReportFile(async (report) => {
    const reporter = inProject('build', 'test', 'vitest-reporter.mjs')
    const args = ['run', '--reporter=default', `--reporter=${reporter}`, ...filters]
    const env = toolEnvironment({ VITEST_OUTCOME_FILE: report })
    const code = await runInForeground(nodeExecutable(), [inNodeModules('vitest', 'vitest.mjs'), ...args], {
      env,
    })
    return outcomeOfRunner(code, report, JSON.parse)
  })
}

/** @returns {Promise<Outcome>} */
async function build() {
  const step = bundleStep(['main', 'preload', 'renderer'])
  if (!(await step.isDone())) await step.perform()
  return PASSED
}

/**
 * Packages twice, once as a release is packaged and once for Playwright, and tests what came of it.
 * @param {string[]} filters
 * @returns {Promise<Outcome>}
 */
async function packaged(filters) {
  if (process.platform !== 'linux' || (await collect('dpkg-deb', ['--version'])).code !== 0)
    return { passed: 0, failed: 0, skipped: [{ title: 'package', reason: 'packages are made on Debian' }] }
  for (const args of [['--testable'], ['--deb', '--tar', '--quick']]) {
    const made = await tool(inProject('build', 'package.mjs'), ['--with-fallback-runtime', ...args])
    if (made.failed > 0) return made
  }
  return playwright(['--config', inProject('playwright.package.config.ts'), ...filters])
}

/** @param {string[]} more arguments and filters @returns {Promise<Outcome>} */
function playwright(more) {
  // Each test would find that out for itself, one time limit after the other.
  if (!electronRuntime()) throw new BootstrapError('there is no Electron to run them in')
  return withReportFile(async (report) => {
    const args = ['test', '--reporter=list,json', ...more]
    const cli = inNodeModules('@playwright', 'test', 'cli.js')
    const env = toolEnvironment({ PLAYWRIGHT_JSON_OUTPUT_FILE: report })
    const code = await runInForeground(...onSomeDisplay(nodeExecutable(), [cli, ...args]), { env })
    return outcomeOfRunner(code, report, parsePlaywrightReport)
  })
}

/** @param {(file: string) => Promise<Outcome>} work */
async function withReportFile(work) {
  const folder = mkdtempSync(join(tmpdir(), 'pmh-relay-test-'))
  try {
    return await work(join(folder, 'report.json'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
