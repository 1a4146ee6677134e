import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { addFolder, fillSettings, goTo } from './support/staff.ts'
import { expect, test } from './support/test.ts'

const FAILURE = 'ＰＭＨ連携に失敗しました。エラーコード: E4010003, メッセージ: 認証に失敗しました。'

test('ログ: the tail, its search, the older files, and new lines as they come', async ({
  openConsole,
  picture,
}) => {
  const console = await openConsole()
  const { page, home, dataDir } = console
  await goTo(page, 'ログ')
  await expect(page.getByText('ログはまだありません')).toBeVisible()
  await picture(console, 'log-empty')

  const logs = path.join(dataDir, 'logs')
  mkdirSync(logs, { recursive: true })
  const lines = Array.from({ length: 3000 }, (_, n) => `2026-04-01 09:00:00 - 送信処理開始: kodomo${n}`)
  lines[2990] = `2026-04-01 09:00:00 - ${FAILURE}`
  lines[2995] = `2026-04-01 09:00:00 - 送信対象ファイル: ${'/長いフォルダ名'.repeat(60)}/a.csv`
  writeFileSync(path.join(logs, 'log.txt'), `${lines.join('\n')}\n`)
  writeFileSync(path.join(logs, 'log.1.txt'), '2026-03-01 09:00:00 - サービス開始\n')
  await goTo(page, 'ダッシュボード')
  await goTo(page, 'ログ')
  const log = page.getByRole('log', { name: 'ログの内容' })
  await expect(log.getByRole('listitem')).toHaveCount(2000)
  await expect(log.getByRole('listitem').last()).toBeInViewport()
  await expect(page.getByText('新しいほうから2,000行を表示しています。')).toBeVisible()
  await expect(log.getByRole('img', { name: 'エラー' })).toHaveCount(1)
  await picture(console, 'log-tail')

  await test.step('a search marks what it finds and goes from one to the next', async () => {
    const search = page.getByRole('textbox', { name: '検索' })
    await search.fill('KODOMO10')
    await expect(page.getByText('1／100件')).toBeVisible()
    await expect(log.locator('mark').first()).toHaveText('kodomo10')
    await expect(log.locator('[data-current]')).toBeInViewport()
    await search.press('Enter')
    await expect(page.getByText('2／100件')).toBeVisible()
    await search.press('Shift+Enter')
    await search.press('Shift+Enter')
    await expect(page.getByText('100／100件')).toBeVisible()
    await picture(console, 'log-search')
    await search.press('Escape')
    await expect(log.locator('mark')).toHaveCount(0)
  })

  await test.step('the end is followed again', async () => {
    const follow = page.getByRole('checkbox', { name: '末尾に追従' })
    await follow.focus()
    await expect(follow).not.toBeChecked()
    await page.keyboard.press('Space')
    await expect(follow).toBeChecked()
    await expect(log.getByRole('listitem').last()).toBeInViewport()
  })

  await test.step('new lines appear as the program writes them', async () => {
    const root = path.join(home, 'renkei')
    mkdirSync(root)
    await page.evaluate(() => window.relay.call('vault.choose', { kind: 'memory' }))
    await fillSettings(page, 'http://127.0.0.1:9', root)
    await addFolder(page, '子ども医療費助成', 'kodomo', 'SECRET-TOKEN-4f2a')
    await goTo(page, 'ログ')
    await page.evaluate(() => window.relay.call('engine.start', {}))
    await expect(log.getByText('サービス開始').last()).toBeInViewport()
    await page.evaluate(() => window.relay.call('engine.stop', {}))
    await expect(log.getByText('サービス停止').last()).toBeInViewport()
  })

  await test.step('a file that was put aside can be read too', async () => {
    await page
      .getByRole('button', { name: /^ファイル|log\.txt/ })
      .first()
      .click()
    await page.getByRole('option', { name: /log\.1\.txt/ }).click()
    await expect(log.getByRole('listitem')).toHaveCount(1)
    await expect(log).toContainText('2026-03-01 09:00:00 - サービス開始')
  })

  await test.step('what is shown can be copied', async () => {
    await page.getByRole('button', { name: '表示中のログをコピー' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'コピーしました' })).toHaveCount(1)
    expect(await console.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(
      '2026-03-01 09:00:00 - サービス開始\n',
    )
  })
})
