import { expect, test } from './support/test.ts'

test('first run → practice mode → a sample file waits → 今すぐ送信 → its 処理通番 in the history', async ({
  openConsole,
  picture,
}) => {
  const console = await openConsole()
  const { page } = console
  await expect(page.getByRole('heading', { level: 1, name: 'はじめに' })).toBeVisible()
  await picture(console, 'start')
  await page.getByRole('button', { name: '練習モードで試す' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'ダッシュボード' })).toBeVisible()
  await expect(page.getByText('練習モード', { exact: true })).toBeVisible()
  await picture(console, 'practice-waiting')
  await page.getByRole('button', { name: '今すぐ送信' }).click()
  await expect(page.getByText(/S00\d{20}/).first()).toBeVisible()
  await picture(console, 'practice-sent')
  await page.getByRole('link', { name: '送信履歴' }).click()
  await picture(console, 'practice-history')
})
