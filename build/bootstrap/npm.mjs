/** How npm is started from a script: through its own file when npm started us, else by name. */
import { collect } from './command.mjs'

/**
 * @param {string[]} args
 * @param {import('./command.mjs').CommandOptions} [options]
 */
export function npm(args, options) {
  const cli = process.env.npm_execpath
  if (cli?.endsWith('npm-cli.js')) return collect(process.execPath, [cli, ...args], options)
  return collect(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options)
}
