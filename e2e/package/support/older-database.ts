import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { PROJECT } from '../../support/console.ts'

/** Of the program before the search in the history. */
const OLDER_VERSION = 3

const FOLDER = path.join(PROJECT, 'src-main', 'store', 'migrations')

const MIGRATIONS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.sql'))
  .sort()

/** What the program of this clone makes of it. */
export const LATEST_VERSION = MIGRATIONS.length

/** Something in each table that staff or the municipality would miss. */
const ROWS = `
INSERT INTO scheme_folders (position, folder, folder_key, display_name) VALUES (0, 'kodomo', 'kodomo', '子ども医療費助成');
INSERT INTO settings VALUES ('PMHFilePath', '/srv/pmh'), ('PostRegistrationTasksBaseURL', 'https://pmh.example.test');
INSERT INTO secrets VALUES ('token:1', 'os', x'763130ff00');
INSERT INTO facts VALUES ('token-salt', '00ff');
INSERT INTO folder_holds VALUES ('kodomo', 'token', 'E4010003', '認証に失敗しました。', '2026-04-01T09:00:00+09:00', 'aa');
INSERT INTO transfers (root, folder, file_name, size_bytes, sha256, status, serial_number, endpoint, started_at, finished_at,
    destination, place, filed_as, filed_at)
  VALUES ('/srv/pmh', 'kodomo', 'ＫＯＤＯＭＯ_20260401.csv', 12, '${'a'.repeat(64)}', 'accepted', 'S0020260401000000000001',
    'https://pmh.example.test/', '2026-04-01T09:00:00+09:00', '2026-04-01T09:00:01+09:00', 'PROCEED', 'filed',
    'PROCEED/kodomo/ＫＯＤＯＭＯ_20260401.csv', '2026-04-01T09:00:01+09:00');
INSERT INTO transfers (root, folder, file_name, size_bytes, sha256, status, error_code, error_message, endpoint, started_at,
    finished_at, destination, place, filed_as, decision, decided_by, decided_at, decision_reason)
  VALUES ('/srv/pmh', 'kodomo', 'b.csv', 0, '${'b'.repeat(64)}', 'unknown', 'R2001', 'x', 'https://pmh.example.test/',
    '2026-04-02T09:00:00+09:00', '2026-04-02T09:00:01+09:00', 'ERROR', 'filed', 'ERROR/kodomo/b.csv', 'treated_as_sent', '担当者',
    '2026-04-02T10:00:00+09:00', '電話で確認');
INSERT INTO audit (at, who, host, action, subject, before, after) VALUES ('2026-04-01T08:00:00+09:00', '担当者', 'pc1', 'settings',
    'PMHFilePath', NULL, '/srv/pmh');
INSERT INTO events (at, level, code, folder, transfer_id, message) VALUES ('2026-04-02T09:00:01+09:00', 'warning', 'R2001', 'kodomo', 2,
    '結果不明');
`

/** A data folder as an earlier version of the program left it. */
export function writeOlderDatabase(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true })
  const db = new Database(path.join(dataDir, 'relay.db'))
  for (const name of MIGRATIONS.slice(0, OLDER_VERSION))
    db.exec(readFileSync(path.join(FOLDER, name), 'utf8'))
  db.pragma(`user_version = ${OLDER_VERSION}`)
  db.exec(ROWS)
  db.close()
}

export type Tables = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

/** All rows of all tables; with `like`, only the columns that its tables have. */
export function tablesOf(dataDir: string, like?: Tables): Tables {
  const db = new Database(path.join(dataDir, 'relay.db'), { readonly: true })
  try {
    const names = db
      .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all()
    return Object.fromEntries(
      names.map((name) => {
        const columns = Object.keys(like?.[name]?.[0] ?? {}).join(', ') || '*'
        return [name, db.prepare<[], Record<string, unknown>>(`SELECT ${columns} FROM ${name}`).all()]
      }),
    )
  } finally {
    db.close()
  }
}
