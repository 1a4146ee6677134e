import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import { ask, KODOMO, sendWell, setUpSite, TOKENS } from './support/console-site.ts'
import { answerSaveDialog } from './support/file-dialog.ts'
import { pressOn, tabTo, typeInto } from './support/focus.ts'
import { openScreen } from './support/screens.ts'
import { expect, test } from './support/test.ts'

test.setTimeout(180_000)

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Opens a list, goes down to the choice, and takes it. */
async function chooseFrom(page: Page, label: RegExp, option: string): Promise<void> {
  await pressOn(page, page.getByRole('button', { name: label }))
  const wanted = page.getByRole('option', { name: option, exact: true })
  await expect(wanted).toBeVisible()
  for (let step = 0; step < 40; step += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) break
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
  await expect(wanted).toBeHidden()
  await expect(page.getByRole('button', { name: label })).toBeFocused()
}

test('接続診断, its remedy and the copied result: by keyboard alone', async ({
  openConsole,
  openSimulator,
}) => {
  const simulator = await openSimulator([])
  const console = await openConsole({ width: 1366, height: 768 })
  const { page } = console
  await setUpSite(console, simulator)
  await openScreen(page, 'diagnosis')
  await pressOn(page, button(page, '診断を開始'))
  await expect(page.getByRole('list', { name: '診断の項目' })).toContainText('どうすればよいか')
  await expect(button(page, '診断を開始')).toBeFocused()
  await pressOn(page, button(page, '結果をコピー'))
  await expect(page.getByRole('status').filter({ hasText: 'コピーしました' })).toHaveCount(1)
  expect(await console.app.evaluate(({ clipboard }) => clipboard.readText())).toContain('PMHの認証')
  await pressOn(page, button(page, '詳細をコピー').first())
  await pressOn(page, button(page, '制度フォルダを開く').first())
  await expect(page.getByRole('heading', { level: 1, name: '制度フォルダ' })).toBeVisible()
})

test('ログ: another file, a search, the place in it, the end again, and the copy: by keyboard alone', async ({
  openConsole,
}) => {
  const console = await openConsole({ width: 1366, height: 768 })
  const { page, dataDir } = console
  const logs = path.join(dataDir, 'logs')
  mkdirSync(logs, { recursive: true })
  const lines = Array.from({ length: 300 }, (_, n) => `2026-04-01 09:00:00 - 送信処理開始: kodomo${n}`)
  writeFileSync(path.join(logs, 'log.txt'), `${lines.join('\n')}\n`)
  writeFileSync(path.join(logs, 'log.1.txt'), '2026-03-01 09:00:00 - サービス開始\n')
  await openScreen(page, 'log')
  const log = page.getByRole('log', { name: 'ログの内容' })
  await typeInto(page, page.getByRole('textbox', { name: '検索' }), 'kodomo29')
  await expect(page.getByText('1／11件')).toBeVisible()
  await pressOn(page, button(page, '次の一致'))
  await expect(page.getByText('2／11件')).toBeVisible()
  const follow = page.getByRole('checkbox', { name: '末尾に追従' })
  await tabTo(page, follow)
  await page.keyboard.press('Space')
  await expect(follow).toBeChecked()

  await test.step('the lines scroll by the arrow keys, and the end is not followed any more', async () => {
    await tabTo(page, log)
    await page.keyboard.press('Home')
    await expect(log.getByRole('listitem').first()).toBeInViewport()
    await expect(follow).not.toBeChecked()
  })
  await chooseFrom(page, /ファイル/, await optionWith(page, /log\.1\.txt/))
  await expect(log).toContainText('サービス開始')
  await pressOn(page, button(page, '表示中のログをコピー'))
  await expect(page.getByRole('status').filter({ hasText: 'コピーしました' })).toHaveCount(1)
})

/** The whole name of a choice whose list is shut. */
async function optionWith(page: Page, part: RegExp): Promise<string> {
  await pressOn(page, page.getByRole('button', { name: /ファイル/ }))
  const name = (await page.getByRole('option', { name: part }).textContent()) ?? ''
  await page.keyboard.press('Escape')
  return name
}

test('操作記録: narrowed, taken back, the next page, and the CSV: by keyboard alone', async ({
  openConsole,
}) => {
  const console = await openConsole({ width: 1366, height: 768 })
  const { page, home } = console
  await ask(page, 'vault.choose', { kind: 'memory' })
  for (let n = 1; n <= 60; n += 1)
    await ask(page, 'settings.save', { changes: { MonitoringTimer: String(600_000 + n) } })
  await openScreen(page, 'audit')
  const table = page.getByRole('table', { name: '操作記録の一覧' })
  await chooseFrom(page, /^操作 |操作$/, 'トークンの守り方の選択')
  await expect(table.getByRole('row')).toHaveCount(2)
  await pressOn(page, button(page, '条件を解除'))
  await expect(table.getByRole('row')).toHaveCount(51)
  await typeInto(page, page.getByRole('textbox', { name: '検索' }), '600033')
  await expect(table.getByRole('row')).toHaveCount(3)
  await pressOn(page, button(page, '条件を解除'))
  await pressOn(page, button(page, '古いほうへ'))
  await expect(page.getByText('51〜61件 / 61件')).toBeVisible()

  await test.step('the focus stays at the pages, where the other button is', async () => {
    await pressOn(page, button(page, '新しいほうへ'))
    await expect(page.getByText('1〜50件 / 61件')).toBeVisible()
  })
  const file = path.join(home, 'trail.csv')
  await answerSaveDialog(console, file)
  await pressOn(page, button(page, 'CSV出力'))
  await expect(page.getByText(/書き出しました。$/).first()).toBeVisible()
  expect(existsSync(file)).toBe(true)
  await pressOn(page, page.getByRole('main').getByRole('button', { name: '閉じる' }))
})

test('日報: another day and back, then to the history: by keyboard alone', async ({
  openConsole,
  openSimulator,
}) => {
  const simulator = await openSimulator(Object.values(TOKENS))
  const console = await openConsole({ width: 1366, height: 768 })
  const { page } = console
  await sendWell(page, await setUpSite(console, simulator))
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '')
  })
  await openScreen(page, 'report')
  const paper = page.getByRole('article')
  await expect(paper).toContainText(KODOMO)
  await pressOn(page, button(page, '前の日'))
  await expect(paper).not.toContainText('医療費助成_子ども_20261120.csv')
  await expect(button(page, '前の日')).toBeFocused()
  await pressOn(page, button(page, '次の日'))
  await expect(paper).toContainText('医療費助成_子ども_20261120.csv')
  await pressOn(page, button(page, '印刷'))
  await expect(page.locator('body[data-printed]')).toHaveCount(1)
  await pressOn(page, page.getByRole('main').getByRole('link'))
  await expect(page.getByRole('heading', { level: 1, name: '送信履歴' })).toBeVisible()
})

test('the about box opens, tells its licences and closes by keyboard alone', async ({ openConsole }) => {
  const { page } = await openConsole({ width: 1366, height: 768 })
  const opener = page.getByRole('button', { name: /^このアプリについて/ })
  await pressOn(page, opener)
  const dialog = page.getByRole('dialog', { name: 'このアプリについて' })
  const entry = dialog.getByRole('listitem').filter({ hasText: 'better-sqlite3' })
  await tabTo(page, entry.locator('summary'))
  await page.keyboard.press('Enter')
  await expect(entry.getByText('Permission is hereby granted')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(opener).toBeFocused()
})
