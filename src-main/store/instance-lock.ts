import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'

const LOCK_FILE = 'relay.lock'
const OWNER_FILE = 'relay.lock.json'

/** Who sends from a data folder. */
export interface LockOwner {
  readonly pid: number
  readonly host: string
  readonly mode: 'console' | 'headless'
  readonly since: string
}

/** What the owner wrote down of itself; without its card only that it is on this computer. */
export interface KnownOwner {
  readonly host: string
  readonly pid: number | null
  readonly mode: LockOwner['mode'] | null
  readonly since: string | null
}

export interface InstanceLock {
  release(): void
}

/** Whoever only looks whether the lock is free has it for a moment, which must not turn away one that starts just then. */
const PATIENCE_MS = 50

/**
 * One engine per data folder. The lock is an exclusive transaction on a small SQLite file: the operating system drops
 * it with the process, so that a killed program never leaves a stale one and a reused process id means nothing. The
 * owner's card beside it is only for the message.
 * @throws RelayError R4002 (detail names the owner) when another process holds it, R4001 when it cannot be made
 */
export function acquireInstanceLock(dataDir: string, owner: LockOwner): InstanceLock {
  const file = path.join(dataDir, LOCK_FILE)
  const card = path.join(dataDir, OWNER_FILE)
  let db: Database.Database
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    db = new Database(file, { timeout: PATIENCE_MS })
    chmodSync(file, 0o600)
  } catch (error) {
    throw new RelayError('R4001', errnoOf(error), { cause: error })
  }
  try {
    db.pragma('locking_mode = EXCLUSIVE')
    db.exec('BEGIN EXCLUSIVE')
    writeFileSync(card, JSON.stringify(owner), { mode: 0o600 })
  } catch (error) {
    db.close()
    const code = errnoOf(error)
    if (code === 'SQLITE_BUSY')
      throw new RelayError('R4002', describeOwner(readLockOwner(dataDir)), { cause: error })
    throw new RelayError('R4001', code, { cause: error })
  }
  return {
    release() {
      if (!db.open) return
      try {
        rmSync(card, { force: true })
      } catch {
        // The card is a courtesy: what says that nobody holds the folder is the lock.
      }
      db.close()
    },
  }
}

/** Whether nobody sends from the data folder. Takes nothing: the answer may be another one right afterwards. */
export function isLockFree(dataDir: string): boolean {
  const file = path.join(dataDir, LOCK_FILE)
  try {
    const db = new Database(file, { readonly: true, timeout: 0 })
    try {
      db.prepare('SELECT 1 FROM sqlite_schema').get()
      return true
    } finally {
      db.close()
    }
  } catch (error) {
    if (errnoOf(error) === 'SQLITE_BUSY') return false
    throw new RelayError('R4001', errnoOf(error), { cause: error })
  }
}

const card = z.object({
  host: z.string(),
  pid: z.int(),
  mode: z.enum(['console', 'headless']),
  since: z.string(),
})

/** Who holds the lock, as far as its card says. */
export function readLockOwner(dataDir: string): KnownOwner {
  try {
    return card.parse(JSON.parse(readFileSync(path.join(dataDir, OWNER_FILE), 'utf8')))
  } catch {
    // The card is a courtesy; without it the lock holds all the same.
    return { host: os.hostname(), pid: null, mode: null, since: null }
  }
}

/** The owner in one line, for refusals and the audit trail. */
export function describeOwner({ host, pid, mode }: KnownOwner): string {
  return pid === null ? host : `${host} (PID ${pid}, ${mode})`
}
