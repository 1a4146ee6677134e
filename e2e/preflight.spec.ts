import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { asJson, DIGITS, sampleRecord, wrongNumber } from '../src-main/preflight/testing/synthetic-record.ts'
import { axeViolations } from './support/axe.ts'
import { ask } from './support/console-site.ts'
import { filesBelow, rowsOf } from './support/disk.ts'
import { addFolder, choosePassphrase, fillSettings, goTo } from './support/staff.ts'
import { expect, test } from './support/test.ts'

const TOKEN = 'token-of-kodomo-4f2a'
const KODOMO = '子ども医療費助成'
const BAD = asJson(
  sampleRecord(),
  sampleRecord({ myNumber: wrongNumber(DIGITS), certificationName: undefined }),
)

const filesOf = (root: string) => filesBelow(root).filter((file) => !file.startsWith('.'))

test('止める: a file with a fault waits with its findings, is sent with a reason, and a corrected one goes by itself', async ({
  openConsole,
  openSimulator,
  picture,
}) => {
  const simulator = await openSimulator([TOKEN])
  const console = await openConsole({ width: 1366, height: 768 })
  const { page, dataDir, home } = console
  const root = path.join(home, 'renkei')
  mkdirSync(root)
  await choosePassphrase(page)
  await fillSettings(page, simulator.url, root)
  await addFolder(page, KODOMO, 'kodomo', TOKEN)
  await ask(page, 'settings.save', {
    changes: { PostRegistrationFileType: '1', StabilityWindow: '0', AllowMultipleFilePerFolder: 'true' },
  })
  const drop = (name: string, content: string) => writeFileSync(path.join(root, 'kodomo', name), content)
  const send = () => page.getByRole('button', { name: `${KODOMO}を送信` }).click()
  const problems = page.getByRole('region', { name: '対応が必要な項目' })
  const findings = page.getByRole('region', { name: '送信前の点検' })

  await test.step('知らせる is the default: the file goes, and the history says what was found', async () => {
    drop('1.json', BAD)
    await goTo(page, 'ダッシュボード')
    await send()
    await expect.poll(() => filesOf(root)).toEqual(['PROCEED/kodomo/1.json'])
    await goTo(page, '送信履歴')
    await expect(page.getByRole('table', { name: '送信履歴' }).getByText('点検の誤り')).toBeVisible()
    await page.locator('[data-row]').first().click()
    await expect(findings.getByRole('listitem')).toHaveCount(2)
    await expect(findings.getByText('個人番号の検査用数字が合いません。')).toBeVisible()
    await expect(findings.getByText('2件目・1行目').first()).toBeVisible()
    await findings.scrollIntoViewIfNeeded()
    await picture(console, 'preflight-history')
    expect(await axeViolations(page)).toEqual([])
  })

  await test.step('the entry of the mapping differs from the setting', async () => {
    await goTo(page, '制度フォルダ')
    await page.getByRole('button', { name: `${KODOMO}を編集` }).click()
    const mode = page.getByRole('dialog').getByRole('radiogroup', { name: '送信前の点検' })
    await expect(mode.getByRole('radio', { name: '設定に従う' })).toBeChecked()
    await mode.getByText('止める', { exact: true }).click()
    await mode.scrollIntoViewIfNeeded()
    await picture(console, 'preflight-folder')
    expect(await axeViolations(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    expect(rowsOf(dataDir, 'SELECT preflight FROM scheme_folders')).toEqual([{ preflight: 'block' }])
  })

  await test.step('a file with a fault is kept, and what comes behind it waits', async () => {
    drop('2.json', `${BAD}\n`)
    drop('3.json', asJson(sampleRecord()))
    await goTo(page, 'ダッシュボード')
    await send()
    await expect(problems.getByText('保留中')).toBeVisible()
    expect(filesOf(root)).toEqual(['PROCEED/kodomo/1.json', 'kodomo/2.json', 'kodomo/3.json'])
    await picture(console, 'preflight-dashboard')
    await page.getByRole('button', { name: new RegExp(`^${KODOMO}：待機ファイル`) }).click()
    const sheet = page.getByRole('dialog', { name: '次の周期で送るもの' })
    await expect(sheet.getByText('送信前の点検で止めています。')).toBeVisible()
    await expect(sheet.getByText('前のファイルが点検で止まっているため')).toBeVisible()
    await picture(console, 'preflight-forecast')
    await page.keyboard.press('Escape')
  })

  await test.step('it is sent as it is only with a reason', async () => {
    await problems.getByRole('button', { name: '確認して決める' }).click()
    const dialog = page.getByRole('dialog', { name: '点検で誤りが見つかったファイルを、このまま送りますか' })
    await expect(dialog.getByText('個人番号の検査用数字が合いません。')).toBeVisible()
    await picture(console, 'preflight-decide')
    expect(await axeViolations(page)).toEqual([])
    const act = dialog.getByRole('button', { name: 'このまま送信する' })
    await act.click()
    await expect(dialog.getByText('このまま送信する理由を入力してください。')).toBeVisible()
    expect(rowsOf(dataDir, 'SELECT decision FROM transfers WHERE id = 2')).toEqual([{ decision: null }])
    await dialog.getByLabel('理由（必須・200文字まで）').fill('住民基本台帳と照合済み')
    await act.click()
    await expect(dialog).toBeHidden()
    await send()
    const sent = ['PROCEED/kodomo/1.json', 'PROCEED/kodomo/2.json', 'PROCEED/kodomo/3.json']
    await expect.poll(() => filesOf(root)).toEqual(sent)
    await expect(page.getByText('ありません。問題が起きると、')).toBeVisible()
  })

  await test.step('one that is replaced by a corrected one goes by itself', async () => {
    drop('4.json', '[{"myNumber":1}]')
    await send()
    await expect(problems.getByText('保留中')).toBeVisible()
    drop('4.json', asJson(sampleRecord({ historyKey: 'H4' })))
    await send()
    await expect.poll(() => filesOf(root)).toContain('PROCEED/kodomo/4.json')
    await expect(page.getByText('ありません。問題が起きると、')).toBeVisible()
    expect(simulator.received).toHaveLength(4)
  })

  await test.step('nothing of the file stands in the database', () => {
    const rows = rowsOf(dataDir, 'SELECT * FROM preflight_findings')
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${DIGITS}|KODOMO01|検証`))
  })
})

test('the setting 送信前の点検 is in the window', async ({ openConsole, picture }) => {
  const console = await openConsole({ width: 1366, height: 768, colorScheme: 'dark' })
  const { page } = console
  await choosePassphrase(page)
  await goTo(page, '設定')
  const mode = page.getByRole('radiogroup', { name: '送信前の点検' })
  await expect(mode.getByRole('radio', { name: '知らせる' })).toBeChecked()
  await mode.scrollIntoViewIfNeeded()
  await picture(console, 'preflight-settings-dark')
})
