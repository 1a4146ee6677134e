import type { Page } from 'playwright'
import { HITORI, IKUSEI, KODOMO } from './console-site.ts'
import { openScreen } from './screens.ts'

/** Every dialog, sheet and list that staff can open, and how; in the state that `bringTrouble` leaves. */
export const DIALOGS: readonly {
  readonly name: string
  readonly open: (page: Page) => Promise<void>
  /** What closes it, where Esc does not. */
  readonly close?: (page: Page) => Promise<void>
}[] = [
  {
    name: 'forecast',
    async open(page) {
      await openScreen(page, 'dashboard')
      await page.getByRole('button', { name: '次の周期で送るもの' }).click()
    },
  },
  {
    name: 'decision-doubt',
    async open(page) {
      await openScreen(page, 'dashboard')
      await page.getByRole('button', { name: '確認して決める' }).first().click()
    },
  },
  {
    name: 'decision-doubt-refused',
    async open(page) {
      await openScreen(page, 'dashboard')
      await page.getByRole('button', { name: '確認して決める' }).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('radio', { name: '再送する' }).check()
      await dialog.getByRole('button', { name: '再送する' }).click()
    },
  },
  {
    name: 'history-detail',
    async open(page) {
      await openScreen(page, 'history')
      await page.locator('[data-row]').first().click()
    },
    async close(page) {
      await page.locator('[data-row]').first().click()
    },
  },
  {
    name: 'decision-rejected',
    async open(page) {
      await openScreen(page, 'history')
      await page.locator('[data-row]').first().click()
      await page.getByRole('button', { name: '再送する' }).click()
    },
    async close(page) {
      await page.keyboard.press('Escape')
      await page.locator('[data-row]').first().click()
    },
  },
  {
    name: 'history-filter',
    async open(page) {
      await openScreen(page, 'history')
      await page.getByRole('button', { name: /結果/ }).first().click()
    },
  },
  {
    name: 'folder-add-refused',
    async open(page) {
      await openScreen(page, 'folders')
      await page.getByRole('button', { name: '追加', exact: true }).click()
      await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click()
    },
  },
  {
    name: 'folder-edit',
    async open(page) {
      await openScreen(page, 'folders')
      await page.getByRole('button', { name: `${HITORI}を編集` }).click()
    },
  },
  {
    name: 'folder-edit-missing',
    async open(page) {
      await openScreen(page, 'folders')
      await page.getByRole('button', { name: `${IKUSEI}を編集` }).click()
    },
  },
  {
    name: 'folder-remove',
    async open(page) {
      await openScreen(page, 'folders')
      await page.getByRole('button', { name: `${KODOMO}を削除` }).click()
    },
  },
  {
    name: 'settings-leave',
    async open(page) {
      await openScreen(page, 'settings')
      await page.getByRole('textbox', { name: 'ポート', exact: true }).fill('99999')
      await page.evaluate(() => {
        location.hash = '#/history'
      })
    },
    async close(page) {
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: '変更を取り消す' }).click()
    },
  },
  {
    name: 'settings-plain-http',
    async open(page) {
      await openScreen(page, 'settings')
      await page.getByRole('textbox', { name: '接続先URL' }).fill('http://pmh.example.go.jp')
      await page.getByRole('button', { name: '保存', exact: true }).click()
    },
    async close(page) {
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: '変更を取り消す' }).click()
    },
  },
  {
    name: 'settings-refused',
    async open(page) {
      await openScreen(page, 'settings')
      await page.getByRole('textbox', { name: '接続先URL' }).fill('ftp://pmh')
      await page.getByRole('textbox', { name: 'ポート', exact: true }).fill('99999')
      await page.getByRole('button', { name: '保存', exact: true }).click()
    },
    async close(page) {
      await page.getByRole('button', { name: '変更を取り消す' }).click()
    },
  },
]
