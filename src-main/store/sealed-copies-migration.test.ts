import { readFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { DATABASE_FILE } from './database.ts'
import { SecretStore } from './secret-store.ts'
import { openedDatabase } from './testing/opened-database.ts'

const OLDER = ['0001-initial', '0002-moving-to', '0003-filed-rows', '0004-search']

it('the secrets of an older database keep the copy that they have', () => {
  const dataDir = tempFolder()
  const old = new Database(path.join(dataDir, DATABASE_FILE))
  for (const name of OLDER)
    old.exec(readFileSync(path.join(import.meta.dirname, 'migrations', `${name}.sql`), 'utf8'))
  old.pragma(`user_version = ${OLDER.length}`)
  old.exec(
    `INSERT INTO secrets VALUES ('token:1', 'os', x'0102'), ('setting:ProxyPassword', 'passphrase', x'03')`,
  )
  old.close()

  const secrets = new SecretStore(openedDatabase(dataDir))
  const shown = secrets
    .names()
    .flatMap((name) =>
      secrets.copies(name).map(({ sealer, sealed }) => [name, sealer, Buffer.from(sealed).toString('hex')]),
    )
  expect(shown).toEqual([
    ['setting:ProxyPassword', 'passphrase', '03'],
    ['token:1', 'os', '0102'],
  ])
})
