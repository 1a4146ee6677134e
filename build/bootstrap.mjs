/**
 * Makes a fresh clone ready, also on a closed-network machine: `npm start` and `npm test` begin here, so each is
 * the one command after `git clone`. Needs Node 20 and npm only. A step that is done already costs a look.
 */
import { fileURLToPath } from 'node:url'
import { bundleStep } from './bootstrap/bundle.mjs'
import { electronRuntimeStep } from './bootstrap/electron-runtime.mjs'
import { withLock } from './bootstrap/lock.mjs'
import { nodePackages } from './bootstrap/node-packages.mjs'
import { runAsScript, say, seconds } from './bootstrap/progress.mjs'
import { inProject } from './bootstrap/project.mjs'
import { sqliteBinding } from './bootstrap/sqlite-binding.mjs'
import { systemPackagesStep } from './bootstrap/system-packages.mjs'

/**
 * @typedef {object} Step
 * @property {string} id
 * @property {string} name
 * @property {() => boolean | Promise<boolean>} isDone
 * @property {() => Promise<void>} perform
 * @property {() => string} [detail] what the reader should know about the result
 */

/**
 * @param {{ electron: boolean, build: boolean }} wanted without `electron` everything a window needs is left
 *   out, and only the main bundle is built
 */
export async function bootstrap({ electron, build }) {
  const steps = [nodePackages]
  if (electron) steps.push(systemPackagesStep, electronRuntimeStep, sqliteBinding)
  if (build) steps.push(bundleStep(electron ? ['main', 'preload', 'renderer'] : ['main']))
  for (const step of steps) await ensure(step, electron)
}

/**
 * @param {Step} step
 * @param {boolean} saysReady false for the relay and the simulator: their standard error is for what they say
 *   themselves, so a step that was done already is not mentioned
 */
async function ensure(step, saysReady) {
  const startedAt = performance.now()
  let outcome = 'ready'
  if (!(await step.isDone())) {
    // Several scripts may start in one clone at once; all but the first find the step done after waiting.
    await withLock(inProject(`.bootstrap-${step.id}.lock`), async () => {
      if (await step.isDone()) return
      say(`${step.name} …`)
      await step.perform()
      outcome = 'done'
    })
  }
  if (outcome === 'ready' && !saysReady) return
  const detail = step.detail?.()
  say(`${step.name} ${outcome} in ${seconds(startedAt)}${detail ? ` (${detail})` : ''}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runAsScript(() => bootstrap({ electron: true, build: true }))
}
