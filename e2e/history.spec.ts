import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import { type Console, PROJECT } from './support/console.ts'
import { rowsOf } from './support/disk.ts'
import { type JournalRow, writeJournal } from './support/journal-rows.ts'
import { goTo } from './support/staff.ts'
import { expect, test } from './support/test.ts'

const TOTAL = 12_345
const DAY = '2026-11-20'
const FOLDERS = ['kodomo', 'hitorioya', 'judo', 'ikusei']

/** Rows of old days, and at the end, so that they are the newest, those of one day with every kind of result. */
function* past(): Generator<JournalRow> {
  const last: JournalRow[] = [
    { folder: 'kodomo', fileName: '医療費助成_子ども_20261120.csv', ...at('13:50:04'), status: 'accepted' },
    {
      folder: 'hitorioya',
      fileName: 'ＡＢＣ_ﾃｽﾄ_20261120.csv',
      ...at('13:50:11'),
      ...failed('unknown', 'R2001'),
    },
    { folder: 'judo', fileName: '=1+2.csv', ...at('13:50:19'), ...failed('rejected', 'E4010003') },
    { folder: 'ikusei', fileName: '自立支援_育成医療_20261120.csv', ...at('13:50:26'), status: 'accepted' },
    {
      folder: 'kodomo',
      fileName: '重複,"控え".csv',
      ...at('15:10:00'),
      ...failed('failed', 'R3010'),
      hold: 'duplicate',
    },
    {
      folder: 'judo',
      fileName: '再送_20261120.csv',
      ...at('16:00:03'),
      status: 'accepted',
      resendOf: TOTAL - 3,
    },
  ]
  for (let number = 1; number <= TOTAL - last.length; number += 1) {
    const day = new Date(Date.UTC(2025, 0, 1) + number * 3_600_000).toISOString().slice(0, 19)
    const folder = FOLDERS[number % FOLDERS.length] ?? ''
    yield {
      folder,
      fileName: `${folder}_${number}.csv`,
      startedAt: `${day}.000+09:00`,
      ...(number % 20 === 0 ? failed('rejected', 'E4000012') : { status: 'accepted' as const }),
    }
  }
  yield* last
}

function at(time: string) {
  return { startedAt: `${DAY}T${time}.000+09:00` }
}

function failed(status: JournalRow['status'], errorCode: string) {
  return { status, errorCode }
}

const range = (page: Page, text: string) => expect(page.getByText(text, { exact: true })).toBeVisible()

const bodyRows = (page: Page) =>
  page.getByRole('table', { name: '送信履歴' }).locator('tbody').getByRole('row')

async function choose(page: Page, box: string, option: string): Promise<void> {
  await page.getByRole('button', { name: box }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** What the system's dialog will answer. */
async function willSaveAs({ app }: Console, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
}

/** RFC 4180. */
function readCsv(text: string): string[][] {
  return text
    .replace(/\r\n$/, '')
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = '']) => cell.replaceAll('""', '"')),
    )
}

test('送信履歴: filter, search in any width, pages, detail by keyboard, CSV出力', async ({
  openConsole,
  picture,
}) => {
  const console = await openConsole({ width: 1366, height: 768 })
  const { page, dataDir, home } = console
  await goTo(page, '送信履歴')
  await expect(page.getByText('送信の記録はまだありません')).toBeVisible()
  await picture(console, 'history-empty')
  writeJournal(dataDir, past())
  await goTo(page, 'はじめに')
  await goTo(page, '送信履歴')

  await test.step('page numbers and the number of all; the last page is one press away', async () => {
    await range(page, '1〜50件')
    await expect(page.getByText('/ 12,345件')).toBeVisible()
    await expect(bodyRows(page)).toHaveCount(50)
    await expect(bodyRows(page).first()).toContainText('再送_20261120.csv')
    await picture(console, 'history')
    await page.getByRole('button', { name: '247ページ' }).click()
    await range(page, '12,301〜12,345件')
    await expect(bodyRows(page).last()).toContainText('hitorioya_1.csv')
    await page.getByRole('button', { name: '前のページ' }).click()
    await range(page, '12,251〜12,300件')
    await page.getByRole('button', { name: '1ページ', exact: true }).click()
    await range(page, '1〜50件')
  })

  await test.step('結果 and 制度フォルダ and 期間', async () => {
    for (const [result, rows] of [
      ['結果不明', 1],
      ['保留中', 1],
    ] as const) {
      await choose(page, '結果', result)
      await expect(bodyRows(page)).toHaveCount(rows)
    }
    await choose(page, '結果', '失敗')
    await expect(page.getByText('/ 618件')).toBeVisible()
    await choose(page, '期間', '日付を指定')
    await page.getByLabel('開始日').fill(DAY)
    await page.getByLabel('終了日').fill(DAY)
    await expect(page.getByText('/ 2件')).toBeVisible()
    await choose(page, '制度フォルダ', '重度心身障害者医療費助成')
    await expect(bodyRows(page)).toHaveCount(1)
    await picture(console, 'history-filtered')
    await page.getByLabel('終了日').fill('2026-11-19')
    await expect(page.getByText('開始日が終了日より後です。')).toBeVisible()
    await page.getByRole('button', { name: '条件を解除' }).first().click()
    await expect(page.getByText('/ 12,345件')).toBeVisible()
  })

  const search = page.getByRole('searchbox')
  await test.step('the search folds width, case and kana, and takes nothing for a pattern', async () => {
    for (const [typed, name] of [
      ['abc_テスト', 'ＡＢＣ_ﾃｽﾄ_20261120.csv'],
      ['ＡＢＣ＿ﾃｽﾄ', 'ＡＢＣ_ﾃｽﾄ_20261120.csv'],
      ['ｅ４０１', '=1+2.csv'],
      ['s0000000000000000012340', '医療費助成_子ども_20261120.csv'],
    ] as const) {
      await search.fill(typed)
      await expect(bodyRows(page)).toHaveCount(1)
      await expect(bodyRows(page).first()).toContainText(name)
    }
    await search.fill('100%')
    await expect(page.getByText('条件に合う記録はありません')).toBeVisible()
    await page.getByRole('button', { name: '検索の文字を消す' }).click()
    await expect(page.getByText('/ 12,345件')).toBeVisible()
  })

  await test.step('the detail opens, follows links and closes by keyboard', async () => {
    const detail = page.getByRole('region', { name: 'くわしい内容' })
    await bodyRows(page).first().getByRole('button').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect(detail).toContainText('PMHが受付')
    await expect(detail.getByRole('list', { name: '経過' }).getByRole('listitem')).toHaveCount(3)
    await detail.getByRole('button', { name: `${TOTAL - 3}番の記録を開く` }).press('Enter')
    await expect(detail).toContainText('=1+2.csv')
    await expect(detail).toContainText('PMHが拒否')
    await expect(detail.getByRole('button', { name: `${TOTAL}番の記録を開く` })).toBeVisible()
    await picture(console, 'history-detail')
    await detail.getByRole('button', { name: 'SHA-256をコピー' }).focus()
    await page.keyboard.press('Escape')
    await expect(detail).toBeHidden()
    await expect(bodyRows(page).nth(3).getByRole('button')).toBeFocused()
  })

  await test.step('CSV出力 writes what is filtered, all pages of it, and the audit trail knows', async () => {
    const file = path.join(home, '書き出し.csv')
    await willSaveAs(console, file)
    await search.fill('csv')
    await choose(page, '期間', 'すべて')
    await choose(page, '結果', '失敗')
    await expect(page.getByText('/ 618件')).toBeVisible()
    await page.getByRole('button', { name: 'CSV出力' }).click()
    await expect(page.getByText('送信履歴618件を「書き出し.csv」に書き出しました。').first()).toBeVisible()
    await picture(console, 'history-exported')
    const bytes = readFileSync(file)
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [titles = [], ...rows] = readCsv(bytes.toString('utf8').slice(1))
    expect(rows).toHaveLength(618)
    const cell = (row: string[] | undefined, title: string) => row?.[titles.indexOf(title)]
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([titles.length]))
    expect(rows.slice(0, 2).map((row) => cell(row, 'ファイル名'))).toEqual(['重複,"控え".csv', "'=1+2.csv"])
    expect(cell(rows[1], '開始日時')).toBe('2026/11/20 13:50:19')
    expect(cell(rows[1], '制度')).toBe('重度心身障害者医療費助成')
    expect(readdirSync(home).filter((name) => name.endsWith('.part'))).toEqual([])
    expect(rowsOf(dataDir, "SELECT subject, after FROM audit WHERE action = 'history.exported'")).toEqual([
      { subject: file, after: 'rows=618' },
    ])
  })

  await test.step('a file that cannot be written is told with what to do', async () => {
    await willSaveAs(console, path.join(home, 'nowhere', 'x.csv'))
    await page.getByRole('button', { name: 'CSV出力' }).click()
    const alert = page.getByRole('alert').filter({ hasText: 'ファイルを書き出せませんでした。' })
    await expect(alert).toContainText('R5010')
    expect(existsSync(path.join(home, 'nowhere'))).toBe(false)
  })
})

test('日報 is one A4 sheet with counts, what needs an answer, and every 処理通番', async ({
  openConsole,
  picture,
}) => {
  const console = await openConsole({ width: 1920, height: 1080, colorScheme: 'dark' })
  const { page, app, dataDir } = console
  writeJournal(dataDir, past())
  await goTo(page, '送信履歴')
  await bodyRows(page).nth(4).getByRole('button').click()
  await expect(page.getByRole('region', { name: 'くわしい内容' })).toContainText('応答が不明')
  await picture(console, 'history-detail-dark-1920')
  await page.getByRole('button', { name: '日報を印刷' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '日報' })).toBeVisible()
  await page.getByLabel('日付').fill(DAY)
  const paper = page.getByRole('article', { name: '印刷する内容' })
  await expect(paper).toContainText('令和8年11月20日（金）')
  await expect(paper.getByRole('row', { name: '合計 6 3 2 1' })).toBeVisible()
  await expect(paper).toContainText('× 失敗　重度心身障害者医療費助成')
  await expect(paper).toContainText('？ 結果不明　ひとり親家庭等医療費助成')
  await expect(paper).toContainText('S0000000000000000012340')
  await expect(paper).toContainText('以上 6件')
  await expect(page.getByRole('link', { name: '送信履歴', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  )
  await picture(console, 'report-dark-1920')

  const pdf = Buffer.from(
    await app.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      const printed = await window?.webContents.printToPDF({ preferCSSPageSize: true })
      return printed?.toString('base64') ?? ''
    }),
    'base64',
  )
  mkdirSync(path.join(PROJECT, 'artifacts', 'pictures'), { recursive: true })
  writeFileSync(path.join(PROJECT, 'artifacts', 'pictures', 'report.pdf'), pdf)
  const text = pdf.toString('latin1')
  expect(text.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1)
  expect(text).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/)

  await page.getByRole('button', { name: '前の日' }).click()
  await expect(paper).toContainText('この日の送信はありません。')
  await page.getByRole('link', { name: '送信履歴に戻る' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '送信履歴' })).toBeVisible()
})
