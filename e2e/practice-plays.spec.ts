import type { Page } from 'playwright'
import { axeViolations } from './support/axe.ts'
import { ask } from './support/console-site.ts'
import { pressOn, tabTo } from './support/focus.ts'
import { goTo } from './support/staff.ts'
import { expect, test } from './support/test.ts'

test.setTimeout(240_000)

const KODOMO = '子ども医療費助成'

const panelOf = (page: Page) => page.getByRole('region', { name: '練習の操作' })
const problems = (page: Page) => page.getByRole('region', { name: '対応が必要な項目' })
const cardOf = (page: Page) => page.getByRole('listitem').filter({ hasText: KODOMO }).last()

async function choose(page: Page, label: string, option: string): Promise<void> {
  await panelOf(page).getByRole('button', { name: label }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
  await expect(panelOf(page).getByRole('button', { name: label })).toContainText(option)
}

const play = (page: Page, option: string) => choose(page, '模擬のPMHの答え方', option)

async function beginPractice(page: Page): Promise<void> {
  await page.getByRole('button', { name: '練習モードで試す' }).click()
  await expect(panelOf(page)).toBeVisible()
  // Practice is about results; how long a file must stand still is another lesson.
  await ask(page, 'settings.save', { changes: { StabilityWindow: '0' } })
}

async function beginAgain(page: Page): Promise<void> {
  await panelOf(page).getByRole('button', { name: '最初からやり直す' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: '最初からやり直す' }).click()
  await expect(page.getByRole('alertdialog')).toBeHidden()
  await expect(problems(page)).toContainText('ありません。')
  await expect(panelOf(page).getByRole('button', { name: '模擬のPMHの答え方' })).toContainText('成功')
  await ask(page, 'settings.save', { changes: { StabilityWindow: '0' } })
}

/** What each answer looks like, and the next step that stands beside it. */
const PLAYS: readonly {
  readonly option: string
  readonly chip: string
  readonly sentence: string
  readonly next: string
}[] = [
  {
    option: '受付不可（E4000001）',
    chip: '失敗',
    sentence: 'ファイルの内容が受け付けられず、登録されませんでした。',
    next: '履歴を見る',
  },
  {
    option: 'トークンを受け付けない（E4010003）',
    chip: '保留中',
    sentence: '認証に失敗したため、この制度の送信を止めています。',
    next: '制度フォルダを編集',
  },
  {
    option: '結果不明（処理通番なし）',
    chip: '結果不明',
    sentence: '応答に処理通番がありません。',
    next: '確認して決める',
  },
  {
    option: '結果不明（応答なし）',
    chip: '結果不明',
    sentence: '送り終えたあと、応答が途絶えました。',
    next: '確認して決める',
  },
  {
    option: 'つながらない',
    chip: '要対応',
    sentence: '接続先につながりませんでした。',
    next: '設定を開く',
  },
  {
    option: '混雑（503）',
    chip: '結果不明',
    sentence: '途中の機器から、応答の代わりにエラーが返りました。',
    next: '確認して決める',
  },
]

test('each kind of trouble is played, and the window shows it with its next step', async ({
  openConsole,
  picture,
}) => {
  const console = await openConsole({ width: 1366, height: 768 })
  const { page } = console
  await beginPractice(page)
  await picture(console, 'practice-panel')
  for (const [index, { option, chip, sentence, next }] of PLAYS.entries()) {
    await test.step(option, async () => {
      await play(page, option)
      await page.getByRole('button', { name: `${KODOMO}を送信` }).click()
      await expect(problems(page)).toContainText(sentence)
      await expect(problems(page)).toContainText(chip)
      await expect(problems(page).getByRole('button', { name: next }).first()).toBeVisible()
      await picture(console, `practice-play-${index + 1}`)
      await beginAgain(page)
    })
  }

  await test.step('混雑（429）: nothing to do, and the file goes once PMH takes it', async () => {
    await play(page, '混雑（429）')
    await page.getByRole('button', { name: `${KODOMO}を送信` }).click()
    await expect(cardOf(page)).toContainText('R1008')
    await expect(problems(page)).toContainText('PMHが混み合っているため')
    await play(page, '成功')
    await page.getByRole('button', { name: `${KODOMO}を送信` }).click()
    await expect(cardOf(page)).toContainText(/S00\d{20}/)
    await expect(problems(page)).toContainText('ありません。')
  })
})

test('遅い送信: a large sample goes into a chosen folder, its progress is seen, and 中止 keeps it', async ({
  openConsole,
  picture,
}) => {
  const console = await openConsole({ width: 1366, height: 768 })
  const { page } = console
  await beginPractice(page)
  await page.getByRole('button', { name: `${KODOMO}を送信` }).click()
  await expect(cardOf(page)).toContainText(/S00\d{20}/)
  await play(page, '遅い送信')
  await choose(page, '見本ファイルを入れる制度', KODOMO)
  await panelOf(page).getByRole('button', { name: '見本ファイルを入れる', exact: true }).click()
  await expect(panelOf(page)).toContainText('見本ファイルを入れました。')
  await expect(cardOf(page)).toContainText('待機ファイル 1件')
  await page.getByRole('button', { name: `${KODOMO}を送信` }).click()
  const bar = page.getByRole('progressbar')
  await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(0)
  await expect(cardOf(page)).toContainText('送信中')
  await picture(console, 'practice-slow')
  await page.getByRole('button', { name: '中止', exact: true }).click()
  await expect(bar).toBeHidden()
  await expect(problems(page)).toContainText('送信を中止しました。')
})

test('the panel is clean under axe, works by keyboard, and is there in practice alone', async ({
  openConsole,
}) => {
  const { page } = await openConsole({ width: 1366, height: 768 })
  await goTo(page, 'ダッシュボード')
  await expect(panelOf(page)).toBeHidden()
  await goTo(page, 'はじめに')
  await beginPractice(page)
  await pressOn(page, panelOf(page).getByRole('button', { name: '模擬のPMHの答え方' }))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(panelOf(page)).toContainText('ファイルの内容に誤りがあると答えます。')
  await tabTo(page, panelOf(page).getByRole('button', { name: '見本ファイルを入れる', exact: true }))
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    found.push(...(await axeViolations(page)))
  }
  await pressOn(page, panelOf(page).getByRole('button', { name: '最初からやり直す' }))
  const question = page.getByRole('alertdialog')
  await expect(question.getByRole('button', { name: 'やり直さない' })).toBeFocused()
  found.push(...(await axeViolations(page)))
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  expect(found).toEqual([])
})
