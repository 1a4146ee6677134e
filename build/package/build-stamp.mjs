/** Which sources a package was made of. Asked of git and the environment alone, so the same commit gives the same answer. */
import { readFileSync } from 'node:fs'
import { collect } from '../bootstrap/command.mjs'
import { inProject } from '../bootstrap/project.mjs'

/**
 * @typedef {object} BuildStamp
 * @property {string} name
 * @property {string} version
 * @property {string | null} commit null outside of a clone
 * @property {boolean} modified whether files of the clone differ from the commit
 * @property {string | null} time SOURCE_DATE_EPOCH, else the time of the commit; ISO 8601
 * @returns {Promise<BuildStamp>}
 */
export async function buildStamp(env = process.env) {
  const { name, version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'))
  const [commit = null, committed = null] = (await git(['log', '-1', '--format=%H %ct']))?.split(' ') ?? []
  const seconds = env.SOURCE_DATE_EPOCH || committed
  return {
    name,
    version,
    commit,
    modified: commit !== null && (await git(['status', '--porcelain'])) !== '',
    time: seconds === null ? null : new Date(Number(seconds) * 1000).toISOString(),
  }
}

/** @param {string[]} args @returns {Promise<string | null>} null without git, or outside of a clone */
async function git(args) {
  const { code, output } = await collect('git', args)
  return code === 0 ? output.trim() : null
}
