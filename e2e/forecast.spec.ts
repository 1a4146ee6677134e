import { createHash } from 'node:crypto'
import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import type { CommandInput } from '../src-shared/ipc/commands.ts'
import type { Console } from './support/console.ts'
import { rowsOf } from './support/disk.ts'
import { addFolder, choosePassphrase, fillSettings, goTo } from './support/staff.ts'
import { expect, test } from './support/test.ts'

const TOKEN = 'token-of-kodomo-4f2a'
const KODOMO = '子ども医療費助成'
const JUDO = '重度心身障害者医療費助成'
const IKUSEI = '自立支援医療（育成医療）'
/** As .NET Framework's InvariantCulture orders them, not as they are dropped. */
const IN_ORDER = ['a10.csv', 'a2.csv', 'b.csv', 'ア.csv', 'あ.csv']
const DROPPED = ['b.csv', 'a10.csv', 'あ.csv', 'a2.csv', 'ア.csv']

const contentOf = (name: string) => `id\r\n${name}\r\n`
const sheetOf = (page: Page) => page.getByRole('dialog', { name: '次の周期で送るもの' })

/** Staff come back to the window: files that arrived without an event are counted then. */
const comeBack = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('focus')))

async function saveSettings(page: Page, changes: CommandInput<'settings.save'>['changes']): Promise<void> {
  const answer = await page.evaluate((input) => window.relay.call('settings.save', input), { changes })
  expect(answer).toMatchObject({ ok: true, value: { saved: true } })
}

/** Set up against the simulator, with the folder of one scheme. */
async function setUp({ page, home }: Console, url: string): Promise<string> {
  const root = path.join(home, 'renkei')
  mkdirSync(root)
  await choosePassphrase(page)
  await fillSettings(page, url, root)
  await addFolder(page, KODOMO, 'kodomo', TOKEN)
  return root
}

test('the waiting list: by keyboard, in the order of sending, with what is left out and why; then it is sent so', async ({
  openConsole,
  openSimulator,
  picture,
}) => {
  const simulator = await openSimulator([TOKEN])
  const console = await openConsole({ width: 1366, height: 768 })
  const { page, dataDir } = console
  const root = await setUp(console, simulator.url)
  await addFolder(page, JUDO, 'judo', TOKEN)
  await addFolder(page, IKUSEI, 'ikusei', TOKEN)
  await saveSettings(page, {
    AllowMultipleFilePerFolder: 'true',
    DuplicatePolicy: 'hold',
    StabilityWindow: '0',
  })
  const drop = (folder: string, name: string, content = contentOf(name)) =>
    writeFileSync(path.join(root, folder, name), content)
  const opener = page.getByRole('button', { name: new RegExp(`^${KODOMO}：待機ファイル`) })
  const sheet = sheetOf(page)
  const files = sheet.getByRole('list', { name: `${KODOMO}の送る順` }).getByRole('listitem')

  await test.step('one file was sent, the same one again is held', async () => {
    drop('kodomo', '先月分.csv', 'the same')
    await goTo(page, 'ダッシュボード')
    await page.getByRole('button', { name: `${KODOMO}を送信` }).click()
    await expect(page.getByText(/S00\d{20}/).first()).toBeVisible()
    drop('kodomo', '先月分の控え.csv', 'the same')
    await page.getByRole('button', { name: `${KODOMO}を送信` }).click()
    await expect(page.getByRole('heading', { name: '1件の対応が必要です' })).toBeVisible()
  })

  await test.step('files arrive; one folder is paused, one is gone', async () => {
    await goTo(page, '制度フォルダ')
    await page.getByRole('button', { name: `${JUDO}を一時停止` }).click()
    await expect(page.getByRole('button', { name: `${JUDO}を再開` })).toBeVisible()
    rmdirSync(path.join(root, 'ikusei'))
    for (const name of DROPPED) drop('kodomo', name)
    for (const name of ['読んでください.txt', '.控え.csv', '受信中.csv.part']) drop('kodomo', name)
    mkdirSync(path.join(root, 'kodomo', '昨年度'))
    drop('judo', 'judo_20261120.csv')
    await goTo(page, 'ダッシュボード')
    await comeBack(page)
    await expect(opener).toHaveAccessibleName(`${KODOMO}：待機ファイル 5件（一覧を見る）`)
    await picture(console, 'forecast-dashboard')
  })

  await test.step('the list opens at the folder of the card, in the order of sending', async () => {
    await opener.focus()
    await page.keyboard.press('Enter')
    await expect(sheet.getByText('5件を送ります。')).toBeVisible()
    await expect(sheet.getByRole('region', { name: KODOMO })).toBeFocused()
    await expect(files).toHaveText(IN_ORDER.map((name, index) => new RegExp(`^${index + 1}${name}0\\.1 KB$`)))
    await expect(sheet.getByText('監視を停止しているため、自動では送信しません。')).toBeVisible()
    await picture(console, 'forecast-folder-1366')
  })

  await test.step('each file that stays has its reason, and each folder that sends nothing', async () => {
    const reasons = sheet.getByRole('list', { name: `${KODOMO}の送らないもの` }).getByRole('listitem')
    await expect(reasons).toHaveCount(5)
    for (const [name, reason] of [
      ['先月分の控え.csv', '対応が決まるまで送りません。'],
      ['読んでください.txt', '設定の「ファイルの種類」と違うため、対象外です。'],
      ['.控え.csv', '隠しファイルのため、対象外です。'],
      ['受信中.csv.part', '書き込み中の一時ファイルのため、対象外です。'],
      ['昨年度', 'フォルダやリンクのため、対象外です。'],
    ] as const) {
      await expect(reasons.filter({ hasText: name })).toContainText(reason)
    }
    const judo = sheet.getByRole('region', { name: JUDO })
    await expect(judo).toContainText('一時停止中のため、送りません。')
    await expect(judo.getByRole('listitem')).toHaveText(/judo_20261120\.csv/)
    await expect(sheet.getByRole('region', { name: IKUSEI })).toContainText(
      'フォルダ「ikusei」が見つかりません。',
    )
    await expect(sheet.getByRole('region', { name: IKUSEI })).toContainText('コード：R3004')
    await sheet.getByRole('region', { name: IKUSEI }).scrollIntoViewIfNeeded()
    await picture(console, 'forecast-stopped-1366')
  })

  await test.step('a file that arrives meanwhile comes in at its place', async () => {
    drop('kodomo', 'a1.csv')
    await comeBack(page)
    await expect(files).toHaveText([/a1\.csv/, ...IN_ORDER.map((name) => new RegExp(name))])
  })

  await test.step('Esc closes it, nothing was sent, and the focus is back on the card', async () => {
    await page.keyboard.press('Escape')
    await expect(sheet).toBeHidden()
    await expect(opener).toBeFocused()
    expect(simulator.received).toHaveLength(1)
  })

  await test.step('今すぐ送信 in the list sends in the order of the list', async () => {
    await page.getByRole('button', { name: '次の周期で送るもの' }).press('Enter')
    await expect(files).toHaveCount(6)
    await page.emulateMedia({ colorScheme: 'dark' })
    await picture(console, 'forecast-top-1366-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await sheet.getByRole('button', { name: '今すぐ送信' }).press('Enter')
    await expect(sheet.getByText('いま送るファイルはありません。')).toBeVisible()
    await expect(files).toHaveCount(0)
    await picture(console, 'forecast-sent-1366')
    const sent = ['a1.csv', ...IN_ORDER]
    expect(
      rowsOf(dataDir, `SELECT file_name AS name FROM transfers WHERE status = 'accepted' ORDER BY id`).slice(
        1,
      ),
    ).toEqual(sent.map((name) => ({ name })))
    expect(simulator.received.slice(1).map(({ sha256 }) => sha256)).toEqual(
      sent.map((name) => createHash('sha256').update(contentOf(name)).digest('hex')),
    )
  })

  await test.step('the way from a held file to its decision', async () => {
    const way = sheet.getByRole('button', { name: '対応が必要な項目を見る' })
    await expect(way).toHaveAccessibleDescription('先月分の控え.csv')
    await way.press('Enter')
    await expect(sheet).toBeHidden()
    await expect(page.getByRole('region', { name: '対応が必要な項目' })).toBeFocused()
  })

  await test.step('the history shows the same order, newest first', async () => {
    await goTo(page, '送信履歴')
    const rows = page.getByRole('table', { name: '送信履歴' }).getByRole('row').filter({ hasText: '成功' })
    await expect(rows).toHaveText(
      ['a1.csv', ...IN_ORDER]
        .reverse()
        .concat('先月分.csv')
        .map((name) => new RegExp(name)),
    )
  })
})

test('in practice mode the list shows the sample files, one a folder', async ({ openConsole, picture }) => {
  const console = await openConsole({ width: 1920, height: 1080 })
  const { page } = console
  await page.getByRole('button', { name: '練習モードで試す' }).click()
  await page.getByRole('button', { name: '次の周期で送るもの' }).click()
  const sheet = sheetOf(page)
  await expect(sheet.getByText('3件を送ります。')).toBeVisible()
  await expect(sheet.getByRole('listitem')).toHaveCount(3)
  await picture(console, 'forecast-1920')
  await page.emulateMedia({ colorScheme: 'dark' })
  await picture(console, 'forecast-1920-dark')
  await sheet.getByRole('button', { name: '今すぐ送信' }).click()
  await expect(sheet.getByText('いま送るファイルはありません。')).toBeVisible()
  await sheet.getByRole('button', { name: '閉じる' }).last().click()
  await expect(page.getByText(/S00\d{20}/).first()).toBeVisible()
  await picture(console, 'forecast-dashboard-1920-dark')
})

test('a list that cannot be made says why, and 今すぐ送信 does nothing', async ({ openConsole, picture }) => {
  const console = await openConsole({ width: 1366, height: 768 })
  const { page, home } = console
  await choosePassphrase(page)
  // A folder before there is a place for it: what the list needs is missing.
  const entry = { folder: 'kodomo', displayName: KODOMO, token: TOKEN, paused: false, createDirectory: false }
  expect(await page.evaluate((input) => window.relay.call('folders.add', input), entry)).toMatchObject({
    ok: true,
  })
  await goTo(page, 'ダッシュボード')
  await page.getByRole('button', { name: '次の周期で送るもの' }).click()
  const sheet = sheetOf(page)
  await expect(sheet.getByRole('alert')).toContainText('設定が済んでいないため')
  await expect(sheet.getByRole('alert')).toContainText('監視する場所、接続先URL')
  await expect(sheet.getByRole('button', { name: '設定を開く' })).toBeVisible()
  await picture(console, 'forecast-failure')
  const send = sheet.getByRole('button', { name: '今すぐ送信' })
  await expect(send).toHaveAttribute('aria-disabled', 'true')
  await expect(send).toHaveAccessibleDescription('設定が済むと押せます。')

  await test.step('once it can be made the list is there, without opening it anew', async () => {
    const root = path.join(home, 'renkei')
    mkdirSync(path.join(root, 'kodomo'), { recursive: true })
    writeFileSync(path.join(root, 'kodomo', 'a.csv'), contentOf('a.csv'))
    await saveSettings(page, { PMHFilePath: root, PostRegistrationTasksBaseURL: 'http://127.0.0.1:9' })
    await expect(sheet.getByRole('listitem')).toHaveText(/a\.csv/)
    await expect(sheet.getByRole('alert')).toBeHidden()
  })
})
