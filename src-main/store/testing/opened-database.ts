import { onTestFinished } from 'vitest'
import { tempFolder } from '../../testing/temp-folder.ts'
import { AuditStore } from '../audit-store.ts'
import { openDatabase, type RelayDatabase } from '../database.ts'
import { TransferStore } from '../transfer-store.ts'

/** A real database in a folder of its own; closed when the test is over. */
export function openedDatabase(dataDir = tempFolder()): RelayDatabase {
  const db = openDatabase(dataDir)
  onTestFinished(() => {
    db.close()
  })
  return db
}

/** An audit trail at a fixed moment, by somebody. */
export function auditOf(db: RelayDatabase): AuditStore {
  return new AuditStore(db, { who: 'hanako', host: 'pc-1' }, () => '2026-04-01T09:00:00.000+09:00')
}

export const ROOT = '/srv/pmh'
export const SHA_A = 'a'.repeat(64)
export const SHA_B = 'b'.repeat(64)
export const ENDPOINT = 'https://stg.pmh.go.jp/medicalSubsidy/api/v1/csv/differentialHistoryRegistrationTasks'

/** What `begin` needs, all of it replaceable. */
export function newTransfer(fields: Partial<Parameters<TransferStore['begin']>[0]> = {}) {
  const defaults = {
    root: ROOT,
    folder: 'kodomo',
    fileName: 'a.csv',
    sizeBytes: 10,
    sha256: SHA_A,
    endpoint: ENDPOINT,
  }
  return { ...defaults, startedAt: '2026-04-01T09:00:00.000+09:00', duplicateOf: null, ...fields }
}

type Conclusion = Parameters<TransferStore['conclude']>[1]

/** A result, by default a failed upload whose file stays. */
export function result(fields: Partial<Conclusion> = {}): Conclusion {
  const defaults = {
    serialNumber: null,
    errorCode: null,
    errorMessage: null,
    httpStatus: null,
    destination: null,
    countsAsFailure: false,
    folderHold: null,
  }
  return {
    ...defaults,
    outcome: 'failed',
    hold: null,
    finishedAt: '2026-04-01T09:00:01.000+09:00',
    ...fields,
  }
}

export const ACCEPTED = result({
  outcome: 'accepted',
  serialNumber: 'S0020241022000000000000',
  httpStatus: 200,
  destination: 'PROCEED',
})
export const REJECTED = result({
  outcome: 'rejected',
  errorCode: 'E4000012',
  errorMessage: '項目が不正です。',
  httpStatus: 400,
  destination: 'ERROR',
})
export const UNKNOWN = result({
  outcome: 'unknown',
  errorCode: 'R2001',
  errorMessage: '',
  destination: 'ERROR',
})
export const FAILED = result({ errorCode: 'R1002', errorMessage: 'ECONNREFUSED' })

export function transfersOf(db: RelayDatabase): TransferStore {
  return new TransferStore(db)
}
