import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { asPlainUser } from '../testing/plain-user.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { DATABASE_FILE, guarded, openDatabase } from './database.ts'
import { migrate, SCHEMA_VERSION } from './migrate.ts'
import { FAILED, newTransfer, openedDatabase, transfersOf } from './testing/opened-database.ts'

const isWindows = process.platform === 'win32'
const pragma = (db: Database.Database, name: string) => db.pragma(name, { simple: true })
const tables = (db: Database.Database) =>
  db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
    .pluck()
    .all()

function codeOf(work: () => unknown): string {
  try {
    work()
    return 'nothing thrown'
  } catch (error) {
    return error instanceof RelayError ? error.code : String(error)
  }
}

describe('a data folder', () => {
  it('is made with all folders above it, for its owner alone', () => {
    const dataDir = path.join(tempFolder(), 'deep', 'data')
    openedDatabase(dataDir)
    expect(readdirSync(dataDir)).toContain(DATABASE_FILE)
    if (!isWindows) expect(statSync(dataDir).mode & 0o777).toBe(0o700)
  })

  it.skipIf(isWindows)('holds files that nobody else can read, the WAL too', () => {
    const dataDir = tempFolder()
    const db = openedDatabase(dataDir)
    transfersOf(db).begin(newTransfer())
    const files = readdirSync(dataDir)
    expect(files).toEqual(expect.arrayContaining(['relay.db', 'relay.db-wal']))
    for (const file of files)
      expect([file, statSync(path.join(dataDir, file)).mode & 0o777]).toEqual([file, 0o600])
  })

  it.skipIf(isWindows)('is closed to others again when its file was open to all', () => {
    const dataDir = tempFolder()
    openDatabase(dataDir).close()
    chmodSync(path.join(dataDir, DATABASE_FILE), 0o644)
    openedDatabase(dataDir)
    expect(statSync(path.join(dataDir, DATABASE_FILE)).mode & 0o777).toBe(0o600)
  })
})

describe('an opened database', () => {
  it('is durable: WAL, synchronous=FULL, foreign keys checked', () => {
    const db = openedDatabase()
    expect(pragma(db, 'journal_mode')).toBe('wal')
    expect(pragma(db, 'synchronous')).toBe(2)
    expect(pragma(db, 'foreign_keys')).toBe(1)
    expect(pragma(db, 'trusted_schema')).toBe(0)
  })

  it('is at the version of this program, and stays so when it is opened again', () => {
    const dataDir = tempFolder()
    const first = openDatabase(dataDir)
    transfersOf(first).begin(newTransfer())
    const before = tables(first)
    first.close()
    const second = openedDatabase(dataDir)
    expect(pragma(second, 'user_version')).toBe(SCHEMA_VERSION)
    expect(tables(second)).toEqual(before)
    expect(transfersOf(second).interrupted()).toHaveLength(1)
  })

  it('shows what a process that never closed it has written', () => {
    const dataDir = tempFolder()
    const unclosed = openedDatabase(dataDir)
    const { id } = transfersOf(unclosed).begin(newTransfer())
    expect(transfersOf(openedDatabase(dataDir)).get(id).status).toBe('sending')
  })

  it('may be read by a second program while the first one writes', () => {
    const dataDir = tempFolder()
    const writer = openedDatabase(dataDir)
    const reader = transfersOf(openedDatabase(dataDir))
    writer.transaction(() => {
      const { id } = transfersOf(writer).begin(newTransfer())
      expect(reader.find(id)).toBeNull()
    })()
    expect(reader.interrupted()).toHaveLength(1)
  })
})

describe('migrations', () => {
  it('make the tables that the stores need', () => {
    expect(tables(openedDatabase())).toEqual(
      expect.arrayContaining([
        'audit',
        'events',
        'facts',
        'folder_holds',
        'scheme_folders',
        'secrets',
        'settings',
        'transfers',
      ]),
    )
  })

  it('refuse a database of a newer program and leave it as it is', () => {
    const dataDir = tempFolder()
    const db = openDatabase(dataDir)
    db.pragma(`user_version = ${SCHEMA_VERSION + 1}`)
    db.close()
    const open = () => openDatabase(dataDir)
    expect(open).toThrow(new RelayError('R4003', `user_version ${SCHEMA_VERSION + 1}`))
    const raw = new Database(path.join(dataDir, DATABASE_FILE))
    expect(pragma(raw, 'user_version')).toBe(SCHEMA_VERSION + 1)
    raw.close()
  })

  it('leave the version before when a step fails', () => {
    const db = new Database(':memory:')
    db.exec('CREATE TABLE transfers (id INTEGER)')
    expect(() => migrate(db)).toThrow('already exists')
    expect(pragma(db, 'user_version')).toBe(0)
    expect(tables(db)).toEqual(['transfers'])
    db.close()
  })

  it('do nothing when another program was faster', () => {
    const dataDir = tempFolder()
    const slow = new Database(path.join(dataDir, DATABASE_FILE))
    const ask = slow.pragma.bind(slow)
    vi.spyOn(slow, 'pragma').mockImplementationOnce((...question) => {
      const version = ask(...question)
      openDatabase(dataDir).close()
      return version
    })
    migrate(slow)
    expect(pragma(slow, 'user_version')).toBe(SCHEMA_VERSION)
    slow.close()
  })
})

describe('a data folder that cannot be used', () => {
  it.each([
    ['is a file', (folder: string) => writeFileSync(path.join(folder, 'data'), '')],
    ['lies below a file', (folder: string) => writeFileSync(path.join(folder, 'data'), '')],
    [
      'has a folder where the database should be',
      (folder: string) => mkdirSync(path.join(folder, 'data', DATABASE_FILE), { recursive: true }),
    ],
  ])('is R4001 when it %s', (name, prepare) => {
    const folder = tempFolder()
    prepare(folder)
    const dataDir = path.join(folder, 'data', ...(name.startsWith('lies') ? ['below'] : []))
    expect(codeOf(() => openDatabase(dataDir))).toBe('R4001')
  })

  it.skipIf(isWindows)('is R4001 when it is read-only', () => {
    const dataDir = tempFolder()
    chmodSync(dataDir, 0o555)
    expect(asPlainUser(() => codeOf(() => openDatabase(dataDir)))).toBe('R4001')
    expect(asPlainUser(() => codeOf(() => openDatabase(path.join(dataDir, 'new'))))).toBe('R4001')
    chmodSync(dataDir, 0o700)
  })

  it('is R4004 when the file is no database, and the file stays as it is', () => {
    const dataDir = tempFolder()
    const file = path.join(dataDir, DATABASE_FILE)
    const bytes = Buffer.alloc(8192, 'not a database ')
    writeFileSync(file, bytes)
    expect(codeOf(() => openDatabase(dataDir))).toBe('R4004')
    expect(readFileSync(file)).toEqual(bytes)
  })

  it('is R4004 when pages of the database are overwritten', () => {
    const dataDir = tempFolder()
    const db = openDatabase(dataDir)
    const transfers = transfersOf(db)
    for (let n = 0; n < 200; n += 1)
      transfers.conclude(transfers.begin(newTransfer({ fileName: `${n}.csv` })).id, FAILED)
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.close()
    const file = path.join(dataDir, DATABASE_FILE)
    const bytes = readFileSync(file)
    // The header and the schema stay whole, so that only reading finds the damage.
    bytes.fill(0xff, 8192)
    writeFileSync(file, bytes)
    expect(codeOf(() => transfersOf(openedDatabase(dataDir)).open())).toBe('R4004')
  })

  it('leaves nothing open, so that it can be used once it is mended', () => {
    const dataDir = tempFolder()
    const file = path.join(dataDir, DATABASE_FILE)
    writeFileSync(file, 'x'.repeat(4096))
    expect(codeOf(() => openDatabase(dataDir))).toBe('R4004')
    writeFileSync(file, '')
    expect(tables(openedDatabase(dataDir))).toContain('transfers')
  })
})

describe('guarded', () => {
  const withCode = (code: string) => Object.assign(new Error('x'), { code })

  it.each([
    ['SQLITE_FULL', 'R4001'],
    ['SQLITE_BUSY', 'R4001'],
    ['SQLITE_BUSY_SNAPSHOT', 'R4001'],
    ['SQLITE_IOERR_WRITE', 'R4001'],
    ['SQLITE_READONLY_DBMOVED', 'R4001'],
    ['SQLITE_CANTOPEN', 'R4001'],
    ['ENOSPC', 'R4001'],
    ['EROFS', 'R4001'],
    ['SQLITE_CORRUPT', 'R4004'],
    ['SQLITE_CORRUPT_INDEX', 'R4004'],
    ['SQLITE_NOTADB', 'R4004'],
  ])('turns %s into %s', (code, relayCode) => {
    const cause = withCode(code)
    const work = () => {
      throw cause
    }
    expect(() => guarded(work)).toThrow(expect.objectContaining({ code: relayCode, detail: code, cause }))
  })

  it.each(['SQLITE_CONSTRAINT_CHECK', 'SQLITE_ERROR', 'ERR_INVALID_ARG_TYPE'])(
    'leaves %s, a mistake of the program, as it is',
    (code) => {
      const mistake = withCode(code)
      const work = () => {
        throw mistake
      }
      expect(() => guarded(work)).toThrow(mistake)
    },
  )

  it('hands on what was worked out, and errors that are ours already', () => {
    expect(guarded(() => 5)).toBe(5)
    const ours = new RelayError('R4002')
    const work = () => {
      throw ours
    }
    expect(() => guarded(work)).toThrow(ours)
  })
})
