import { axeViolations } from './support/axe.ts'
import { ask, setUpSite, TOKENS } from './support/console-site.ts'
import { OFFICIAL, test } from './support/official-site.ts'
import { runRelay, startHeadless, startRelay } from './support/relay-command.ts'
import { goTo } from './support/staff.ts'
import { expect } from './support/test.ts'

const SCREENS = ['送信履歴', '制度フォルダ', '設定', '接続診断', 'ログ', '操作記録'] as const

const PROGRAMS = [
  ['plain Node', startRelay],
  ['the app with --headless', startHeadless],
] as const

for (const [name, start] of PROGRAMS) {
  test(`beside ${name} the console says who sends, follows what it does, and takes over on a click`, async ({
    site,
    openSimulator,
    openConsole,
    picture,
  }) => {
    const simulator = await openSimulator(['T'])
    site.configure({ PostRegistrationTasksBaseURL: simulator.url, ImmediateTrigger: 'true' })
    const sender = start(site.home, [...OFFICIAL, 'T|subsidy1'])
    await sender.line(/送信先 URL/)

    const opened = await openConsole({ home: site.home, width: 1366, height: 768 })
    const { page } = opened
    const band = page.getByRole('region', { name: '送信の担当' })
    const stateBox = page.getByRole('region', { name: '監視の状態' })
    await expect(page.getByRole('heading', { level: 1, name: 'ダッシュボード' })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'この画面では表示だけを行います' })).toBeVisible()
    await expect(page.getByRole('button', { name: '今すぐ送信', exact: true })).toHaveAttribute(
      'aria-disabled',
    )
    await picture(opened, `beside-${start.name}`)
    expect(await axeViolations(page)).toEqual([])
    for (const screen of SCREENS) {
      await goTo(page, screen)
      await expect(band).toContainText(/（画面のないプログラム、\d+:\d\dから）/)
      await expect(stateBox).toContainText('表示のみ')
    }
    await expect(ask(page, 'engine.send-now', { folder: null })).rejects.toThrow('R4002')
    await expect(ask(page, 'settings.save', { changes: { MonitoringTimer: '1' } })).rejects.toThrow('R4002')

    // Nothing is pressed: what the other one writes comes by itself.
    await goTo(page, '送信履歴')
    site.drop('subsidy1', 'a.csv')
    await expect(page.getByRole('row', { name: /a\.csv/ })).toContainText(/S00\d{20}/)
    await goTo(page, 'ログ')
    site.drop('subsidy1', 'b.csv')
    await expect(page.getByText(/送信対象ファイル: .*b\.csv/)).toBeVisible()
    await goTo(page, 'ダッシュボード')
    await expect(page.getByRole('region', { name: '送信の状況' })).toContainText(/成功\s*2\s*件/)

    const takeOver = page.getByRole('button', { name: 'この画面で送信を引き継ぐ' })
    await expect(takeOver).toBeHidden()
    sender.child.kill('SIGTERM')
    expect(await sender.end).toMatchObject({ code: 0 })
    await expect(band).toContainText('送信を担当していたプログラムが終了しました')
    await expect(band).toContainText('引き継ぐまで、この画面からは送信も変更もできません。')
    await expect(takeOver).toBeVisible()
    await picture(opened, `beside-${start.name}-ended`)
    expect(await axeViolations(page)).toEqual([])
    // It only offers: another program may still come.
    const once = [...OFFICIAL, '--once', 'T|subsidy1']
    expect(await runRelay(site.home, once)).toMatchObject({ code: 0 })

    await takeOver.click()
    await expect(band).toBeHidden()
    await expect(stateBox).not.toContainText('表示のみ')
    await goTo(page, '操作記録')
    // Whoever sent last: the run of one cycle may have been seen meanwhile.
    await expect(page.getByRole('row', { name: /送信の引き継ぎ/ })).toContainText(/PID \d+/)
    const refused = await runRelay(site.home, once)
    expect(refused).toMatchObject({ code: 3, stdout: '' })
    expect(refused.stderr).toContain(`PID ${opened.app.process().pid}, console`)
  })
}

/** Buttons of the sender's commands, by the screen that has them. */
const BLOCKED: Readonly<Record<string, readonly string[]>> = {
  制度フォルダ: [
    '追加',
    '子ども医療費助成を編集',
    '子ども医療費助成を一時停止',
    '子ども医療費助成を削除',
    'ひとり親家庭等医療費助成を上へ移動',
    'トークンを入れ直す',
  ],
  設定: [
    '設定を書き出す',
    'テストメールを送る',
    '証明書を追加',
    '鍵を作成',
    '書き出す',
    '取り込む',
    '暗証番号を決める',
    '保存',
  ],
}

test('a console that only shows blocks the buttons of the sender, and says why', async ({
  site,
  openConsole,
  openSimulator,
  picture,
}) => {
  const simulator = await openSimulator(Object.values(TOKENS))
  site.configure({ PostRegistrationTasksBaseURL: simulator.url })
  const first = await openConsole({ home: site.home })
  await setUpSite(first, simulator)
  await first.quit()
  const sender = startRelay(site.home, [...OFFICIAL, 'T|subsidy1'])
  await sender.line(/送信先 URL/)

  const opened = await openConsole({ home: site.home, width: 1366, height: 768 })
  const { page } = opened
  for (const [screen, names] of Object.entries(BLOCKED)) {
    await goTo(page, screen)
    if (screen === '設定') await page.getByRole('textbox', { name: '接続先URL' }).fill('https://pmh.example')
    for (const name of names) {
      const button = page.getByRole('main').getByRole('button', { name, exact: true }).first()
      await expect(button).toHaveAttribute('aria-disabled', 'true')
      await expect(button).toHaveAccessibleDescription(/この画面からは送信も変更もできません/)
    }
    await picture(opened, `beside-blocked-${screen}`)
    expect(await axeViolations(page)).toEqual([])
  }
  await page.getByRole('button', { name: '保存', exact: true }).press('Enter')
  await expect(page.getByText(/R4002/)).toHaveCount(0)
  await page.getByRole('button', { name: '変更を取り消す' }).click()

  await test.step('what only looks stays free', async () => {
    await goTo(page, '接続診断')
    await expect(page.getByRole('button', { name: '診断を開始' })).not.toHaveAttribute('aria-disabled')
  })
  sender.child.kill('SIGTERM')
  await sender.end
})
