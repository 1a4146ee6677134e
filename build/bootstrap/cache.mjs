/**
 * What is slow to make is kept per user, outside the clone, and keyed by version. Anything in here may be
 * deleted at any time; several clones may share it at the same time.
 */

import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

const TEMPORARY = '.making-'
const LEFTOVER_AGE_MS = 24 * 60 * 60 * 1000

/** @param {string[]} parts */
export function inCache(...parts) {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return join(base, 'pmh-relay-console', ...parts)
}

/**
 * Lends a folder on the cache's own volume, so that what is made there can be renamed into place in one step.
 * It is gone afterwards, whatever happened.
 * @template T
 * @param {(folder: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inTemporaryFolder(work) {
  await mkdir(inCache(), { recursive: true })
  await sweepLeftovers()
  const folder = await mkdtemp(inCache(TEMPORARY))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Puts a finished file or tree in its place. Another bootstrap may have been faster: then its copy stays, as
 * both were made by the same recipe.
 * @param {string} made
 * @param {string} place
 */
export async function publish(made, place) {
  try {
    await rename(made, place)
  } catch (error) {
    if (!existsSync(place)) throw error
  }
}

/** A bootstrap that was killed could not clean up after itself. */
async function sweepLeftovers() {
  for (const name of await readdir(inCache())) {
    if (!name.startsWith(TEMPORARY)) continue
    const { mtimeMs } = await stat(inCache(name)).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > LEFTOVER_AGE_MS) await rm(inCache(name), { recursive: true, force: true })
  }
}
