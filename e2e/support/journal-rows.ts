import path from 'node:path'
import Database from 'better-sqlite3'
import { chainKey } from '../../src-main/store/chain-key.ts'
import { keepChain } from '../../src-main/store/record-chain.ts'
import { foldForSearch } from '../../src-shared/domain/history-filter.ts'

export interface JournalRow {
  readonly folder: string
  readonly fileName: string
  readonly startedAt: string
  readonly status: 'accepted' | 'rejected' | 'failed' | 'unknown'
  readonly errorCode?: string
  readonly hold?: string
  readonly resendOf?: number
}

/** 表示名 by folder, as the mapping has them. */
const SCHEMES: readonly (readonly [folder: string, name: string])[] = [
  ['kodomo', '子ども医療費助成'],
  ['hitorioya', 'ひとり親家庭等医療費助成'],
  ['judo', '重度心身障害者医療費助成'],
  ['ikusei', '自立支援医療（育成医療）'],
]

/** Writes the past into the journal of a console, which is running or not; ids follow the order. */
export function writeJournal(dataDir: string, rows: Iterable<JournalRow>): void {
  const db = new Database(path.join(dataDir, 'relay.db'))
  keepChain(db, chainKey(dataDir))
  const scheme = db.prepare(
    'INSERT OR IGNORE INTO scheme_folders (position, folder, folder_key, display_name) VALUES (?, ?, ?, ?)',
  )
  const row = db.prepare(
    `INSERT INTO transfers (root, folder, file_name, size_bytes, sha256, status, serial_number, error_code, endpoint,
       started_at, finished_at, destination, place, filed_as, filed_at, hold, resend_of, search_name)
     VALUES ('/srv/pmh', ?, ?, 1800000, ?, ?, ?, ?, 'https://example.test/', ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  let number = 0
  db.transaction(() => {
    for (const [position, [folder, name]] of SCHEMES.entries()) scheme.run(position, folder, folder, name)
    for (const { folder, fileName, startedAt, status, ...more } of rows) {
      number += 1
      const destination = status === 'accepted' ? 'PROCEED' : 'ERROR'
      const isHeld = more.hold !== undefined
      row.run(
        folder,
        fileName,
        String(number).padStart(64, '0'),
        status,
        status === 'accepted' ? `S00${String(number).padStart(20, '0')}` : null,
        more.errorCode ?? null,
        startedAt,
        startedAt,
        isHeld ? null : destination,
        isHeld ? 'in_folder' : 'filed',
        isHeld ? null : `${destination}/${folder}/${fileName}`,
        isHeld ? null : startedAt,
        more.hold ?? null,
        more.resendOf ?? null,
        foldForSearch(fileName),
      )
    }
  })()
  db.close()
}
