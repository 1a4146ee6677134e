import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from 'playwright'
import { axeViolations } from './support/axe.ts'
import type { Console } from './support/console.ts'
import { filesBelow, rowsOf } from './support/disk.ts'
import { answerFileDialog, answerSaveDialog } from './support/file-dialog.ts'
import { runRelay } from './support/relay-command.ts'
import { addFolder, choosePassphrase, fillSettings, goTo, PASSPHRASE } from './support/staff.ts'
import { expect, test } from './support/test.ts'

const TOKEN = 'token-of-kodomo-4f2a'
const NAME = '子ども医療費助成'
const WINDOW = { width: 1366, height: 768 }

/** Settings, one folder with its token, all sealed by the 合言葉. */
async function filled(console: Console, target: string): Promise<string> {
  const root = path.join(console.home, 'renkei')
  mkdirSync(root)
  await choosePassphrase(console.page)
  await fillSettings(console.page, target, root)
  await addFolder(console.page, NAME, 'kodomo', TOKEN)
  return root
}

async function openSecrets(page: Page): Promise<void> {
  await goTo(page, '設定')
  await page.getByRole('link', { name: '鍵と移行' }).click()
}

async function unlock(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: '合言葉を入力してください' })
  await dialog.getByLabel('合言葉').fill(PASSPHRASE)
  await dialog.getByRole('button', { name: '開く' }).click()
  await expect(dialog).toBeHidden()
}

test('a key that staff make opens the tokens for a run without a window, and none once it is deleted', async ({
  openConsole,
  openSimulator,
  picture,
}) => {
  const simulator = await openSimulator([TOKEN])
  const first = await openConsole(WINDOW)
  const root = await filled(first, simulator.url)
  const { page, dataDir, home } = first
  await openSecrets(page)
  const panel = page.getByRole('region', { name: '画面なしで動かすための鍵' })
  await expect(panel.getByText('鍵はまだありません。')).toBeVisible()
  await picture(first, 'secrets-empty')
  await panel.getByRole('button', { name: '鍵を作成' }).click()
  await expect(panel.getByText('鍵を作成しました。')).toBeVisible()
  await expect(panel.getByText(NAME)).toBeVisible()
  expect(await axeViolations(page)).toEqual([])
  await picture(first, 'secrets-key')
  const keyFile = path.join(dataDir, 'background.key')
  expect(statSync(keyFile).mode & 0o777).toBe(0o600)
  await first.quit()

  writeFileSync(path.join(root, 'kodomo', 'a.csv'), 'id\r\n1\r\n')
  const argv = ['--data-dir', dataDir, '--once', '--key-file', keyFile]
  const run = await runRelay(home, argv)
  expect([run.code, run.stderr]).toEqual([0, ''])
  expect(simulator.received).toMatchObject([{ outcome: 'accepted' }])

  const again = await openConsole({ home, ...WINDOW })
  await unlock(again.page)
  await openSecrets(again.page)
  await again.page.getByRole('button', { name: '鍵を削除' }).click()
  const question = again.page.getByRole('alertdialog', { name: '鍵を削除しますか' })
  expect(await axeViolations(again.page)).toEqual([])
  await picture(again, 'secrets-key-delete')
  await question.getByRole('button', { name: '鍵を削除' }).click()
  await expect(again.page.getByText('鍵を削除しました。').first()).toBeVisible()
  expect(filesBelow(dataDir)).not.toContain('background.key')
  expect(rowsOf(dataDir, 'SELECT DISTINCT sealer FROM secrets')).toEqual([{ sealer: 'passphrase' }])
  await again.quit()
  expect((await runRelay(home, argv)).code).toBe(2)
  for (const file of filesBelow(home))
    expect(readFileSync(path.join(home, file)).includes(TOKEN), file).toBe(false)
})

test('a token that can no longer be read is named, and its button leads to where it is typed', async ({
  openConsole,
  openSimulator,
  picture,
}) => {
  const simulator = await openSimulator([TOKEN])
  const first = await openConsole(WINDOW)
  await filled(first, simulator.url)
  await first.quit()
  const db = new Database(path.join(first.dataDir, 'relay.db'))
  db.exec("UPDATE secrets SET sealed = randomblob(64) WHERE name = 'token:1'")
  db.close()

  const again = await openConsole({ home: first.home, ...WINDOW })
  const { page } = again
  await page.getByRole('button', { name: 'あとで' }).click()
  await goTo(page, 'ダッシュボード')
  await expect(page.getByText('トークンとパスワードは、合言葉で保護されています。')).toBeVisible()
  await picture(again, 'secrets-locked')
  const problems = page.getByRole('region', { name: '対応が必要な項目' })
  await problems.getByRole('button', { name: '合言葉を入力する' }).click()
  await unlock(page)

  const problem = page.getByRole('listitem').filter({ hasText: '読み出せません' })
  await expect(problem).toContainText(NAME)
  expect(await axeViolations(page)).toEqual([])
  await picture(again, 'secrets-unreadable')
  await problem.getByRole('button', { name: '制度フォルダを編集' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('認証トークン').fill(TOKEN)
  await sheet.getByRole('button', { name: '保存', exact: true }).click()
  await expect(sheet).toBeHidden()
  await goTo(page, 'ダッシュボード')
  await expect(page.getByText('ありません。問題が起きると')).toBeVisible()
})

test('one file moves settings, folders and tokens to another computer, which then sends', async ({
  openConsole,
  openSimulator,
  picture,
}) => {
  const simulator = await openSimulator([TOKEN])
  const a = await openConsole(WINDOW)
  const root = await filled(a, simulator.url)
  const file = path.join(a.home, 'move.pmhmove')
  await openSecrets(a.page)
  const panel = a.page.getByRole('region', { name: '別のパソコンへ移す' })
  await panel.getByRole('button', { name: '書き出す' }).click()
  const ask = a.page.getByRole('dialog', { name: '移行ファイルの合言葉を決めてください' })
  await ask.getByLabel('合言葉', { exact: true }).fill(PASSPHRASE)
  await ask.getByLabel('合言葉（もう一度）').fill(PASSPHRASE)
  expect(await axeViolations(a.page)).toEqual([])
  await picture(a, 'moving-export')
  await answerSaveDialog(a, file)
  await ask.getByRole('button', { name: '保存先を選ぶ' }).click()
  await expect(panel.getByText(`「${file}」に書き出しました。`)).toBeVisible()
  await a.quit()
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file).includes(TOKEN)).toBe(false)

  const b = await openConsole(WINDOW)
  await choosePassphrase(b.page)
  await openSecrets(b.page)
  await answerFileDialog(b, file)
  await b.page
    .getByRole('region', { name: '別のパソコンへ移す' })
    .getByRole('button', { name: '取り込む' })
    .click()
  const open = b.page.getByRole('dialog', { name: '移行ファイルの合言葉を入力してください' })
  await open.getByLabel('合言葉').fill('これは正しくない合言葉です')
  await open.getByRole('button', { name: '内容を確かめる' }).click()
  await expect(open.getByText('合言葉が違います。')).toBeVisible()
  expect(await axeViolations(b.page)).toEqual([])
  await picture(b, 'moving-wrong')
  await open.getByLabel('合言葉').fill(PASSPHRASE)
  await open.getByRole('button', { name: '内容を確かめる' }).click()
  const preview = b.page.getByRole('dialog', { name: 'この内容を取り込みますか' })
  await expect(preview.getByText('追加。トークンも登録します')).toBeVisible()
  expect(await axeViolations(b.page)).toEqual([])
  await picture(b, 'moving-preview')
  await preview.getByRole('button', { name: '取り込む' }).click()
  await expect(b.page.getByText('取り込みました。').first()).toBeVisible()
  await picture(b, 'moving-applied')

  writeFileSync(path.join(root, 'kodomo', 'a.csv'), 'id\r\n1\r\n')
  await goTo(b.page, 'ダッシュボード')
  await b.page.getByRole('button', { name: '今すぐ送信' }).click()
  await expect(b.page.getByText(/S00\d{20}/).first()).toBeVisible()
  expect(simulator.received).toMatchObject([{ outcome: 'accepted' }])
})
