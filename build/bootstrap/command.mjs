/**
 * Child processes. Quiet ones collect their output and show it only when they fail: a good bootstrap is a
 * handful of lines, a bad one must hide nothing.
 */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { projectRoot } from './project.mjs'

/**
 * @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number }} CommandOptions
 * @typedef {{ code: number, output: string }} CommandResult
 */

/**
 * Runs without a shell and collects standard output and error. Never throws: a program that cannot be started
 * answers 127, as a shell would.
 * @param {string} program
 * @param {string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<CommandResult>}
 */
export function collect(program, args, { cwd = projectRoot, env = process.env, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && program.endsWith('.cmd'),
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
    })
    // An installation must not go on behind the back of whoever ended us.
    const stop = (/** @type {NodeJS.Signals} */ signal) => {
      child.kill(signal)
      child.on('close', () => process.exit(exitCode(null, signal)))
    }
    process.on('SIGINT', stop).on('SIGTERM', stop)
    child.on('close', () => process.off('SIGINT', stop).off('SIGTERM', stop))
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }))
    child.on('close', (code, signal) => resolve({ code: exitCode(code, signal), output }))
  })
}

/**
 * Runs with our own standard streams and passes SIGINT and SIGTERM on, so that the child decides how to end.
 * @param {string} program
 * @param {string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<number>} the exit code
 */
export function runInForeground(program, args, { cwd = projectRoot, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: 'inherit' })
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => child.kill(signal)
    process.on('SIGINT', forward).on('SIGTERM', forward)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      process.off('SIGINT', forward).off('SIGTERM', forward)
      resolve(exitCode(code, signal))
    })
  })
}

/** @param {number | null} code @param {NodeJS.Signals | null} signal */
function exitCode(code, signal) {
  return code ?? 128 + (signal ? constants.signals[signal] : 0)
}
