/**
 * One bootstrap at a time does the slow work, the others wait for it. This saves work only: every step is safe
 * without it (made aside, renamed into place), so a lock whose holder seems dead is simply taken over.
 */
import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { say } from './progress.mjs'

const HEARTBEAT_MS = 2_000
const STALE_MS = 30_000
const POLL_MS = 200

/**
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  await mkdir(dirname(file), { recursive: true })
  let announced = false
  while (!(await take(file))) {
    if (!announced) say('waiting for another bootstrap to finish')
    announced = true
    await pause(POLL_MS)
  }
  const heartbeat = setInterval(() => {
    const now = new Date()
    utimes(file, now, now).catch(() => {})
  }, HEARTBEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    await rm(file, { force: true })
  }
}

/** @param {string} file */
async function take(file) {
  try {
    const handle = await open(file, 'wx')
    await handle.writeFile(JSON.stringify({ pid: process.pid, host: hostname() }))
    await handle.close()
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
    if (await isAbandoned(file)) await rm(file, { force: true })
    return false
  }
}

/** @param {string} file */
async function isAbandoned(file) {
  try {
    if (Date.now() - (await stat(file)).mtimeMs > STALE_MS) return true
    const holder = JSON.parse(await readFile(file, 'utf8'))
    return holder.host === hostname() && !isAlive(holder.pid)
  } catch {
    // Just released, or not yet written by its new holder: look again.
    return false
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}
