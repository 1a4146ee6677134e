import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { CertificateMaker, opensslProblem } from '../src-main/network/testing/certificate-maker.ts'
import { chooseInTray, closeWindow, outside, watchOutside } from './support/around-window.ts'
import type { Console } from './support/console.ts'
import { ask, dropFile, KODOMO, sendWell, setUpSite, TOKENS } from './support/console-site.ts'
import { answerFileDialog, answerSaveDialog } from './support/file-dialog.ts'
import { layoutFaults } from './support/layout.ts'
import { judged } from './support/looks.ts'
import { openScreen, standsStill } from './support/screens.ts'
import { expect, test } from './support/test.ts'
import { zoomedPicture, zoomTo } from './support/zoom.ts'

test.setTimeout(300_000)

/** More than the sockets in between can hold. */
const LARGE_BYTES = 32_000_000

/** Axe in every look, and what does not fit, at 100 % and 200 %. */
async function faultsOf(console: Console, name: string): Promise<string[]> {
  const { page } = console
  const found: string[] = []
  for (const factor of [1, 2]) {
    await zoomTo(console, factor)
    await standsStill(page)
    const here = `${name}-${factor * 100}`
    found.push(...(await layoutFaults(page)).map((line) => `${here}: ${line}`))
    found.push(...(await judged(page, here, (picked) => zoomedPicture(console, `dialog-${picked}`))))
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
  }
  await zoomTo(console, 1)
  return found
}

test('axe finds nothing in the about box, shut and with a licence open', async ({ openConsole }) => {
  const console = await openConsole({ width: 1366, height: 768 })
  const { page } = console
  await page.getByRole('button', { name: /^このアプリについて/ }).click()
  const dialog = page.getByRole('dialog', { name: 'このアプリについて' })
  await expect(dialog.getByText('react-aria-components')).toBeVisible()
  const found = await faultsOf(console, 'about')
  await dialog.getByText('better-sqlite3', { exact: true }).click()
  found.push(...(await faultsOf(console, 'about-licence')))
  expect(found).toEqual([])
})

test('axe finds nothing in what is asked before the window closes or the program ends', async ({
  openConsole,
  openSimulator,
}) => {
  const simulator = await openSimulator(Object.values(TOKENS))
  const console = await openConsole({ tray: true, width: 1366, height: 768 })
  const { app, page } = console
  await watchOutside(app)
  const root = await setUpSite(console, simulator)
  const question = page.getByRole('alertdialog')
  await closeWindow(app)
  await expect(question).toBeVisible()
  const found = await faultsOf(console, 'farewell-closing')
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()

  simulator.behave({ kind: 'hold_body', afterBytes: 100_000 }, { times: 1 })
  writeFileSync(path.join(root, 'kodomo', 'c.csv'), '1'.repeat(LARGE_BYTES))
  await ask(page, 'engine.send-now', { folder: 'kodomo' })
  await simulator.waitFor(({ underWay }) => underWay.some(({ state }) => state === 'held'))
  await expect.poll(async () => (await outside(app)).menu).toContain('終了')
  await chooseInTray(app, '終了')
  await expect(question).toContainText('c.csv')
  found.push(...(await faultsOf(console, 'farewell-ending')))
  await question.getByRole('button', { name: '送信が終わってから終了' }).click()
  await expect(page.getByRole('alertdialog', { name: '送信が終わりしだい終了します' })).toBeVisible()
  found.push(...(await faultsOf(console, 'farewell-waiting')))
  await question.getByRole('button', { name: '戻る' }).click()
  await expect(question).toBeHidden()
  simulator.release()
  expect(found).toEqual([])
})

test('axe finds nothing in the question before a program without a tray ends', async ({
  openConsole,
  openSimulator,
}) => {
  const simulator = await openSimulator(Object.values(TOKENS))
  const console = await openConsole({ tray: false, width: 1366, height: 768 })
  await setUpSite(console, simulator)
  await ask(console.page, 'engine.start', {})
  await closeWindow(console.app)
  await expect(console.page.getByRole('alertdialog')).toBeVisible()
  expect(await faultsOf(console, 'farewell-stopping')).toEqual([])
})

test('axe finds nothing about CSV出力: written, or refused', async ({ openConsole, openSimulator }) => {
  const simulator = await openSimulator(Object.values(TOKENS))
  const console = await openConsole({ width: 1366, height: 768 })
  const { page, home } = console
  await sendWell(page, await setUpSite(console, simulator))
  const found: string[] = []
  for (const screen of ['history', 'audit'] as const) {
    await openScreen(page, screen)
    await answerSaveDialog(console, path.join(home, `${screen}.csv`))
    await page.getByRole('button', { name: 'CSV出力' }).click()
    await expect(page.getByText('書き出しました。').first()).toBeVisible()
    found.push(...(await faultsOf(console, `export-done-${screen}`)))
    await answerSaveDialog(console, path.join(home, 'no-such-folder', `${screen}.csv`))
    await page.getByRole('button', { name: 'CSV出力' }).click()
    await expect(page.getByText('ファイルを書き出せませんでした。').first()).toBeVisible()
    await expect(page.getByText(/\.csv（保存先のフォルダがありません）$/)).toBeVisible()
    await expect(page.getByRole('main').getByText(/を、?.*書き出しました。$/)).toBeHidden()
    found.push(...(await faultsOf(console, `export-failed-${screen}`)))
  }
  expect(found).toEqual([])
})

test('axe finds nothing in the questions about certificates and in their list', async ({ openConsole }) => {
  test.skip(opensslProblem() !== null, opensslProblem() ?? '')
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pmh-axe-'))
  try {
    const maker = new CertificateMaker(folder)
    const root = { name: 'Closed network root', isAuthority: true } as const
    const old = { name: 'Old root', isAuthority: true, to: '20210101120000Z' } as const
    const console = await openConsole({ width: 1366, height: 768 })
    const { page, home } = console
    const both = path.join(home, 'both.pem')
    writeFileSync(both, maker.make(old).cert + maker.make(root).cert)
    await openScreen(page, 'settings', { section: 'certificates' })
    const section = page.getByRole('region', { name: '証明書' })
    await answerFileDialog(console, both)
    await section.getByRole('button', { name: '証明書を追加' }).click()
    await expect(page.getByRole('alertdialog')).toContainText('CN=Old root')
    // The focus is on キャンセル, and yet the question is what is seen first.
    await expect(page.getByRole('alertdialog').getByRole('heading')).toBeInViewport()
    const found = await faultsOf(console, 'certificate-trust')
    await page.getByRole('alertdialog').getByRole('button', { name: '信頼して追加' }).click()
    await expect(section.getByRole('listitem')).toHaveCount(2)
    const broken = path.join(home, 'broken.cer')
    writeFileSync(broken, 'no')
    await answerFileDialog(console, broken)
    await section.getByRole('button', { name: '証明書を追加' }).click()
    await expect(section.getByRole('alert')).toBeVisible()
    found.push(...(await faultsOf(console, 'certificate-refused')))
    await section.getByRole('button', { name: 'CN=Old rootを取り除く' }).click()
    await expect(page.getByRole('alertdialog')).toBeVisible()
    found.push(...(await faultsOf(console, 'certificate-remove')))
    expect(found).toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('axe finds nothing about an upload under way, a log with an error, and 日報 of the day', async ({
  openConsole,
  openSimulator,
}) => {
  const simulator = await openSimulator(Object.values(TOKENS))
  const console = await openConsole({ width: 1366, height: 768 })
  const { page } = console
  const root = await setUpSite(console, simulator)
  simulator.behave({ kind: 'status', status: 400, code: 'E4000001' }, { times: 1 })
  dropFile(root, 'kodomo', 'a.csv')
  await ask(page, 'engine.send-now', { folder: 'kodomo' })
  await openScreen(page, 'dashboard')
  await expect(page.getByText('E4000001').first()).toBeVisible()
  await page.getByRole('button', { name: '表で見る' }).click()
  const found = await faultsOf(console, 'day-table')
  await page.keyboard.press('Escape')
  await openScreen(page, 'log')
  await expect(page.getByRole('log').getByRole('img', { name: 'エラー' }).first()).toBeVisible()
  found.push(...(await faultsOf(console, 'log-error')))
  await page.getByRole('textbox', { name: '検索' }).fill('kodomo')
  found.push(...(await faultsOf(console, 'log-search')))
  await openScreen(page, 'report')
  await expect(page.getByRole('article')).toContainText('a.csv')
  found.push(...(await faultsOf(console, 'report-day')))

  simulator.behave({ kind: 'hold_body', afterBytes: 100_000 }, { times: 1 })
  writeFileSync(path.join(root, 'kodomo', '医療費助成_子ども_20261120.csv'), '1'.repeat(LARGE_BYTES))
  await openScreen(page, 'dashboard')
  await page.getByRole('button', { name: `${KODOMO}を送信` }).click()
  await simulator.waitFor(({ underWay }) => underWay.some(({ state }) => state === 'held'))
  await expect(page.getByRole('progressbar')).toBeVisible()
  found.push(...(await faultsOf(console, 'uploading')))
  simulator.release()
  await expect(page.getByRole('progressbar')).toBeHidden()
  expect(found).toEqual([])
})
