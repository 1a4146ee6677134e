import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import type { Simulator } from '../src-main/simulator/simulator.ts'
import type { Console } from './support/console.ts'
import { filesBelow, rowsOf } from './support/disk.ts'
import { addFolder, choosePassphrase, fillSettings, goTo } from './support/staff.ts'
import { expect, test } from './support/test.ts'

const TOKEN = 'token-of-kodomo-4f2a'
const FILE = 'kodomo_20261120.csv'
const SCHEME = '子ども医療費助成'

/** Set up against the simulator, with one file in its folder. */
async function fileInFolder({ page, home }: Console, simulator: Simulator): Promise<string> {
  const root = path.join(home, 'renkei')
  mkdirSync(root)
  await choosePassphrase(page)
  await fillSettings(page, simulator.url, root)
  await addFolder(page, SCHEME, 'kodomo', TOKEN)
  writeFileSync(path.join(root, 'kodomo', FILE), 'id\r\n1\r\n')
  await goTo(page, 'ダッシュボード')
  return root
}

const send = (page: Page) => page.getByRole('button', { name: `${SCHEME}を送信` }).click()

const filesOf = (root: string) => filesBelow(root).filter((file) => !file.startsWith('.'))

test('no serial number → 結果不明 → 再送する only with the tick → the file is back → 成功', async ({
  openConsole,
  openSimulator,
  picture,
}) => {
  const simulator = await openSimulator([TOKEN])
  simulator.behave('no_serial', { times: 1 })
  const console = await openConsole({ width: 1366, height: 768 })
  const { page, dataDir } = console
  const root = await fileInFolder(console, simulator)

  await send(page)
  const problems = page.getByRole('region', { name: '対応が必要な項目' })
  await expect(problems.getByText('結果不明')).toBeVisible()
  expect(filesOf(root)).toEqual([`ERROR/kodomo/${FILE}`])
  await picture(console, 'decide-dashboard')

  const dialog = page.getByRole('dialog', { name: 'このファイルはPMHに届いていましたか' })
  const later = dialog.getByRole('button', { name: 'あとで決める' })
  await test.step('the dialog names the file, has the focus on the safe answer, and Esc decides nothing', async () => {
    await problems.getByRole('button', { name: '確認して決める' }).click()
    await expect(dialog.getByText(FILE)).toBeVisible()
    await expect(dialog.getByText(SCHEME, { exact: true })).toBeVisible()
    await expect(later).toBeFocused()
    await expect(dialog.getByRole('button', { name: '決定する' })).toHaveAttribute('aria-disabled', 'true')
    await picture(console, 'decide-open')
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(problems.getByRole('button', { name: '確認して決める' })).toBeFocused()
  })

  await test.step('without the tick 再送する does nothing, and the sentence by the box says so', async () => {
    await page.keyboard.press('Enter')
    await expect(later).toBeFocused()
    await dialog.getByRole('radio', { name: '再送する' }).check()
    await dialog.getByLabel('理由').fill('処理結果メールに処理通番がない')
    await dialog.getByRole('button', { name: '再送する' }).click()
    await expect(dialog.getByText('再送には、確認のチェックが必要です。')).toBeFocused()
    await picture(console, 'decide-refused')
    expect(filesOf(root)).toEqual([`ERROR/kodomo/${FILE}`])
    expect(rowsOf(dataDir, 'SELECT decision FROM transfers')).toEqual([{ decision: null }])
    expect(await dialog.getByLabel('理由').inputValue()).toBe('処理結果メールに処理通番がない')
  })

  await test.step('with the tick the file is back in its folder', async () => {
    await dialog.getByRole('checkbox', { name: 'PMHに届いていないことを確認しました' }).press('Space')
    await picture(console, 'decide-resend')
    await dialog.getByRole('button', { name: '再送する' }).dblclick()
    await expect(dialog).toBeHidden()
    await expect(page.getByText(`${FILE}を制度フォルダに戻しました。`).first()).toBeVisible()
    await expect(problems).toBeFocused()
    expect(filesOf(root)).toEqual([`kodomo/${FILE}`])
    expect(
      rowsOf(
        dataDir,
        'SELECT status, decision, decision_reason, decided_by IS NOT NULL AS who FROM transfers',
      ),
    ).toEqual([
      { status: 'unknown', decision: 'resend', decision_reason: '処理結果メールに処理通番がない', who: 1 },
    ])
    await picture(console, 'decide-returned')
  })

  await test.step('送信 sends it as a new row that points to the old one', async () => {
    await send(page)
    await expect(page.getByText(/S00\d{20}/).first()).toBeVisible()
    await expect(page.getByText('ありません。問題が起きると、')).toBeVisible()
    expect(filesOf(root)).toEqual([`PROCEED/kodomo/${FILE}`])
    expect(rowsOf(dataDir, 'SELECT id, status, decision, resend_of FROM transfers ORDER BY id')).toEqual([
      { id: 1, status: 'unknown', decision: 'resend', resend_of: null },
      { id: 2, status: 'accepted', decision: null, resend_of: 1 },
    ])
    expect(simulator.received).toHaveLength(2)
  })

  await test.step('the history shows both, who decided, and where the second one came from', async () => {
    await goTo(page, '送信履歴')
    const rows = page.getByRole('table', { name: '送信履歴' }).getByRole('row')
    await expect(rows).toHaveCount(3)
    await expect(rows.nth(1)).toContainText('成功')
    await expect(rows.nth(2)).toContainText('結果不明')
    const detail = page.getByRole('region', { name: 'くわしい内容' })
    await rows.nth(1).getByRole('button').click()
    await expect(detail.getByText('再送元')).toBeVisible()
    await expect(detail.getByRole('button', { name: '確認して決める' })).toHaveCount(0)
    await rows.nth(2).getByRole('button').click()
    await expect(detail.getByText('処理結果メールに処理通番がない')).toBeVisible()
    await picture(console, 'decide-history')
  })
})

test('送信済みとして処理 with its 処理通番, from the history and by keyboard alone', async ({
  openConsole,
  openSimulator,
  picture,
}) => {
  const simulator = await openSimulator([TOKEN])
  simulator.behave('no_serial', { times: 1 })
  const console = await openConsole({ width: 1366, height: 768, colorScheme: 'dark' })
  const { page, dataDir } = console
  const root = await fileInFolder(console, simulator)
  await send(page)
  await expect(page.getByRole('heading', { name: '1件の対応が必要です' })).toBeVisible()
  await goTo(page, '送信履歴')
  await page.locator('[data-row]').focus()
  await page.keyboard.press('Enter')
  await picture(console, 'decide-history-open')
  await page.getByRole('button', { name: '確認して決める' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'あとで決める' })).toBeFocused()
  const radio = dialog.getByRole('radio', { name: '送信済みとして処理' })
  await radio.focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  const serial = dialog.getByLabel('処理通番（分かる場合）')
  await expect(serial).toBeFocused()
  const act = dialog.getByRole('button', { name: '送信済みとして処理' })

  await test.step('a 処理通番 with a blank inside is refused at its field', async () => {
    await page.keyboard.insertText('S002026 1120')
    await act.focus()
    await page.keyboard.press('Enter')
    await expect(serial).toBeFocused()
    await expect(
      dialog.getByText('処理通番は、空白のない半角の英数字64文字までで入力してください'),
    ).toBeVisible()
    await picture(console, 'decide-serial-wrong')
    expect(rowsOf(dataDir, 'SELECT decision FROM transfers')).toEqual([{ decision: null }])
  })

  await serial.fill('Ｓ0020261120000000000121')
  await act.focus()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByText(`${FILE}をPROCEEDへ移しました。`).first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'くわしい内容' })).toBeFocused()
  await picture(console, 'decide-treated')
  expect(filesOf(root)).toEqual([`PROCEED/kodomo/${FILE}`])
  expect(
    rowsOf(dataDir, 'SELECT status, decision, serial_number, decision_reason, filed_as FROM transfers'),
  ).toEqual([
    {
      status: 'unknown',
      decision: 'treated_as_sent',
      serial_number: 'S0020261120000000000121',
      decision_reason: '',
      filed_as: `PROCEED/kodomo/${FILE}`,
    },
  ])
  expect(simulator.received).toHaveLength(1)
  await goTo(page, 'ダッシュボード')
  await expect(page.getByText('ありません。問題が起きると、')).toBeVisible()
})

test('a refused file is sent again from the history, without a doubt about its first arrival', async ({
  openConsole,
  openSimulator,
  picture,
}) => {
  const simulator = await openSimulator([TOKEN])
  simulator.behave({ kind: 'status', status: 400, code: 'E4000012' }, { times: 1 })
  const console = await openConsole({ width: 1366, height: 768 })
  const { page, dataDir } = console
  const root = await fileInFolder(console, simulator)
  await send(page)
  await expect(page.getByRole('heading', { name: '1件の対応が必要です' })).toBeVisible()
  await page.getByRole('button', { name: '履歴を見る' }).click()
  await picture(console, 'decide-history-rejected')
  await page.getByRole('button', { name: '再送する' }).click()
  const dialog = page.getByRole('dialog', { name: 'このファイルをもう一度送りますか' })
  await expect(dialog.getByText('PMHは受け付けていません。')).toBeVisible()
  await expect(dialog.getByRole('checkbox')).toHaveCount(0)
  await expect(dialog.getByText('送信済みとして処理')).toHaveCount(0)
  await picture(console, 'decide-rejected')
  await dialog.getByRole('button', { name: '再送する' }).click()
  await expect(dialog).toBeHidden()
  expect(filesOf(root)).toEqual([`kodomo/${FILE}`])
  await goTo(page, 'ダッシュボード')
  await send(page)
  await expect(page.getByText(/S00\d{20}/).first()).toBeVisible()
  expect(rowsOf(dataDir, 'SELECT status, resend_of FROM transfers ORDER BY id')).toEqual([
    { status: 'rejected', resend_of: null },
    { status: 'accepted', resend_of: 1 },
  ])
})
