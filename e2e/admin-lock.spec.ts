import { axeViolations } from './support/axe.ts'
import { fillSettings, goTo } from './support/staff.ts'
import { expect, test } from './support/test.ts'

const PIN = '135790'

test('管理者ロック: a PIN is chosen; whoever has not got it can look and not change; what was typed is not lost', async ({
  openConsole,
  picture,
}) => {
  const console = await openConsole()
  const { page, home } = console
  await fillSettings(page, 'http://127.0.0.1:9', home)
  await goTo(page, '設定')
  await page.getByRole('link', { name: '管理者ロック' }).click()
  const panel = page.getByRole('region', { name: '管理者ロック' })
  await expect(panel).toBeInViewport()
  await panel.getByRole('button', { name: '暗証番号を決める' }).click()
  const dialog = page.getByRole('dialog', { name: '管理者の暗証番号を決めてください' })
  await expect(dialog.getByRole('textbox', { name: '暗証番号', exact: true })).toBeFocused()
  await page.keyboard.type('12')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('6〜12桁の数字で入力してください。')).toBeVisible()
  await dialog.getByRole('textbox', { name: '暗証番号', exact: true }).fill(PIN)
  await dialog.getByRole('textbox', { name: '暗証番号（もう一度）' }).fill('135799')
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog.getByText(/一致しません/)).toBeVisible()
  expect(await axeViolations(page)).toEqual([])
  await picture(console, 'lock-pin')
  await dialog.getByRole('textbox', { name: '暗証番号（もう一度）' }).fill(PIN)
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: '管理者ロック：開' }).click()
  await expect(page.getByRole('button', { name: '管理者ロック：閉' })).toBeVisible()
  await picture(console, 'lock-closed')

  await test.step('a change asks for the PIN, and goes on with what was typed', async () => {
    const minutes = page.getByRole('textbox', { name: /タイムアウト/ })
    await minutes.fill('120')
    await page.getByRole('button', { name: '保存' }).click()
    const ask = page.getByRole('dialog', { name: '管理者の暗証番号を入力してください' })
    const pin = ask.getByRole('textbox', { name: '暗証番号' })
    await expect(pin).toBeFocused()
    expect(await axeViolations(page)).toEqual([])
    await picture(console, 'lock-ask')
    await ask.getByRole('button', { name: '戻る' }).click()
    await expect(page.getByText('管理者ロックがかかっています。')).toBeVisible()
    await expect(minutes).toHaveValue('120')
    await page.getByRole('button', { name: '保存' }).click()
    await pin.fill('000000')
    await page.keyboard.press('Enter')
    await expect(ask.getByText(/暗証番号が正しくありません/)).toBeVisible()
    await expect(pin).toHaveValue('')
    await pin.fill(PIN)
    await page.keyboard.press('Enter')
    await expect(ask).toBeHidden()
    await expect
      .poll(() => page.evaluate(() => window.relay.call('settings.get', {}).then((r) => JSON.stringify(r))))
      .toContain('"PostRegistrationTimeSpan":"120"')
  })

  await test.step('wrong tries in a row have to wait', async () => {
    await page.getByRole('button', { name: '管理者ロック：開' }).click()
    await page.getByRole('button', { name: '管理者ロック：閉' }).click()
    const ask = page.getByRole('dialog')
    for (const _ of [1, 2, 3, 4]) {
      await ask.getByRole('textbox', { name: '暗証番号' }).fill('000000')
      await ask.getByRole('button', { name: '開く' }).click()
      await expect(ask.getByRole('textbox', { name: '暗証番号' })).toHaveValue('')
    }
    await expect(ask.getByText(/あと[1-5]秒お待ちください。/)).toBeVisible()
    await ask.getByRole('button', { name: '戻る' }).click()
  })

  await test.step('after a restart it is closed, and looking needs no PIN', async () => {
    await console.quit()
    const again = await openConsole({ home })
    await expect(again.page.getByRole('button', { name: '管理者ロック：閉' })).toBeVisible()
    for (const screen of ['送信履歴', '制度フォルダ', '操作記録'] as const) await goTo(again.page, screen)
    await expect(again.page.getByRole('cell', { name: '管理者ロックを開いた' })).toBeVisible()
  })
})
