import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { KODOMO, setUpSite } from './support/console-site.ts'
import { filesBelow, rowsOf } from './support/disk.ts'
import { standsStill } from './support/screens.ts'
import { addFolder, choosePassphrase, fillSettings, goTo, PASSPHRASE } from './support/staff.ts'
import { expect, test } from './support/test.ts'

const TOKEN = 'token-of-kodomo-4f2a'

test('new set-up by hand: passphrase, settings, folder, send, and the serial number in the history', async ({
  openConsole,
  openSimulator,
  picture,
}) => {
  const simulator = await openSimulator([TOKEN])
  const console = await openConsole()
  const { page, home, dataDir } = console
  const root = path.join(home, 'renkei')
  mkdirSync(root)

  await choosePassphrase(page)
  await fillSettings(page, simulator.url, root)
  await picture(console, 'settings')
  await addFolder(page, '子ども医療費助成', 'kodomo', TOKEN)
  await expect(page.getByText('••••4f2a')).toBeVisible()
  await picture(console, 'folders')

  writeFileSync(path.join(root, 'kodomo', 'kodomo_20261120.csv'), 'id\r\n1\r\n')
  await goTo(page, 'ダッシュボード')
  await page.getByRole('button', { name: '子ども医療費助成を送信' }).click()
  await goTo(page, '送信履歴')
  await expect(page.getByText(/^S00\d{20}$/)).toBeVisible()
  await picture(console, 'history')

  await test.step('the tree on the disk, the row in SQLite and the record of the simulator agree', async () => {
    expect(filesBelow(root).filter((file) => !file.startsWith('.'))).toEqual([
      'PROCEED/kodomo/kodomo_20261120.csv',
    ])
    const [received] = simulator.received
    expect(
      rowsOf(dataDir, 'SELECT status, serial_number, sha256, filed_as, attempts FROM transfers'),
    ).toEqual([
      {
        status: 'accepted',
        serial_number: received?.serialNumber,
        sha256: received?.sha256,
        filed_as: 'PROCEED/kodomo/kodomo_20261120.csv',
        attempts: 1,
      },
    ])
  })

  await test.step('nothing secret lies in the data folder in clear', async () => {
    await console.quit()
    for (const file of filesBelow(dataDir)) {
      const bytes = readFileSync(path.join(dataDir, file))
      for (const secret of [TOKEN, PASSPHRASE]) {
        expect(bytes.includes(Buffer.from(secret, 'utf8')), `${file} in UTF-8`).toBe(false)
        expect(bytes.includes(Buffer.from(secret, 'utf16le')), `${file} in UTF-16`).toBe(false)
      }
    }
  })

  await test.step('after a restart the passphrase opens the token again', async () => {
    const again = await openConsole({ home })
    await again.page.getByRole('dialog').getByLabel('合言葉').fill(PASSPHRASE)
    await again.page.getByRole('button', { name: '開く', exact: true }).click()
    await goTo(again.page, '制度フォルダ')
    await expect(again.page.getByText('••••4f2a')).toBeVisible()
  })
})

test('a wrong token: the file goes to ERROR, and the dashboard says what to do', async ({
  openConsole,
  openSimulator,
  picture,
}) => {
  const simulator = await openSimulator(['another-token'])
  const console = await openConsole()
  const { page, home, dataDir } = console
  const root = path.join(home, 'renkei')
  mkdirSync(root)
  await choosePassphrase(page)
  await fillSettings(page, simulator.url, root)
  await addFolder(page, '子ども医療費助成', 'kodomo', TOKEN)
  writeFileSync(path.join(root, 'kodomo', 'a.csv'), 'id\r\n1\r\n')
  await goTo(page, 'ダッシュボード')
  await page.getByRole('button', { name: '今すぐ送信' }).click()
  await expect(page.getByRole('heading', { name: '1件の対応が必要です' })).toBeVisible()
  await expect(page.getByText('認証に失敗したため、この制度の送信を止めています。').first()).toBeVisible()
  await picture(console, 'dashboard-trouble')
  expect(filesBelow(root).filter((file) => !file.startsWith('.'))).toEqual(['ERROR/kodomo/a.csv'])
  expect(rowsOf(dataDir, 'SELECT status, error_code FROM transfers')).toEqual([
    { status: 'rejected', error_code: 'E4010003' },
  ])

  await test.step('the list of 制度フォルダ says the same, and leads to the token', async () => {
    await goTo(page, '制度フォルダ')
    const list = page.getByRole('table', { name: '制度フォルダ' })
    await expect(list.getByText('保留中')).toBeVisible()
    await expect(list.getByText('認証に失敗したため、この制度の送信を止めています。')).toBeVisible()
    await list.getByRole('button', { name: 'トークンを入れ直す' }).click()
    await expect(page.getByRole('dialog', { name: '制度フォルダを編集' })).toBeVisible()
  })
})

test('a dead connection: nothing is lost, the file waits, and the dashboard names the cause', async ({
  openConsole,
  openSimulator,
  picture,
}) => {
  const simulator = await openSimulator([TOKEN])
  const console = await openConsole()
  const { page, home } = console
  const root = path.join(home, 'renkei')
  mkdirSync(root)
  await choosePassphrase(page)
  await fillSettings(page, simulator.url, root)
  await addFolder(page, '子ども医療費助成', 'kodomo', TOKEN)
  writeFileSync(path.join(root, 'kodomo', 'a.csv'), 'id\r\n1\r\n')
  await simulator.close()
  await goTo(page, 'ダッシュボード')
  await page.getByRole('button', { name: '今すぐ送信' }).click()
  await expect(page.getByText('接続先につながりませんでした。').first()).toBeVisible()
  await picture(console, 'dashboard-dead-line')
  expect(filesBelow(root)).toContain('kodomo/a.csv')
})

test('wrong settings are refused at their field and nothing is stored', async ({ openConsole, picture }) => {
  const console = await openConsole()
  const { page, dataDir } = console
  await goTo(page, '設定')
  await page.getByRole('textbox', { name: '接続先URL' }).fill('ftp://pmh')
  await page.getByRole('textbox', { name: 'ポート', exact: true }).fill('99999')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('1〜65,535の整数で指定してください（入力値：99999）。').first()).toBeVisible()
  await expect(
    page.getByText('http:// または https:// で始まるURLを指定してください（入力値：ftp://pmh）。').first(),
  ).toBeVisible()
  await picture(console, 'settings-wrong')
  expect(rowsOf(dataDir, 'SELECT * FROM settings')).toEqual([])
})

test('the sheet of a folder fits into 1366×768, and does not move once it is open', async ({
  openConsole,
  openSimulator,
  picture,
}) => {
  const simulator = await openSimulator([TOKEN])
  const console = await openConsole({ width: 1366, height: 768 })
  const { page } = console
  const root = await setUpSite(console, simulator)
  await goTo(page, '制度フォルダ')
  const up = page.getByRole('button', { name: `${KODOMO}を上へ移動` })
  await expect(up).toHaveAttribute('aria-disabled', 'true')
  await expect(up).toHaveAccessibleDescription('いちばん上です')
  await page.getByRole('button', { name: `${KODOMO}を編集` }).click()
  const sheet = page.getByRole('dialog', { name: '制度フォルダを編集' })
  const foot = sheet.getByRole('radiogroup', { name: '送信前の点検' })
  const before = await foot.boundingBox()
  await standsStill(page)
  expect(await foot.boundingBox()).toEqual(before)
  const fields = sheet.locator('form > div').first()
  expect(await fields.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0)
  const rightOf = async (name: string, role: 'textbox' | 'button') => {
    const box = await sheet.getByRole(role, { name, exact: true }).boundingBox()
    return Math.round((box?.x ?? 0) + (box?.width ?? 0))
  }
  expect(await rightOf('制度の名前', 'textbox')).toBe(await rightOf('保存', 'button'))
  await picture(console, 'folder-sheet')

  await test.step('another name is looked up', async () => {
    mkdirSync(path.join(root, 'another'))
    await sheet.getByRole('textbox', { name: 'フォルダ', exact: true }).fill('another')
    await expect(sheet.getByText('フォルダがあります。')).toBeVisible()
  })
})
