import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { DATABASE_FILE } from '../store/database.ts'
import { ACCEPTED, newTransfer, openedDatabase, transfersOf } from '../store/testing/opened-database.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import type { Output } from './output.ts'
import { verifyRecords } from './verify-records.ts'

async function verified(dataDir: string) {
  const lines: string[] = []
  const output: Output = {
    line: async (text) => void lines.push(text),
    log: (text) => lines.push(text),
    error: (text) => lines.push(text),
  }
  return { code: await verifyRecords(dataDir, output, new AbortController().signal), lines }
}

function withTransfer(): string {
  const dataDir = tempFolder()
  const transfers = transfersOf(openedDatabase(dataDir))
  transfers.conclude(transfers.begin(newTransfer()).id, ACCEPTED)
  return dataDir
}

it('says that the records are as they were written, also beside a program that writes them', async () => {
  expect(await verified(withTransfer())).toEqual({
    code: 0,
    lines: ['1件を検証しました。書き換えは見つかりませんでした。'],
  })
})

it('names what does not fit, and ends with 1', async () => {
  const dataDir = withTransfer()
  const db = new Database(path.join(dataDir, DATABASE_FILE))
  db.exec(`UPDATE transfers SET serial_number = 'S1'`)
  db.close()
  expect(await verified(dataDir)).toEqual({
    code: 1,
    lines: ['合わない記録が1件あります。', '送信履歴の1番：書き換えられています。'],
  })
})

it('refuses a folder without records, and makes nothing there', async () => {
  const dataDir = tempFolder()
  const { code, lines } = await verified(dataDir)
  expect([code, lines]).toEqual([2, [expect.stringContaining(dataDir)]])
})
