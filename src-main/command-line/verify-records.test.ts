import { writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { DATABASE_FILE } from '../store/database.ts'
import { ACCEPTED, newTransfer, openedDatabase, transfersOf } from '../store/testing/opened-database.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import type { Output } from './output.ts'
import { verifyRecords } from './verify-records.ts'

async function verified(dataDir: string, stop = new AbortController().signal) {
  const lines: string[] = []
  const output: Output = {
    line: async (text) => void lines.push(text),
    log: (text) => lines.push(text),
    error: (text) => lines.push(text),
  }
  return { code: await verifyRecords(dataDir, output, stop), lines }
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

it('that was stopped does not say that all is well', async () => {
  expect(await verified(withTransfer(), AbortSignal.abort())).toEqual({ code: 1, lines: [] })
})

it('is refused by a database that is none, in one line', async () => {
  const dataDir = tempFolder()
  writeFileSync(path.join(dataDir, DATABASE_FILE), 'x'.repeat(4096))
  expect(await verified(dataDir)).toEqual({ code: 2, lines: [expect.stringMatching(/^R4\d{3}：/)] })
})

it('names so many faults, and says how many more there are', async () => {
  const dataDir = tempFolder()
  const transfers = transfersOf(openedDatabase(dataDir))
  for (let row = 0; row < 130; row += 1) transfers.begin(newTransfer({ fileName: `${row}.csv` }))
  const db = new Database(path.join(dataDir, DATABASE_FILE))
  db.exec(`UPDATE transfers SET size_bytes = size_bytes + 1`)
  db.close()
  const { code, lines } = await verified(dataDir)
  expect([code, lines[0]]).toEqual([1, '合わない記録が130件あります。'])
  expect(lines.length).toBeLessThan(130)
  expect(lines.at(-1)).toContain(String(130 - (lines.length - 2)))
})
