import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
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

export interface InstanceLock {
  release(): void
}

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
    db = new Database(file, { timeout: 0 })
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
    if (code === 'SQLITE_BUSY') throw new RelayError('R4002', describeOwner(card), { cause: error })
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

function describeOwner(card: string): string {
  try {
    const owner: unknown = JSON.parse(readFileSync(card, 'utf8'))
    if (typeof owner === 'object' && owner !== null && 'pid' in owner && 'host' in owner && 'mode' in owner) {
      return `${owner.host} (PID ${owner.pid}, ${owner.mode})`
    }
  } catch {
    // The card is a courtesy; without it the lock holds all the same.
  }
  return os.hostname()
}
