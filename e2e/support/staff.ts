import { expect } from '@playwright/test'
import type { Page } from 'playwright'

export const PASSPHRASE = 'あいことばは十二文字以上'

/** Goes to a screen by its link, as staff do. */
export async function goTo(page: Page, screen: string): Promise<void> {
  await page.getByRole('link', { name: screen, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: screen })).toBeVisible()
}

/** Without encryption by the system staff choose a passphrase on the first screen. */
export async function choosePassphrase(page: Page): Promise<void> {
  await goTo(page, 'はじめに')
  await page.getByLabel('合言葉', { exact: true }).fill(PASSPHRASE)
  await page.getByLabel('合言葉（もう一度）').fill(PASSPHRASE)
  await page.getByRole('button', { name: '合言葉で保護する' }).click()
  await expect(
    page.getByRole('heading', { name: 'トークンとパスワードの守り方を選んでください' }),
  ).toBeHidden()
}

export async function fillSettings(page: Page, target: string, root: string): Promise<void> {
  await goTo(page, '設定')
  await page.getByRole('textbox', { name: '接続先URL' }).fill(target)
  await page.getByRole('textbox', { name: '監視する場所' }).fill(root)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('設定を保存しました。').first()).toBeVisible()
}

export async function addFolder(page: Page, name: string, folder: string, token: string): Promise<void> {
  await goTo(page, '制度フォルダ')
  await page.getByRole('button', { name: '追加', exact: true }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('制度の名前').fill(name)
  await sheet.getByLabel('フォルダ', { exact: true }).fill(folder)
  await sheet.getByLabel('認証トークン').fill(token)
  const create = sheet.getByRole('button', { name: 'この名前でフォルダを作成' })
  await create.click()
  await sheet.getByRole('button', { name: '保存', exact: true }).click()
  await expect(sheet).toBeHidden()
}
