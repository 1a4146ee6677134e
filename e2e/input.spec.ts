import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from 'playwright'
import { ask, setUpSite, TOKENS } from './support/console-site.ts'
import { rowsOf } from './support/disk.ts'
import { inputMethod } from './support/ime.ts'
import { openScreen } from './support/screens.ts'
import { PASSPHRASE } from './support/staff.ts'
import { expect, test } from './support/test.ts'

/** Pastes by the keyboard what another program put on the clipboard. */
async function paste(page: Page, field: Locator, text: string): Promise<void> {
  await field.focus()
  await page.keyboard.press('Control+A')
  await field.evaluate((input, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    // What the browser does by itself when nobody took the event.
    if (input.dispatchEvent(event)) document.execCommand('insertText', false, pasted.replace(/[\r\n]+/g, ''))
  }, text)
}

const NUMBERS = [
  { label: '確認の間隔', typed: '１２０，０００', kept: '120000', key: 'MonitoringTimer' },
  { label: 'タイムアウト', typed: '３０', kept: '30', key: 'PostRegistrationTimeSpan' },
  { label: 'ポート', typed: '８０８０', kept: '8080', key: 'ProxyPort' },
] as const

test('full-width digits and ，are taken as half-width when the field is left, and when it is saved', async ({
  openConsole,
}) => {
  const { page, dataDir } = await openConsole()
  await openScreen(page, 'settings')
  for (const { label, typed, kept } of NUMBERS) {
    const field = page.getByRole('textbox', { name: label, exact: true })
    await field.focus()
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText(typed)
    await expect(field).toHaveValue(typed)
    await page.keyboard.press('Tab')
    await expect(field).toHaveValue(kept)
    await expect(field).not.toHaveAttribute('aria-invalid', 'true')
  }

  await test.step('one that is wrong after folding is refused with its folded value', async () => {
    const port = page.getByRole('textbox', { name: 'ポート', exact: true })
    await port.fill('９９９９９')
    await port.blur()
    await expect(page.getByText('1〜65,535の整数で指定してください（入力値：99999）。').first()).toBeVisible()
    await port.fill('８０８０')
  })

  // The field still has the focus when the button is pressed without the mouse.
  await page.getByRole('button', { name: '保存', exact: true }).dispatchEvent('click')
  await expect(page.getByText('設定を保存しました。').first()).toBeVisible()
  const stored = rowsOf(dataDir, 'SELECT key, value FROM settings')
  for (const { key, kept } of NUMBERS) expect(stored).toContainEqual({ key, value: kept })
})

test('Enter and Esc while composing neither send a form nor close a sheet; afterwards they do', async ({
  openConsole,
  openSimulator,
}) => {
  const simulator = await openSimulator(Object.values(TOKENS))
  const console = await openConsole()
  const { page } = console
  await setUpSite(console, simulator)
  await openScreen(page, 'folders')
  const method = await inputMethod(page)
  await page.getByRole('button', { name: '追加', exact: true }).click()
  const sheet = page.getByRole('dialog')
  const name = sheet.getByLabel('制度の名前')
  await expect(name).toBeFocused()

  for (const key of ['Enter', 'Escape'] as const) {
    await method.compose('じゅうど')
    await method.press(key)
    // Some input methods let the key itself through as well.
    await page.keyboard.press(key)
    await expect(name).toHaveValue('じゅうど')
    await expect(sheet).toBeVisible()
    await expect(sheet.locator('[aria-invalid=true]')).toHaveCount(0)
    await method.compose('')
  }
  await method.compose('じゅうど')
  await method.take('重度')
  await expect(name).toHaveValue('重度')

  await page.keyboard.press('Enter')
  await expect(sheet.locator('[aria-invalid=true]').first()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
})

test('a pasted token, folder, URL and path lose blanks and line ends around them, and the field says so', async ({
  openConsole,
  picture,
}) => {
  const console = await openConsole({ width: 1366, height: 768 })
  const { page, home } = console
  const root = path.join(home, 'renkei')
  mkdirSync(root)
  const said = page.getByText('前後の空白や改行を取り除いて貼り付けました。')

  await openScreen(page, 'settings')
  const url = page.getByRole('textbox', { name: '接続先URL' })
  await paste(page, url, '\u3000https://pmh.example.go.jp/ \r\n')
  await expect(url).toHaveValue('https://pmh.example.go.jp/')
  await expect(said.first()).toBeVisible()
  await picture(console, 'input-paste-url')
  const place = page.getByRole('textbox', { name: '監視する場所' })
  await paste(page, place, `"${root}"\r\n`)
  await page.keyboard.press('Tab')
  await expect(place).toHaveValue(root)
  await paste(page, page.getByRole('textbox', { name: 'ポート', exact: true }), '　８０８０\n')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('textbox', { name: 'ポート', exact: true })).toHaveValue('8080')
  await page.getByRole('textbox', { name: 'ポート', exact: true }).fill('')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('設定を保存しました。').first()).toBeVisible()

  await ask(page, 'vault.choose', { kind: 'memory' })
  await openScreen(page, 'folders')
  await page.getByRole('button', { name: '追加', exact: true }).click()
  const sheet = page.getByRole('dialog')
  const token = sheet.getByLabel('認証トークン')
  await paste(page, token, '\t\u3000token-of-kodomo-4f2a \r\n')
  await expect(token).toHaveValue('token-of-kodomo-4f2a')
  await expect(sheet.getByText('前後の空白や改行を取り除いて貼り付けました。')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: '取り除いて貼り付けました' })).toHaveCount(1)
  await picture(console, 'input-paste-token')

  await test.step('a clean paste says nothing, and undo brings the text before it back', async () => {
    await paste(page, token, 'token-2')
    await expect(token).toHaveValue('token-2')
    await expect(sheet.getByText('前後の空白や改行を取り除いて貼り付けました。')).toBeHidden()
    await page.keyboard.press('Control+Z')
    await expect(token).toHaveValue('token-of-kodomo-4f2a')
  })

  const folder = sheet.getByLabel('フォルダ', { exact: true })
  await folder.fill(' kodomo　')
  await folder.blur()
  await expect(folder).toHaveValue('kodomo')
})

test('no field takes a paste away from staff', async ({ openConsole }) => {
  const first = await openConsole()
  await ask(first.page, 'vault.choose', { kind: 'passphrase', passphrase: PASSPHRASE })
  await openScreen(first.page, 'settings')
  const fields = first.page.getByRole('main').locator('input:not([type=radio]):not([type=checkbox])')
  for (const field of await fields.all()) {
    await paste(first.page, field, '12')
    await expect(field).toHaveValue('12')
  }
  await first.page.getByRole('button', { name: '変更を取り消す' }).click()
  await first.quit()
  const { page } = await openConsole({ home: first.home })
  const passphrase = page.getByRole('dialog').getByLabel('合言葉')
  await paste(page, passphrase, PASSPHRASE)
  await expect(passphrase).toHaveValue(PASSPHRASE)
})
