import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator } from 'playwright'
import { chooseInTray, outside, watchOutside } from './support/around-window.ts'
import { ask, sendWell, setUpSite, TOKENS } from './support/console-site.ts'
import { layoutFaults } from './support/layout.ts'
import { openScreen, SCREENS, standsStill } from './support/screens.ts'
import { PASSPHRASE } from './support/staff.ts'
import { expect, test } from './support/test.ts'
import { zoomTo } from './support/zoom.ts'

test.setTimeout(120_000)

/** More than the sockets in between can hold. */
const LARGE_BYTES = 32_000_000
const WINDOW = { width: 1366, height: 768 }

test('the band of a locked vault covers no control of any screen, at 100 % and 200 %', async ({
  openConsole,
  openSimulator,
}) => {
  const simulator = await openSimulator(Object.values(TOKENS))
  const first = await openConsole(WINDOW)
  await sendWell(first.page, await setUpSite(first, simulator))
  await first.page.evaluate(
    (passphrase) => window.relay.call('vault.choose', { kind: 'passphrase', passphrase }),
    PASSPHRASE,
  )
  await first.quit()
  const console = await openConsole({ ...WINDOW, home: first.home })
  const { page } = console
  await page.getByRole('dialog').getByRole('button', { name: 'あとで' }).click()
  const found: string[] = []
  for (const factor of [1, 2]) {
    await zoomTo(console, factor)
    for (const screen of SCREENS) {
      await openScreen(page, screen)
      const faults = await layoutFaults(page)
      found.push(...faults.map((line) => `${screen} ${factor * 100}: ${line}`))
    }
  }
  expect(found).toEqual([])
  // The number beside ダッシュボード is out of sight with the navigation.
  const menu = page.getByRole('button', { name: 'メニュー', exact: true })
  await expect(menu).toHaveText(/[1-9]$/)
  await expect(menu).toHaveAccessibleDescription(/^対応が必要な項目が[1-9]件あります$/)
})

for (const factor of [1, 2]) {
  test(`the list of 設定 marks the section that is in view, at ${factor * 100} %`, async ({
    openConsole,
  }) => {
    const console = await openConsole(WINDOW)
    const { page } = console
    await zoomTo(console, factor)
    await openScreen(page, 'settings')
    const list = page.getByRole('navigation', { name: '設定の分類' })
    for (const [section, title] of [
      ['mail', '通知メール'],
      ['watching', '監視'],
    ]) {
      await page.evaluate((id) => document.getElementById(`section-${id}`)?.scrollIntoView(), section)
      await expect(list.locator('[aria-current=true]')).toHaveText(title as string)
    }
  })
}

for (const factor of [1, 1.25]) {
  test(`what a screen shows ends where its header ends, scroll bar or not, at ${factor * 100} %`, async ({
    openConsole,
  }) => {
    const console = await openConsole(WINDOW)
    const { page } = console
    await zoomTo(console, factor)
    for (const screen of ['settings', 'folders'] as const) {
      await openScreen(page, screen)
      const edges = await page.evaluate(() => {
        const rightOf = (element: Element | null | undefined) => element?.getBoundingClientRect().right ?? 0
        const column = document.querySelector('main > [data-scroll]')
        return [
          rightOf(document.querySelector('main > header')?.lastElementChild),
          rightOf(column?.lastElementChild),
        ]
      })
      expect(edges[1], screen).toBeCloseTo(edges[0] as number, 0)
    }
  })
}

test('at 200 % a screen that is chosen from the end of the menu opens at its top', async ({
  openConsole,
}) => {
  const console = await openConsole(WINDOW)
  const { page } = console
  await zoomTo(console, 2)
  const menu = page.getByRole('button', { name: 'メニュー' })
  for (const screen of ['操作記録', 'はじめに']) {
    await menu.click()
    await page.getByRole('link', { name: screen, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: screen })).toBeVisible()
    await expect(menu).toBeInViewport({ ratio: 1 })
    await expect(page.getByRole('heading', { level: 1, name: screen })).toBeFocused()
  }
})

test('at 200 % a side sheet reaches the edge of the window, with its scroll bar', async ({
  openConsole,
  openSimulator,
}) => {
  const simulator = await openSimulator(Object.values(TOKENS))
  const console = await openConsole(WINDOW)
  const { page } = console
  await setUpSite(console, simulator)
  await zoomTo(console, 2)
  await openScreen(page, 'dashboard')
  await page.getByRole('button', { name: '次の周期で送るもの' }).click()
  const sheet = page.getByRole('dialog')
  await expect(sheet).toBeVisible()
  await standsStill(page)
  // What react-aria keeps free for the scroll bar of the window lies over whatever is fixed there.
  expect(
    await sheet.evaluate((element) => element.contains(document.elementFromPoint(innerWidth - 3, 100))),
  ).toBe(true)
})

test('at 200 % a question is seen from its title, although the focus is on its last button', async ({
  openConsole,
  openSimulator,
}) => {
  const simulator = await openSimulator(Object.values(TOKENS))
  const console = await openConsole({ ...WINDOW, tray: true })
  const { app, page } = console
  await watchOutside(app)
  const root = await setUpSite(console, simulator)
  await zoomTo(console, 2)
  const found: string[] = []
  const look = async (question: Locator, focused: string) => {
    await expect(question.getByRole('button', { name: focused, exact: true })).toBeFocused()
    await expect(question.getByRole('heading')).toBeInViewport({ ratio: 1 })
    await standsStill(page)
    found.push(...(await layoutFaults(page)))
  }

  await openScreen(page, 'settings')
  await page.getByRole('button', { name: '設定を書き出す' }).click()
  await look(page.getByRole('dialog'), 'キャンセル')
  await page.keyboard.press('Escape')

  simulator.behave({ kind: 'hold_body', afterBytes: 100_000 }, { times: 1 })
  writeFileSync(path.join(root, 'kodomo', 'c.csv'), '1'.repeat(LARGE_BYTES))
  await ask(page, 'engine.send-now', { folder: 'kodomo' })
  await simulator.waitFor(({ underWay }) => underWay.some(({ state }) => state === 'held'))
  await expect.poll(async () => (await outside(app)).menu).toContain('終了')
  await chooseInTray(app, '終了')
  await look(page.getByRole('alertdialog'), '送信が終わってから終了')
  await page.keyboard.press('Escape')
  simulator.release()
  expect(found).toEqual([])
})

test('at 200 % the newest line of a log that is followed is in view, with the box that stops it', async ({
  openConsole,
}) => {
  const console = await openConsole(WINDOW)
  const { page, dataDir } = console
  mkdirSync(path.join(dataDir, 'logs'), { recursive: true })
  const lines = Array.from({ length: 300 }, (_, n) => `2026-04-01 09:00:00 - 送信処理開始: kodomo${n}\n`)
  writeFileSync(path.join(dataDir, 'logs', 'log.txt'), lines.join(''))
  await zoomTo(console, 2)
  await openScreen(page, 'log')
  await standsStill(page)
  await expect(page.getByRole('listitem').getByText('kodomo299')).toBeInViewport({ ratio: 1 })
  await expect(page.getByText('末尾に追従')).toBeInViewport({ ratio: 1 })
})
