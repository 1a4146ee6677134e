/**
 * Runs one of the bundles that need no Electron (the headless relay, the simulator) under Node 22, as if it had
 * been started directly: arguments, working directory, signals, exit code and standard streams are its own.
 */
import { pathToFileURL } from 'node:url'
import { runInForeground } from './bootstrap/command.mjs'
import { isNodeNewEnough, nodeExecutable, toolEnvironment } from './bootstrap/node-runtime.mjs'
import { inProject } from './bootstrap/project.mjs'
import { bootstrap } from './bootstrap.mjs'

/**
 * @param {string} script the name of the npm script that leads here
 * @param {string} bundle
 * @returns {Promise<number | undefined>} the exit code, unless the bundle goes on in this process
 */
export async function runBundle(script, bundle) {
  await bootstrap({ electron: false, build: true })
  const file = inProject('out', 'main', bundle)
  const args = process.argv.slice(2)
  const cwd = callersFolder(script)
  if (!isNodeNewEnough)
    return runInForeground(nodeExecutable(), [file, ...args], { cwd, env: toolEnvironment() })
  process.chdir(cwd)
  process.argv = [process.execPath, file, ...args]
  await import(pathToFileURL(file).href)
  return undefined
}

/**
 * npm changes to the project's folder, but paths in the arguments mean the folder where npm was called. Only the
 * script that npm itself started looks there: INIT_CWD is inherited by everything below, e.g. by tests.
 * @param {string} script
 */
function callersFolder(script) {
  const { npm_lifecycle_event: startedByNpm, INIT_CWD: caller } = process.env
  return startedByNpm === script && caller ? caller : process.cwd()
}
