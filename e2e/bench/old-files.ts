import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { chainKey } from '../../src-main/store/chain-key.ts'
import { keepChain } from '../../src-main/store/record-chain.ts'

/** A kind of filed file, and what retention has to do with it: PROCEED is kept for 7 days, ERROR for none. */
export interface Kind {
  readonly name: string
  readonly destination: 'PROCEED' | 'ERROR'
  /** Of a hundred files. */
  readonly share: number
  /** Null: the journal does not know it. */
  readonly row: { readonly status: 'accepted' | 'rejected' | 'unknown'; readonly daysAgo: number } | null
  readonly isDue: boolean
}

/** The birth of a file cannot be set, so what the journal does not know is of today. */
const KINDS: readonly Kind[] = [
  kind('known-old', 'PROCEED', 40, { status: 'accepted', daysAgo: 8 }, true),
  kind('known-young', 'PROCEED', 4, { status: 'accepted', daysAgo: 1 }, false),
  kind('strange-young', 'PROCEED', 4, null, false),
  kind('strange', 'ERROR', 42, null, true),
  kind('known', 'ERROR', 6, { status: 'rejected', daysAgo: 0 }, true),
  kind('undecided', 'ERROR', 4, { status: 'unknown', daysAgo: 400 }, false),
]

function kind(
  name: string,
  destination: Kind['destination'],
  share: number,
  row: Kind['row'],
  isDue: boolean,
): Kind {
  return { name, destination, share, row, isDue }
}

export interface FiledFile {
  /** Below PMHFilePath, with `/`. */
  readonly place: string
  readonly kind: Kind
}

/** Makes filed files, spread over the scheme folders, and their rows. The database is there already. */
export function makeOldFiles(
  root: string,
  dataDir: string,
  folders: readonly string[],
  count: number,
): FiledFile[] {
  const files = KINDS.flatMap((kind) =>
    Array.from({ length: (count * kind.share) / 100 }, (_, index) => {
      const folder = folders[index % folders.length]
      return { place: `${kind.destination}/${folder}/${kind.name}-${index}.csv`, kind }
    }),
  )
  for (const destination of ['PROCEED', 'ERROR']) {
    for (const folder of folders) mkdirSync(path.join(root, destination, folder), { recursive: true })
  }
  for (const { place } of files) writeFileSync(path.join(root, place), place)
  writeRows(root, dataDir, files)
  return files
}

function writeRows(root: string, dataDir: string, files: readonly FiledFile[]): void {
  const db = new Database(path.join(dataDir, 'relay.db'))
  keepChain(db, chainKey(dataDir))
  try {
    const insert = db.prepare(
      `INSERT INTO transfers (root, folder, file_name, size_bytes, sha256, status, serial_number, endpoint, started_at, finished_at,
         destination, place, filed_as, filed_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'http://127.0.0.1', ?, ?, ?, 'filed', ?, ?)`,
    )
    db.transaction(() => {
      for (const { place, kind } of files) {
        if (kind.row === null) continue
        const { status, daysAgo } = kind.row
        const at = localNoon(daysAgo)
        const [destination, folder, fileName] = place.split('/')
        const serial = status === 'accepted' ? `S${place}` : null
        const bytes = Buffer.byteLength(place)
        const sha256 = '0'.repeat(64)
        insert.run(root, folder, fileName, bytes, sha256, status, serial, at, at, destination, place, at)
      }
    })()
  } finally {
    db.close()
  }
}

/** Retention goes by the date as it is written, whatever the offset. */
function localNoon(daysAgo: number): string {
  const date = new Date()
  date.setDate(date.getDate() - daysAgo)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T12:00:00.000+09:00`
}
