import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import { bringTrouble, dropFile, KODOMO, sendWell, setUpSite, TOKENS } from './support/console-site.ts'
import { filesBelow, rowsOf } from './support/disk.ts'
import { pressOn, tabThrough, tabTo, typeInto } from './support/focus.ts'
import { openScreen, SCREENS } from './support/screens.ts'
import { PASSPHRASE } from './support/staff.ts'
import { expect, test } from './support/test.ts'

test.setTimeout(180_000)

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function followLink(page: Page, name: string): Promise<void> {
  await pressOn(page, page.getByRole('link', { name, exact: true }))
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

test('set up, add a folder, send, and look at the history: by keyboard alone', async ({
  openConsole,
  openSimulator,
}) => {
  const simulator = await openSimulator(Object.values(TOKENS))
  const { page, home, dataDir } = await openConsole({ width: 1366, height: 768 })
  const root = path.join(home, 'renkei')
  mkdirSync(root)

  await test.step('the passphrase, sent with Enter', async () => {
    await typeInto(page, page.getByLabel('合言葉', { exact: true }), PASSPHRASE)
    await typeInto(page, page.getByLabel('合言葉（もう一度）'), PASSPHRASE)
    await page.keyboard.press('Enter')
    await expect(
      page.getByRole('heading', { name: 'トークンとパスワードの守り方を選んでください' }),
    ).toBeHidden()
  })

  await test.step('the settings', async () => {
    await followLink(page, '設定')
    await typeInto(page, page.getByRole('textbox', { name: '接続先URL' }), simulator.url)
    await typeInto(page, page.getByRole('textbox', { name: '監視する場所' }), root)
    await pressOn(page, button(page, '保存'))
    await expect(page.getByText('設定を保存しました。').first()).toBeVisible()
  })

  await test.step('a folder: the sheet keeps the focus, and gives it back when it is saved', async () => {
    await followLink(page, '制度フォルダ')
    await pressOn(page, button(page, '追加'))
    const sheet = page.getByRole('dialog')
    await expect(sheet.getByLabel('制度の名前')).toBeFocused()
    await page.keyboard.insertText(KODOMO)
    await typeInto(page, sheet.getByLabel('フォルダ', { exact: true }), 'kodomo')
    await typeInto(page, sheet.getByLabel('認証トークン'), TOKENS.kodomo)
    await pressOn(page, sheet.getByRole('button', { name: 'この名前でフォルダを作成' }))
    await pressOn(page, sheet.getByRole('button', { name: '保存', exact: true }))
    await expect(sheet).toBeHidden()
    await expect(button(page, '追加')).toBeFocused()
  })

  await test.step('send, and read the result', async () => {
    dropFile(root, 'kodomo', 'a.csv')
    await followLink(page, 'ダッシュボード')
    await pressOn(page, button(page, `${KODOMO}を送信`))
    await expect(page.getByText(/S00\d{20}/).first()).toBeVisible()
    await followLink(page, '送信履歴')
    const row = page.locator('[data-row]').first()
    await pressOn(page, row)
    const detail = page.getByRole('region', { name: 'くわしい内容' })
    await expect(detail).toBeVisible()
    await tabTo(page, detail.getByRole('button').last())
    await page.keyboard.press('Escape')
    await expect(detail).toBeHidden()
    await expect(row).toBeFocused()
  })
  expect(filesBelow(root).filter((file) => !file.startsWith('.'))).toEqual(['PROCEED/kodomo/a.csv'])
  expect(rowsOf(dataDir, 'SELECT status FROM transfers')).toEqual([{ status: 'accepted' }])
})

test('an in-doubt file is decided about, and a setting is changed and taken back, by keyboard alone', async ({
  openConsole,
  openSimulator,
}) => {
  const simulator = await openSimulator(Object.values(TOKENS))
  const console = await openConsole({ width: 1366, height: 768 })
  const { page, dataDir } = console
  const root = await setUpSite(console, simulator)
  await sendWell(page, root)
  await bringTrouble(page, root, simulator)
  await openScreen(page, 'dashboard')

  await test.step('Esc decides nothing and gives the focus back', async () => {
    const opener = button(page, '確認して決める').first()
    await pressOn(page, opener)
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('button', { name: 'あとで決める' })).toBeFocused()
    for (let step = 0; step < 20; step += 1) {
      await page.keyboard.press('Tab')
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
    }
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(opener).toBeFocused()
  })

  await test.step('送信済みとして処理', async () => {
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await pressOn(page, dialog.getByRole('radio').first(), 'Space')
    await pressOn(page, dialog.getByRole('button', { name: '送信済みとして処理' }))
    await expect(dialog).toBeHidden()
    expect(rowsOf(dataDir, "SELECT decision FROM transfers WHERE status = 'unknown'")).toEqual([
      { decision: 'treated_as_sent' },
    ])
  })

  await test.step('a setting: the guard asks before the change is lost, Esc stays', async () => {
    await followLink(page, '設定')
    const port = page.getByRole('textbox', { name: 'ポート', exact: true })
    await typeInto(page, port, '8080')
    const link = page.getByRole('link', { name: '送信履歴', exact: true })
    await pressOn(page, link)
    const question = page.getByRole('alertdialog')
    await expect(question.getByRole('button', { name: '移動しない' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(question).toBeHidden()
    await expect(link).toBeFocused()
    await expect(port).toHaveValue('8080')
    await pressOn(page, button(page, '変更を取り消す'))
    await expect(port).toHaveValue('')
  })

  await test.step('a sheet, a question and a list close by Esc, and the focus is where it was', async () => {
    await followLink(page, '制度フォルダ')
    for (const name of [`${KODOMO}を編集`, `${KODOMO}を削除`]) {
      await pressOn(page, button(page, name))
      await expect(page.locator('[role=dialog], [role=alertdialog]')).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(page.locator('[role=dialog], [role=alertdialog]')).toBeHidden()
      await expect(button(page, name)).toBeFocused()
    }
    await followLink(page, 'ダッシュボード')
    const opener = button(page, '次の周期で送るもの')
    await pressOn(page, opener)
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(opener).toBeFocused()
  })

  await test.step('F6 goes from the navigation to the content', async () => {
    await page.getByRole('link', { name: 'ダッシュボード', exact: true }).focus()
    await page.keyboard.press('F6')
    expect(await page.getByRole('main').evaluate((element) => element.contains(document.activeElement))).toBe(
      true,
    )
  })
})

test('Tab goes round every screen, and the focus is seen wherever it is', async ({
  openConsole,
  openSimulator,
}) => {
  const simulator = await openSimulator(Object.values(TOKENS))
  const console = await openConsole({ width: 1366, height: 768 })
  const { page } = console
  await sendWell(page, await setUpSite(console, simulator))
  for (const screen of SCREENS) {
    await test.step(screen, async () => {
      await openScreen(page, screen)
      await tabThrough(page)
    })
  }
})

test('practice mode begins and ends by keyboard alone', async ({ openConsole }) => {
  const { page } = await openConsole()
  await pressOn(page, button(page, '練習モードで試す'))
  await expect(page.getByRole('heading', { level: 1, name: 'ダッシュボード' })).toBeVisible()
  await pressOn(page, button(page, '今すぐ送信'))
  await expect(page.getByText(/S00\d{20}/).first()).toBeVisible()
  await pressOn(page, button(page, '終わる'))
  await expect(page.getByRole('heading', { level: 1, name: 'はじめに' })).toBeVisible()
})
