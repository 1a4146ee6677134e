import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { axeViolations } from './support/axe.ts'
import { rowsOf } from './support/disk.ts'
import { answerSaveDialog } from './support/file-dialog.ts'
import { addFolder, choosePassphrase, fillSettings, goTo } from './support/staff.ts'
import { expect, test } from './support/test.ts'

const TOKEN = 'SECRET-TOKEN-4f2a'

test('操作記録: who did what, in words, filtered, page by page, and as CSV', async ({
  openConsole,
  picture,
}) => {
  const console = await openConsole()
  const { page, home, dataDir } = console
  await goTo(page, '操作記録')
  await expect(page.getByText('操作の記録はまだありません')).toBeVisible()
  await picture(console, 'audit-empty')

  const root = path.join(home, 'renkei')
  mkdirSync(root)
  await choosePassphrase(page)
  await fillSettings(page, 'http://127.0.0.1:9', root)
  await addFolder(page, '=子ども医療費助成', 'kodomo', TOKEN)
  await page.evaluate(() =>
    window.relay.call('settings.save', {
      changes: { ProxyAddress: 'proxy', ProxyPort: '3128', ProxyPassword: 'SECRET-p' },
    }),
  )
  await goTo(page, '操作記録')
  const table = page.getByRole('table', { name: '操作記録の一覧' })
  const rowWith = (text: string) => table.getByRole('row').filter({ hasText: text })
  await expect(rowWith('ProxyPort')).toContainText('プロキシのポート')
  await expect(rowWith('ProxyPort')).toContainText('未設定 → 3128')
  await expect(rowWith('ProxyPassword')).toContainText('変更あり（内容は記録しません）')
  await expect(rowWith('制度フォルダの追加')).toContainText('=子ども医療費助成なし → kodomo')
  await expect(rowWith('トークンの守り方の選択')).toContainText('合言葉で保護')
  await expect(page.getByText('この画面から、記録の変更や削除はできません。')).toBeVisible()
  await expect(page.getByRole('button', { name: '古いほうへ' })).toBeHidden()
  await picture(console, 'audit')

  await test.step('the filters narrow, and can be taken back', async () => {
    await page
      .getByRole('button', { name: /^操作 |操作$/ })
      .last()
      .click()
    await page.getByRole('option', { name: '制度フォルダの追加' }).click()
    await expect(table.getByRole('row')).toHaveCount(2)
    await page.getByRole('button', { name: '条件を解除' }).click()
    await page.getByRole('textbox', { name: '検索' }).fill('ポート')
    await expect(table.getByRole('row')).toHaveCount(2)
    await page.getByRole('textbox', { name: '検索' }).fill('どこにもない')
    await expect(page.getByText('条件に合う記録はありません')).toBeVisible()
    await page.getByRole('button', { name: '条件を解除' }).first().click()
    await page.getByLabel('開始日').fill('2099-01-01')
    await expect(page.getByText('条件に合う記録はありません')).toBeVisible()
    await page.getByRole('button', { name: '条件を解除' }).first().click()
  })

  await test.step('more than a page', async () => {
    await page.evaluate(async () => {
      for (let n = 1; n <= 60; n += 1)
        await window.relay.call('settings.save', { changes: { MonitoringTimer: String(600_000 + n) } })
    })
    const { n } = rowsOf<{ n: number }>(dataDir, 'SELECT count(*) AS n FROM audit')[0] ?? { n: 0 }
    await expect(page.getByText(`1〜50件 / ${n}件`)).toBeVisible()
    await page.getByRole('button', { name: '古いほうへ' }).click()
    await expect(page.getByText(`51〜${n}件 / ${n}件`)).toBeVisible()
    await expect(rowWith('トークンの守り方の選択')).toBeVisible()
    await page.getByRole('button', { name: '新しいほうへ' }).click()
    await expect(page.getByText(`1〜50件 / ${n}件`)).toBeVisible()
  })

  await test.step('the CSV has every row, and nothing that Excel would run', async () => {
    const file = path.join(home, 'trail.csv')
    await answerSaveDialog(console, file)
    await page.getByRole('button', { name: 'CSV出力' }).click()
    await expect(page.getByText(/^操作記録\d+件を「.*」に書き出しました。$/).first()).toBeVisible()
    const csv = readFileSync(file, 'utf8')
    const { n } = rowsOf<{ n: number }>(dataDir, 'SELECT count(*) AS n FROM audit')[0] ?? { n: 0 }
    // The head is one line more, and the row about this export is one less.
    expect(csv.split('\r\n')).toHaveLength(n + 1)
    expect(csv.startsWith('\u{FEFF}"番号","日時","操作した人"')).toBe(true)
    expect(csv).toContain('"\'=子ども医療費助成"')
    expect(csv).not.toContain('SECRET')
    await expect(rowWith('操作記録のCSV出力')).toContainText(`${n - 1}件`)
  })
})

test('記録の検証: a row that was changed past the program is found at the next start, and can be accepted with a reason', async ({
  openConsole,
  picture,
}) => {
  const first = await openConsole()
  await fillSettings(first.page, 'http://127.0.0.1:9', first.home)
  await goTo(first.page, '操作記録')
  // Whether the check of the start came before these rows is a matter of time.
  await first.page.getByRole('button', { name: '記録を検証' }).click()
  const fine = first.page.getByText(/\d件を検証しました。書き換えは見つかりませんでした。/)
  await expect(fine).toBeVisible()
  await expect(fine).not.toContainText('まだ検証していません')
  await first.page.evaluate(async () => {
    for (let n = 1; n <= 60; n += 1)
      await window.relay.call('settings.save', { changes: { MonitoringTimer: String(600_000 + n) } })
  })
  await expect(fine).toContainText('そのあとの記録は、まだ検証していません。')
  await picture(first, 'audit-grown')
  await first.quit()
  changePast(first.dataDir)

  const { page, ...again } = await openConsole({ home: first.home })
  const problems = page.getByRole('region', { name: '対応が必要な項目' })
  await expect(problems).toContainText('書き換えられた可能性があります。')
  await picture({ page, ...again }, 'audit-tampered-dashboard')
  await problems.getByRole('button', { name: '操作記録を開く' }).click()
  await expect(page.getByText('操作記録の1番：書き換えられています。')).toBeVisible()
  await expect(page.getByText('情報セキュリティの担当者へ連絡してください。')).toBeVisible()
  const rewritten = page.getByRole('row').filter({ hasText: 'somebody-else' })
  await expect(rewritten).toBeHidden()
  await page.getByRole('button', { name: '操作記録の1番を表示' }).click()
  await expect(rewritten).toContainText('1番')
  await picture({ page, ...again }, 'audit-tampered')
  await page.getByRole('button', { name: '確認済みにする' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('button', { name: '確認済みにする' }).click()
  await expect(dialog.getByText(/理由を入力してください/)).toBeVisible()
  await picture({ page, ...again }, 'audit-tampered-dialog')
  expect(await axeViolations(page)).toEqual([])
  await dialog.getByRole('textbox', { name: '確認した理由' }).fill('バックアップから戻したため')
  await dialog.getByRole('button', { name: '確認済みにする' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText(/合わない記録1件は、確認済みです。/)).toBeVisible()
  await expect(rewritten).not.toContainText('1番')
  await page.getByRole('button', { name: '最新へ戻る' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'バックアップから戻したため' })).toBeVisible()
  await goTo(page, 'ダッシュボード')
  await expect(problems).not.toContainText('書き換えられた')
})

/** As somebody does who has a tool for SQLite. */
function changePast(dataDir: string): void {
  const db = new Database(path.join(dataDir, 'relay.db'))
  db.exec(`DROP TRIGGER audit_is_append_only_update; UPDATE audit SET who = 'somebody-else' WHERE id = 1`)
  db.close()
}
