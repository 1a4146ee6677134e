/**
 * Step 1: node_modules as the lock file says. The stamp holds the lock's hash, since times of files say nothing
 * after a checkout. No package runs a script of its own here: what has to be done after the installation are
 * the next steps of the bootstrap, in the open.
 *
 * The scripts `relay` and `simulator` start with `exec`, so that a signal to npm reaches them and npm answers with
 * their exit code: without it the shell in between dies and leaves them behind. Windows gets an `exec` of its own.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { npm } from './npm.mjs'
import { BootstrapError } from './progress.mjs'
import { inNodeModules, inProject } from './project.mjs'

const stamp = inNodeModules('.lock-stamp')

function wanted() {
  const lock = createHash('sha256')
    .update(readFileSync(inProject('package-lock.json')))
    .digest('hex')
  return `${process.platform}-${process.arch} ${lock}\n`
}

/** @type {import('../bootstrap.mjs').Step} */
export const nodePackages = {
  id: 'packages',
  name: 'node packages',

  isDone() {
    try {
      return readFileSync(stamp, 'utf8') === wanted()
    } catch {
      return false
    }
  },

  async perform() {
    await rm(stamp, { force: true })
    // The tools are devDependencies: NODE_ENV=production or an `omit` of the machine must not drop them.
    const args = [
      'ci',
      '--ignore-scripts',
      '--include=dev',
      '--include=optional',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
    ]
    const { code, output } = await npm(args)
    if (code !== 0) throw new BootstrapError(`npm ci ended with ${code}\n${output}`)
    if (process.platform === 'win32') await writeFile(inNodeModules('.bin', 'exec.cmd'), '@%*\r\n')
    await writeFile(stamp, wanted())
  },
}
