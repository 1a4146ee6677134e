import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Behaviour } from '../src-main/simulator/behaviour.ts'
import type { Simulator } from '../src-main/simulator/simulator.ts'
import {
  chooseInTray,
  clickNotification,
  closeWindow,
  isWindowVisible,
  outside,
  watchOutside,
} from './support/around-window.ts'
import { type Console, launchConsole, startAgain } from './support/console.ts'
import { filesBelow, rowsOf } from './support/disk.ts'
import { lookedAt } from './support/looked-at.ts'
import { addFolder, choosePassphrase, fillSettings, goTo } from './support/staff.ts'
import { expect, test } from './support/test.ts'

const TOKEN = 'token-of-kodomo-4f2a'
const SCHEME = '子ども医療費助成'
const HOUR = String(3_600_000)
/** More than the sockets in between can hold. */
const LARGE_BYTES = 32_000_000

/** Set up against the simulator; files go at once when they arrive, or when they are sent by hand. */
async function setUp({ page, home }: Console, simulator: Simulator): Promise<string> {
  const root = path.join(home, 'renkei')
  mkdirSync(root)
  await choosePassphrase(page)
  await fillSettings(page, simulator.url, root)
  await addFolder(page, SCHEME, 'kodomo', TOKEN)
  const changes = { ImmediateTrigger: 'true', StabilityWindow: '10', MonitoringTimer: HOUR }
  await page.evaluate((input) => window.relay.call('settings.save', { changes: input }), changes)
  await goTo(page, 'ダッシュボード')
  return root
}

async function startMonitoring({ page, app }: Console): Promise<void> {
  await page.getByRole('button', { name: '監視を開始' }).click()
  await expect.poll(async () => (await outside(app)).menu?.[0]).toBe('監視中')
}

const drop = (root: string, name: string, bytes = 20) =>
  writeFileSync(path.join(root, 'kodomo', name), `id\r\n${'1'.repeat(bytes)}\r\n`)

const inFolder = (root: string) => filesBelow(root).filter((file) => !file.startsWith('.'))

const ended = ({ app }: Console) => {
  const child = app.process()
  return child.exitCode === null
    ? once(child, 'exit').then(([code]) => code)
    : Promise.resolve(child.exitCode)
}

test('closing the window says once that the relay goes on, and it does; a second start brings the window back', async ({
  openConsole,
  openSimulator,
  picture,
}) => {
  const simulator = await openSimulator([TOKEN])
  const console = await openConsole({ tray: true, width: 1366, height: 768 })
  const { app, page, home, dataDir } = console
  await watchOutside(app)
  const root = await setUp(console, simulator)
  await startMonitoring(console)
  const dialog = page.getByRole('alertdialog', { name: '画面を閉じても監視を続けます' })

  await test.step('Esc keeps the window', async () => {
    await closeWindow(app)
    await expect(dialog.getByRole('button', { name: '画面を閉じる' })).toBeFocused()
    await expect(dialog.getByRole('checkbox', { name: '次回から表示しない' })).toBeChecked()
    await picture(console, 'desktop-closing')
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    expect(await isWindowVisible(app)).toBe(true)
  })

  await test.step('a file that is dropped after closing is sent', async () => {
    await closeWindow(app)
    await dialog.getByRole('button', { name: '画面を閉じる' }).click()
    await expect.poll(() => isWindowVisible(app)).toBe(false)
    const sent = simulator.nextUpload()
    drop(root, 'a.csv')
    expect(await sent).toMatchObject({ outcome: 'accepted' })
    await expect.poll(() => inFolder(root)).toEqual(['PROCEED/kodomo/a.csv'])
    expect(rowsOf(dataDir, "SELECT value FROM facts WHERE name = 'close_note'")).toEqual([{ value: 'seen' }])
  })

  await test.step('a second start brings it back, and the next time it closes without a word', async () => {
    expect(await startAgain(home, { tray: true })).toBe(0)
    await expect.poll(() => isWindowVisible(app)).toBe(true)
    await closeWindow(app)
    await expect.poll(() => isWindowVisible(app)).toBe(false)
    await expect(dialog).toBeHidden()
    await chooseInTray(app, '開く')
    await expect.poll(() => isWindowVisible(app)).toBe(true)
  })
})

test('the tray says the state and does what its menu says', async ({ openConsole, openSimulator }) => {
  const simulator = await openSimulator([TOKEN])
  const console = await openConsole({ tray: true })
  const { app } = console
  await watchOutside(app)
  const root = await setUp(console, simulator)
  await startMonitoring(console)
  expect((await outside(app)).menu?.slice(-4)).toEqual(['開く', '今すぐ送信', '監視を停止', '終了'])
  await chooseInTray(app, '監視を停止')
  await expect
    .poll(async () => (await outside(app)).menu)
    .toEqual(['停止中', '開く', '今すぐ送信', '監視を開始', '終了'])

  simulator.behave('no_serial', { times: 1 })
  drop(root, 'b.csv')
  await chooseInTray(app, '今すぐ送信')
  await expect.poll(async () => (await outside(app)).menu).toContain('対応が必要な項目 1件')
  expect((await outside(app)).tooltip).toBe('PMH連携コンソール（停止中、対応が必要）')

  const end = ended(console)
  await chooseInTray(app, '終了')
  expect(await end).toBe(0)
})

test('without a tray closing ends the program, and asks while it monitors', async ({
  openConsole,
  openSimulator,
  picture,
}) => {
  const simulator = await openSimulator([TOKEN])
  const console = await openConsole({ tray: false, width: 1366, height: 768 })
  const { app, page } = console
  await setUp(console, simulator)
  await page.getByRole('button', { name: '監視を開始' }).click()
  await expect(page.getByRole('button', { name: '監視を停止' })).toBeVisible()
  const dialog = page.getByRole('alertdialog', { name: '終了しますか' })
  await closeWindow(app)
  await expect(dialog.getByRole('button', { name: '戻る' })).toBeFocused()
  await picture(console, 'desktop-stopping')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await closeWindow(app)
  const end = ended(console)
  await dialog.getByRole('button', { name: '終了する' }).click()
  expect(await end).toBe(0)
})

test.describe('終了 during an upload', () => {
  interface Uploading {
    readonly console: Console
    readonly simulator: Simulator
    readonly root: string
  }

  async function uploading(
    console: Console,
    simulator: Simulator,
    behaviour: Behaviour = { kind: 'hold_body', afterBytes: 100_000 },
  ): Promise<Uploading> {
    await watchOutside(console.app)
    const root = await setUp(console, simulator)
    await startMonitoring(console)
    simulator.behave(behaviour, { times: 1 })
    drop(root, 'c.csv', behaviour === 'stall' ? 20 : LARGE_BYTES)
    await simulator.waitFor(({ underWay }) => underWay.some(({ state }) => state !== 'reading'))
    await closeWindow(console.app)
    await console.page.getByRole('button', { name: '画面を閉じる' }).click()
    await chooseInTray(console.app, '終了')
    await expect(asked(console)).toBeVisible()
    expect(await isWindowVisible(console.app)).toBe(true)
    return { console, simulator, root }
  }

  const asked = ({ page }: Console) => page.getByRole('alertdialog', { name: '送信中です。終了しますか' })
  const journal = ({ dataDir }: Console) =>
    rowsOf(dataDir, 'SELECT status, error_code AS code, hold FROM transfers')

  test('送信が終わってから終了: the result is recorded, then the program ends', async ({
    openConsole,
    openSimulator,
    picture,
  }) => {
    const opened = await openConsole({ tray: true, width: 1366, height: 768 })
    const { console, simulator, root } = await uploading(opened, await openSimulator([TOKEN]))
    await expect(asked(console).getByText(`${SCHEME}：c.csv`)).toBeVisible()
    await expect(asked(console).getByText('フォルダに残り、次に監視を始めると')).toBeVisible()
    await picture(console, 'desktop-ending')
    const end = ended(console)
    await asked(console).getByRole('button', { name: '送信が終わってから終了' }).click()
    await expect(
      console.page.getByRole('alertdialog', { name: '送信が終わりしだい終了します' }),
    ).toBeVisible()
    await picture(console, 'desktop-waiting')
    drop(root, 'd.csv')
    simulator.release()
    expect(await end).toBe(0)
    expect(journal(console)).toEqual([{ status: 'accepted', code: null, hold: null }])
    expect(inFolder(root)).toEqual(['PROCEED/kodomo/c.csv', 'kodomo/d.csv'])
  })

  test('中止して終了 before the last byte: the file failed, and stays in its folder', async ({
    openConsole,
    openSimulator,
  }) => {
    const simulator = await openSimulator([TOKEN])
    const { console, root } = await uploading(await openConsole({ tray: true }), simulator)
    const end = ended(console)
    await asked(console).getByRole('button', { name: '中止して終了' }).click()
    expect(await end).toBe(0)
    expect(journal(console)).toEqual([{ status: 'failed', code: 'R1011', hold: null }])
    expect(inFolder(root)).toEqual(['kodomo/c.csv'])
  })

  test('中止して終了 after the last byte: it is in doubt, and held where it is', async ({
    openConsole,
    openSimulator,
    picture,
  }) => {
    const opened = await openConsole({ tray: true, width: 1366, height: 768 })
    const { console, root } = await uploading(opened, await openSimulator([TOKEN]), 'stall')
    await expect(asked(console).getByText('いま中止すると「結果不明」になり')).toBeVisible()
    await picture(console, 'desktop-ending-late')
    const end = ended(console)
    await asked(console).getByRole('button', { name: '中止して終了' }).click()
    expect(await end).toBe(0)
    expect(journal(console)).toMatchObject([{ status: 'unknown', hold: 'in_doubt' }])
    expect(inFolder(root)).toEqual(['kodomo/c.csv'])
  })

  test('戻る: nothing happens, and the upload comes to its end', async ({ openConsole, openSimulator }) => {
    const simulator = await openSimulator([TOKEN])
    const { console, root } = await uploading(await openConsole({ tray: true }), simulator)
    await expect(asked(console).getByRole('button', { name: '送信が終わってから終了' })).toBeFocused()
    await asked(console).getByRole('button', { name: '戻る' }).click()
    await expect(asked(console)).toBeHidden()
    simulator.release()
    await expect.poll(() => inFolder(root)).toEqual(['PROCEED/kodomo/c.csv'])
    expect(journal(console)).toEqual([{ status: 'accepted', code: null, hold: null }])
    await expect.poll(async () => (await outside(console.app)).menu?.[0]).toBe('監視中')
  })
})

test('a failure is told by the system, and a click opens its row', async ({ openConsole, openSimulator }) => {
  const simulator = await openSimulator([TOKEN, 'token-of-judo'])
  const console = await openConsole({ tray: true })
  const { app, page } = console
  await watchOutside(app)
  const root = await setUp(console, simulator)
  await addFolder(page, '重度心身障害者医療費助成', 'judo', 'token-of-judo')
  await goTo(page, 'ダッシュボード')
  await startMonitoring(console)
  simulator.behave({ kind: 'status', status: 400, code: 'E4000001', message: 'SECRET-OF-THE-SERVER' })
  drop(root, 'wrong.csv')
  await expect.poll(async () => (await outside(app)).notifications.length).toBe(1)
  const [first] = (await outside(app)).notifications
  expect(first?.title).toBe('送信に失敗しました')
  expect(first?.body).toMatch(new RegExp(`^${SCHEME}：wrong\\.csv：.+（E4000001）$`))
  expect(first?.body).not.toContain('SECRET')

  await test.step('the click opens the closed window on the row', async () => {
    await closeWindow(app)
    await page.getByRole('button', { name: '画面を閉じる' }).click()
    await expect.poll(() => isWindowVisible(app)).toBe(false)
    await clickNotification(app, 0)
    await expect.poll(() => isWindowVisible(app)).toBe(true)
    await expect(page.getByRole('heading', { level: 1, name: '送信履歴' })).toBeVisible()
    expect(page.url()).toMatch(/#\/history\?id=1$/)
  })

  await test.step('several at once are one', async () => {
    await chooseInTray(app, '監視を停止')
    await expect.poll(async () => (await outside(app)).menu).toContain('監視を開始')
    drop(root, 'x.csv')
    writeFileSync(path.join(root, 'judo', 'y.csv'), 'id\r\n1\r\n')
    await chooseInTray(app, '今すぐ送信')
    await expect.poll(() => inFolder(root).length).toBe(3)
    await expect.poll(async () => (await outside(app)).notifications.length).toBeGreaterThan(1)
    const told = (await outside(app)).notifications.slice(1)
    expect(told.map(({ title }) => title)).toEqual(['対応が必要なことが2件あります'])
    expect(told[0]?.body.split('\n')).toHaveLength(2)
  })
})

test('the window comes back where it stood', async ({ openConsole }) => {
  const console = await openConsole({ tray: true })
  const place = { x: 120, y: 90, width: 1100, height: 640 }
  const bounds = (app: Console['app']) =>
    lookedAt(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()))
  await console.app.evaluate(
    ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted),
    place,
  )
  await expect.poll(() => bounds(console.app)).toEqual(place)
  await console.quit()
  const again = await openConsole({ home: console.home, tray: true })
  expect(await bounds(again.app)).toEqual(place)
})

test('--hidden opens no window; without a tray it does', async () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'pmh-console-'))
  const quiet = await launchConsole(home, { tray: true, more: ['--hidden'] })
  try {
    const windows = () =>
      lookedAt(() => quiet.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length))
    expect(await windows()).toBe(0)
    expect(await startAgain(home, { tray: true, more: ['--hidden'] })).toBe(0)
    expect(await windows()).toBe(0)
    expect(await startAgain(home, { tray: true })).toBe(0)
    const page = await quiet.firstWindow()
    await page.getByRole('navigation').waitFor()
  } finally {
    await quiet.close()
  }
  const noisy = await launchConsole(home, { tray: false, more: ['--hidden'] })
  try {
    const page = await noisy.firstWindow()
    await page.getByRole('navigation').waitFor()
  } finally {
    await noisy.close()
    rmSync(home, { recursive: true, force: true })
  }
})

test('the about box: version, runtimes, data folder and licences', async ({ openConsole, picture }) => {
  const console = await openConsole({ width: 1366, height: 768 })
  const { page, dataDir } = console
  await page.getByRole('button', { name: 'このアプリについて、バージョン 0.1.0' }).click()
  const dialog = page.getByRole('dialog', { name: 'このアプリについて' })
  await expect(dialog.getByText(/Electron \d+.*Chromium \d+.*Node\.js \d+/)).toBeVisible()
  await expect(dialog.getByText(dataDir)).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'データの場所を開く' })).toBeVisible()
  await expect(dialog.getByText('react-aria-components')).toBeVisible()
  await picture(console, 'desktop-about')
  const entry = dialog.getByRole('listitem').filter({ hasText: 'better-sqlite3' })
  await entry.getByText('better-sqlite3').click()
  await expect(entry.getByText('Permission is hereby granted')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})
