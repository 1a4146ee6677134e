import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright'
import { fakeProgram, saying } from '../src-main/background/testing/fake-program.ts'
import {
  configurationJapanese,
  RUNNING_JAPANESE,
  STOPPED_ENGLISH,
  taskList,
} from '../src-main/background/testing/windows-answers.ts'
import { axeViolations } from './support/axe.ts'
import { ask, setUpSite } from './support/console-site.ts'
import { answerSaveDialog } from './support/file-dialog.ts'
import { pressOn } from './support/focus.ts'
import { openScreen } from './support/screens.ts'
import { expect, test } from './support/test.ts'

const LOGIN = 'サインインしたときに起動'
const SERVICE = '画面なしで動かす'

/** A home of a user with a systemd that writes down what it is asked. */
function linuxHome() {
  const home = mkdtempSync(path.join(os.tmpdir(), 'pmh-console-'))
  const tools = path.join(home, 'tools')
  mkdirSync(tools)
  const systemctl = fakeProgram(tools, 'systemctl', 'exit 0')
  const config = path.join(home, 'config')
  return {
    home,
    systemctl,
    env: { XDG_CONFIG_HOME: config, PATH: `${tools}${path.delimiter}${process.env.PATH ?? ''}` },
    entry: path.join(config, 'autostart', 'pmh-relay-console.desktop'),
    unit: path.join(config, 'systemd', 'user', 'pmh-relay-console.service'),
  }
}

/** A Windows computer, as far as its programs tell, with the official batch on it. */
function windowsHome() {
  const home = mkdtempSync(path.join(os.tmpdir(), 'pmh-console-'))
  const tools = path.join(home, 'tools')
  mkdirSync(tools)
  const stopped = path.join(tools, 'stopped')
  const program = path.join(tools, 'PMH_Relay.exe')
  const query = `if [ -f '${stopped}' ]; then ${saying(tools, STOPPED_ENGLISH)}; else ${saying(tools, RUNNING_JAPANESE)}; fi`
  const qc = `if [ -f '${stopped}' ]; then ${saying(tools, configurationJapanese(program, '4   DISABLED'))}; else ${saying(tools, configurationJapanese(`${program} TOKEN-SECRET|a`))}; fi`
  fakeProgram(tools, 'sc', `if [ "$1" = qc ]; then ${qc}; else ${query}; fi`)
  const known = path.join(tools, 'known.xml')
  const mail = taskList('ja', [
    { name: '\\PMH_Relay_EmailSend', run: 'powershell.exe -Command C:\\opt\\SendMail.ps1' },
  ])
  fakeProgram(
    tools,
    'schtasks',
    `if [ "$2" = /fo ]; then [ -f '${stopped}' ] || ${saying(tools, mail)}; exit 0; fi
cat '${known}' 2>/dev/null && exit 0; echo 'does not exist'; exit 1`,
  )
  const powershell = fakeProgram(
    tools,
    'powershell',
    `case "$5" in *"'/delete"*) rm '${known}';; *Background*) cp '${home}'/data/background/*Background.xml '${known}';; esac`,
  )
  return {
    home,
    powershell,
    stop: () => writeFileSync(stopped, ''),
    env: {
      PMH_RELAY_SHOW_PLATFORM: 'win32',
      USERDOMAIN: 'CITY',
      PATH: `${tools}${path.delimiter}${process.env.PATH ?? ''}`,
    },
  }
}

const way = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test('on Linux the console starts at log-in by an autostart entry, by keyboard alone', async ({
  openConsole,
}) => {
  const { home, env, entry } = linuxHome()
  const { page } = await openConsole({ home, env })
  await openScreen(page, 'settings', { section: 'background' })
  const login = way(page, LOGIN)
  await expect(login.getByText('登録なし')).toBeVisible()
  await pressOn(page, login.getByRole('button', { name: `${LOGIN}：登録する`, exact: true }))
  await expect(login.getByText('登録済み')).toBeVisible()
  expect(readFileSync(entry, 'utf8')).toContain(`--hidden --data-dir ${path.join(home, 'data')}`)

  await pressOn(page, login.getByRole('button', { name: `${LOGIN}：登録を取り消す` }))
  const question = page.getByRole('alertdialog')
  await expect(question.getByRole('button', { name: 'キャンセル' })).toBeFocused()
  await pressOn(page, question.getByRole('button', { name: '登録を取り消す' }))
  await expect(login.getByText('登録なし')).toBeVisible()
  expect(existsSync(entry)).toBe(false)

  await openScreen(page, 'audit')
  await expect(page.getByRole('table').getByText('自動で起動する登録の取り消し')).toBeVisible()
})

test('on Linux the relay runs without a window by a unit of systemd', async ({ openConsole, picture }) => {
  const { home, env, unit, systemctl } = linuxHome()
  const console = await openConsole({ home, env })
  const { page } = console
  await openScreen(page, 'settings', { section: 'background' })
  const service = way(page, SERVICE)

  await test.step('not without the key', async () => {
    const register = service.getByRole('button', { name: `${SERVICE}：登録する`, exact: true })
    await expect(register).toHaveAttribute('aria-disabled', 'true')
    await expect(register).toHaveAccessibleDescription(/「鍵と移行」で鍵を作ると登録できます。/)
    await pressOn(page, register)
    await expect(service.getByText(path.join(home, 'data', 'background.key'), { exact: true })).toBeVisible()
    await picture(console, 'background-no-key')
    await service.getByRole('button', { name: '「鍵と移行」を開く' }).click()
    await expect(page.getByRole('button', { name: '鍵を作成' })).toBeFocused()
    await expect(page.getByRole('button', { name: '鍵を作成' })).toBeInViewport()
    expect(existsSync(unit)).toBe(false)
  })

  await test.step('a preview of the very text, to copy and to save', async () => {
    await service.getByRole('button', { name: `${SERVICE}：登録する内容を見る` }).click()
    const sheet = page.getByRole('dialog', { name: '登録する内容' })
    await expect(sheet.getByText('systemctl --user enable --now pmh-relay-console.service')).toBeVisible()
    await picture(console, 'background-preview')
    expect(await axeViolations(page)).toEqual([])
    const saved = path.join(home, 'saved.service')
    await answerSaveDialog(console, saved)
    await sheet.getByRole('button', { name: 'ファイルに保存' }).click()
    await expect(sheet.getByText(`「${saved}」に保存しました。`)).toBeVisible()
    expect(readFileSync(saved, 'utf8')).toContain('--headless --ozone-platform=headless')
    await page.keyboard.press('Escape')
  })

  await test.step('registered and enabled', async () => {
    writeFileSync(path.join(home, 'data', 'background.key'), 'key')
    await openScreen(page, 'dashboard')
    await openScreen(page, 'settings', { section: 'background' })
    await service.getByRole('button', { name: `${SERVICE}：登録する`, exact: true }).click()
    await expect(service.getByText('登録済み')).toBeVisible()
    expect(readFileSync(unit, 'utf8')).toBe(readFileSync(path.join(home, 'saved.service'), 'utf8'))
    expect(systemctl.calls().at(-1)).toEqual(['--user', 'enable', '--now', 'pmh-relay-console.service'])
    await picture(console, 'background-linux')
    expect(await axeViolations(page)).toEqual([])
  })

  await test.step('taken away', async () => {
    await service.getByRole('button', { name: `${SERVICE}：登録を取り消す` }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: '登録を取り消す' }).click()
    await expect(service.getByText('登録なし')).toBeVisible()
    expect(existsSync(unit)).toBe(false)
    expect(systemctl.calls().at(-1)).toEqual(['--user', 'daemon-reload'])
  })
})

test('a file of somebody else is replaced after a question only, and comes back', async ({ openConsole }) => {
  const { home, env, entry } = linuxHome()
  mkdirSync(path.dirname(entry), { recursive: true })
  writeFileSync(entry, '[Desktop Entry]\nName=other\n')
  const { page } = await openConsole({ home, env })
  await openScreen(page, 'settings', { section: 'background' })
  const login = way(page, LOGIN)
  await expect(login.getByText('別の登録あり')).toBeVisible()
  await login.getByRole('button', { name: `${LOGIN}：登録する`, exact: true }).click()
  const question = page.getByRole('alertdialog', { name: '別の登録を置き換えますか' })
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  expect(readFileSync(entry, 'utf8')).toContain('Name=other')

  await login.getByRole('button', { name: `${LOGIN}：登録する`, exact: true }).click()
  await question.getByRole('button', { name: '置き換えて登録する' }).click()
  await expect(login.getByText('登録済み')).toBeVisible()
  await login.getByRole('button', { name: `${LOGIN}：登録を取り消す` }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: '登録を取り消す' }).click()
  await expect(login.getByText('別の登録あり')).toBeVisible()
  expect(readFileSync(entry, 'utf8')).toContain('Name=other')
})

for (const [name, options] of [
  ['light', { width: 1366, height: 768 }],
  ['dark-1920', { width: 1920, height: 1080, colorScheme: 'dark' }],
] as const) {
  test(`the official batch still runs: told, asked, stopped (${name})`, async ({
    openConsole,
    openSimulator,
    picture,
  }) => {
    const { home, env, powershell, stop } = windowsHome()
    const simulator = await openSimulator(['token-kodomo', 'token-hitori'])
    const console = await openConsole({ home, env, ...options })
    const { page } = console
    await setUpSite(console, simulator)
    await openScreen(page, 'dashboard')

    await test.step('対応が必要な項目 names it, and leads to the commands', async () => {
      await expect(page.getByText('公式バッチがまだ動いています。').first()).toBeVisible()
      await page.getByRole('button', { name: '監視を開始' }).click()
      const question = page.getByRole('alertdialog', { name: '公式バッチが動いたまま監視を始めますか' })
      await expect(question.getByRole('button', { name: '始めない' })).toBeFocused()
      await picture(console, `official-question-${name}`)
      expect(await axeViolations(page)).toEqual([])
      await page.keyboard.press('Escape')
      await expect(question).toBeHidden()
      await picture(console, `official-dashboard-${name}`)
      await page.getByRole('button', { name: '設定を開く' }).first().click()
      const found = page.getByRole('list', { name: '公式バッチの登録' })
      await expect(found).toContainText('動作中')
      await expect(found).toContainText('登録ありタスク')
      await expect(found).toContainText('PMH_Relay_EmailSend')
      await expect(page.getByText('sc config PMH_Relay start= disabled')).toBeVisible()
      await page.getByRole('heading', { name: '公式バッチの登録' }).scrollIntoViewIfNeeded()
      await picture(console, `official-settings-${name}`)
      expect(await axeViolations(page)).toEqual([])
      expect(await page.content()).not.toContain('TOKEN-SECRET')
    })

    await test.step('once it is stopped nothing is left to do', async () => {
      stop()
      await page.getByRole('button', { name: 'もう一度調べる' }).click()
      await expect(page.getByRole('list', { name: '公式バッチの登録' })).toContainText('停止中')
      await expect(page.getByText('sc config PMH_Relay start= disabled')).toBeHidden()
      await openScreen(page, 'dashboard')
      await expect(page.getByText('公式バッチがまだ動いています。')).toBeHidden()
    })

    await test.step('the task of the console takes its place', async () => {
      await openScreen(page, 'settings', { section: 'background' })
      const service = way(page, SERVICE)
      await expect(service.getByLabel('実行するアカウント')).toHaveValue(/^CITY\\/)
      await service.getByLabel('実行するアカウント').fill('CITY\\pmh')
      await picture(console, `background-windows-${name}`)
      await service.getByRole('button', { name: `${SERVICE}：登録する内容を見る` }).click()
      const sheet = page.getByRole('dialog', { name: '登録する内容' })
      await expect(sheet.getByText('<LogonType>Password</LogonType>')).toBeVisible()
      await picture(console, `background-windows-preview-${name}`)
      await page.keyboard.press('Escape')
      writeFileSync(path.join(home, 'data', 'background.key'), 'key')
      await openScreen(page, 'dashboard')
      await openScreen(page, 'settings', { section: 'background' })
      await service.getByLabel('実行するアカウント').fill('CITY\\pmh')
      await service.getByRole('button', { name: `${SERVICE}：登録する`, exact: true }).click()
      await expect(service.getByText('登録済み')).toBeVisible()
      expect(powershell.calls().at(-1)?.at(-1)).toContain('/ru CITY\\pmh /rp *')
      const reboot = way(page, '定期的な再起動')
      await reboot.scrollIntoViewIfNeeded()
      await expect(reboot).toContainText('予告の1分後に再起動します')
      await picture(console, `background-reboot-${name}`)
    })
    await ask(page, 'engine.stop', {})
  })
}
