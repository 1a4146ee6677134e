import { existsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { argumentProblem, resetLockText } from '../../src-shared/text/ja/command-line.ts'
import { userName } from '../account.ts'
import { systemClock } from '../clock.ts'
import { isoLocal } from '../engine/local-time.ts'
import { AuditStore } from '../store/audit-store.ts'
import { DATABASE_FILE, openDatabase } from '../store/database.ts'
import { FactStore } from '../store/fact-store.ts'
import { acquireInstanceLock } from '../store/instance-lock.ts'
import { type ExitCode, errorLine, type Output } from './output.ts'

/**
 * `reset-lock`: takes 管理者ロック away when its PIN is forgotten. Whoever may write the data folder could do so anyhow; this
 * way it stands in the audit trail.
 */
export function resetLock(dataDir: string, output: Output): ExitCode {
  if (!existsSync(path.join(dataDir, DATABASE_FILE))) {
    output.error(argumentProblem.historyMissing(dataDir))
    return 2
  }
  const now = () => isoLocal(systemClock.now())
  try {
    const lock = acquireInstanceLock(dataDir, {
      pid: process.pid,
      host: os.hostname(),
      mode: 'headless',
      since: now(),
    })
    try {
      const db = openDatabase(dataDir)
      try {
        db.transaction(() => {
          const facts = new FactStore(db)
          facts.set('admin_pin', '')
          facts.set('admin_tries', '')
          const audit = new AuditStore(db, { who: userName(), host: os.hostname() }, now)
          audit.add({ action: 'lock.reset', subject: '', before: null, after: null, reason: null })
        }).immediate()
      } finally {
        db.close()
      }
    } finally {
      lock.release()
    }
  } catch (error) {
    if (!(error instanceof RelayError)) throw error
    output.error(errorLine(error))
    return error.code === 'R4002' ? 3 : 2
  }
  output.log(resetLockText)
  return 0
}
