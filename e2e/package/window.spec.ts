import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { filesBelow, rowsOf } from '../support/disk.ts'
import { addFolder, choosePassphrase, fillSettings, goTo } from '../support/staff.ts'
import { expect, test } from '../support/test.ts'
import { LATEST_VERSION, tablesOf, writeOlderDatabase } from './support/older-database.ts'
import { PROGRAM, TESTABLE } from './support/packages.ts'

const program = path.join(TESTABLE, PROGRAM)

test('set-up by hand and a send in the packaged program', async ({ openConsole, openSimulator }) => {
  const simulator = await openSimulator(['token-of-kodomo'])
  const { app, page, home } = await openConsole({ program })
  expect(await app.evaluate((electron) => electron.app.isPackaged)).toBe(true)
  const root = path.join(home, 'renkei')
  mkdirSync(root)
  await choosePassphrase(page)
  await fillSettings(page, simulator.url, root)
  await addFolder(page, '子ども医療費助成', 'kodomo', 'token-of-kodomo')
  writeFileSync(path.join(root, 'kodomo', 'a.csv'), 'id\r\n1\r\n')
  await goTo(page, 'ダッシュボード')
  await page.getByRole('button', { name: '子ども医療費助成を送信' }).click()
  await goTo(page, '送信履歴')
  const serial = page.getByText(/^S00\d{20}$/)
  await expect(serial).toBeVisible()
  expect(await serial.textContent()).toBe(simulator.received[0]?.serialNumber)
  expect(filesBelow(root).filter((file) => !file.startsWith('.'))).toEqual(['PROCEED/kodomo/a.csv'])
})

test('after an update everything that the version before had written is there', async ({ openConsole }) => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'pmh-update-'))
  const dataDir = path.join(home, 'data')
  writeOlderDatabase(dataDir)
  const before = tablesOf(dataDir)

  const console = await openConsole({ program, home })
  await goTo(console.page, '送信履歴')
  await expect(console.page.getByText('S0020260401000000000001')).toBeVisible()
  await console.quit()

  const after = tablesOf(dataDir, before)
  for (const [table, rows] of Object.entries(before)) {
    expect(rows.length, table).toBeGreaterThan(0)
    expect(after[table], table).toEqual(expect.arrayContaining([...rows]))
  }
  expect(rowsOf(dataDir, 'PRAGMA user_version')).toEqual([{ user_version: LATEST_VERSION }])
})
