import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import { axeViolations } from './support/axe.ts'
import { type Console, resize } from './support/console.ts'
import { ask } from './support/console-site.ts'
import { filesBelow, rowsOf } from './support/disk.ts'
import { answerFileDialog, answerSaveDialog } from './support/file-dialog.ts'
import { pressOn, typeInto } from './support/focus.ts'
import { layoutFaults } from './support/layout.ts'
import { openScreen, standsStill } from './support/screens.ts'
import { goTo } from './support/staff.ts'
import { expect, test } from './support/test.ts'
import { zoomedPicture, zoomTo } from './support/zoom.ts'

test.setTimeout(180_000)

const TOKEN = 'token-of-kodomo-4f2a'
const PASSWORD = 'password-of-the-proxy'
const PROGRAM = 'C:\\opt\\PMH_Relay\\bin\\x64\\Release\\PMH_Relay.exe'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const field = (page: Page) => page.getByRole('textbox', { name: '登録コマンド、またはsc.exe qcの結果' })

type Values = Readonly<Record<string, string>>

/** As the official batch is handed out, with these values in it. */
function configText(values: Values): string {
  const adds = Object.entries(values).map(([key, value]) => `    <add key="${key}" value="${value}" />`)
  return [
    '<configuration>',
    '  <startup><supportedRuntime version="v4.0" sku=".NETFramework,Version=v4.8" /></startup>',
    '  <appSettings>',
    '    <!-- 監視間隔 -->',
    ...adds,
    '  </appSettings>',
    '</configuration>',
    '',
  ].join('\r\n')
}

function configFile({ home }: Console, values: Values): string {
  const file = path.join(home, 'PMH_Relay.exe.config')
  writeFileSync(file, `\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n${configText(values)}`)
  return file
}

function madeRoot({ home }: Console, ...folders: string[]): string {
  const root = path.join(home, 'renkei')
  for (const folder of folders) mkdirSync(path.join(root, folder), { recursive: true })
  return root
}

/** What axe finds in light and dark, with a picture of each. */
async function judged(
  console: Console,
  name: string,
  see: (name: string) => Promise<void>,
): Promise<string[]> {
  const { page } = console
  const found: string[] = []
  await standsStill(page)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    found.push(...(await axeViolations(page)).map((line) => `${name} ${colorScheme}: ${line}`))
    await see(`import-${name}-${colorScheme}`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return [...found, ...(await layoutFaults(page)).map((line) => `${name}: ${line}`)]
}

test('from はじめに to the first file in PROCEED, by mouse', async ({
  openConsole,
  openSimulator,
  picture,
}) => {
  const simulator = await openSimulator([TOKEN, 'token-of-hitori-c81e'])
  const console = await openConsole({ width: 1366, height: 768 })
  const { page, dataDir } = console
  const see = (name: string) => picture(console, name)
  const root = madeRoot(console, 'kodomo')
  const found: string[] = []

  await goTo(page, 'はじめに')
  await see('import-start')
  await button(page, '公式バッチから移行').click()
  await expect(page.getByRole('heading', { level: 1, name: '公式バッチから移行' })).toBeVisible()
  found.push(...(await judged(console, 'read-empty', see)))

  await test.step('the file and the command of the service', async () => {
    await answerFileDialog(
      console,
      configFile(console, {
        MonitoringTimer: '300,000',
        PMHFilePath: root,
        PostRegistrationTasksBaseURL: simulator.url,
        PostRegistrationTasksType: '1',
        ProxyAuthType: '1',
        ProxyPassword: PASSWORD,
        AllowMultipleFilePerFolder: 'True',
        ProceedFileRetentionDays: '90',
        OldKey: 'x',
      }),
    )
    await button(page, '設定ファイルを選ぶ').click()
    await expect(page.getByText('PMH_Relay.exe.configを読み込みました（設定8件）。')).toBeVisible()
    await field(page).fill(
      `New-Service -Name "PMH_Relay" -BinaryPathName "${PROGRAM} ${TOKEN}|kodomo token-of-hitori-c81e|hitori"`,
    )
    await button(page, '貼り付けた内容を読み込む').click()
    await expect(page.getByText('制度フォルダ2件を読み込みました。')).toBeVisible()
    await expect(field(page)).toBeHidden()
    found.push(...(await judged(console, 'read', see)))
  })

  await test.step('pasting anew keeps what was read until the new text is', async () => {
    await button(page, 'サービスの引数を貼り直す').click()
    await expect(field(page)).toBeFocused()
    await button(page, '貼り直すのをやめる').click()
    await expect(page.getByText('制度フォルダ2件を読み込みました。')).toBeVisible()
  })

  await test.step('going elsewhere and back loses nothing', async () => {
    await goTo(page, 'ダッシュボード')
    await goTo(page, 'はじめに')
    await button(page, '公式バッチから移行').click()
    await expect(page.getByText('制度フォルダ2件を読み込みました。')).toBeVisible()
    await expect(page.getByText('PMH_Relay.exe.configを読み込みました（設定8件）。')).toBeVisible()
  })

  await test.step('the preview: old and new, nothing secret, nothing stored', async () => {
    await button(page, '内容を確認').click()
    const timer = page.getByRole('row', { name: /MonitoringTimer/ })
    await expect(timer).toContainText('600000（10分ごとに確認）')
    await expect(timer).toContainText('300000（5分ごとに確認）')
    await expect(page.getByRole('row', { name: /ProxyPassword/ })).toContainText(
      '••••••••（新しいパスワード）',
    )
    await expect(page.getByRole('row', { name: /kodomo/ })).toContainText('••••4f2a')
    await expect(page.getByRole('row', { name: /hitori/ })).toContainText('フォルダなし')
    await expect(page.getByText('使わないキーが1件あります')).toBeVisible()
    found.push(...(await judged(console, 'preview-vault', see)))
    await button(page, '今回の起動中だけ使う').click()
    await expect(page.getByText('要確認が1件あります')).toBeVisible()
    await zoomTo(console, 2)
    await standsStill(page)
    found.push(...(await layoutFaults(page)).map((line) => `preview at 200 %: ${line}`))
    await zoomedPicture(console, 'import-preview-200')
    await zoomTo(console, 1)
    found.push(...(await judged(console, 'preview', see)))
    expect(await page.content()).not.toContain(TOKEN)
    expect(await page.content()).not.toContain(PASSWORD)
    expect(rowsOf(dataDir, 'SELECT * FROM settings')).toEqual([])
    await expect(button(page, '適用')).toHaveAttribute('aria-disabled', 'true')
  })

  await test.step('apply, and what to do next', async () => {
    await page.getByRole('checkbox', { name: '連携方式を確認しました' }).check({ force: true })
    await button(page, '適用').click()
    await expect(page.getByRole('heading', { name: '取り込みました' })).toBeFocused()
    await expect(page.getByRole('heading', { name: '公式バッチを止める' })).toBeVisible()
    found.push(...(await judged(console, 'next', see)))
    await zoomTo(console, 2)
    await standsStill(page)
    found.push(...(await layoutFaults(page)).map((line) => `next at 200 %: ${line}`))
    await zoomedPicture(console, 'import-next-200')
    await zoomTo(console, 1)
    await resize(console.app, 1920, 1080)
    await see('import-next-1920')
    await resize(console.app, 1366, 768)
    expect(rowsOf(dataDir, 'SELECT folder FROM scheme_folders ORDER BY position')).toEqual([
      { folder: 'kodomo' },
      { folder: 'hitori' },
    ])
  })

  await test.step('a file is sent to the simulator', async () => {
    writeFileSync(path.join(root, 'kodomo', 'kodomo_20261120.csv'), 'id\r\n1\r\n')
    await button(page, 'ダッシュボードを開く').click()
    await button(page, 'kodomoを送信').click()
    await expect
      .poll(() => filesBelow(root).filter((file) => file.startsWith('PROCEED')))
      .toEqual(['PROCEED/kodomo/kodomo_20261120.csv'])
    expect(simulator.received).toHaveLength(1)
  })
  expect(found).toEqual([])
})

test('staff import by keyboard alone, from 設定, and are told of a preview that is stale', async ({
  openConsole,
  picture,
}) => {
  const console = await openConsole({ width: 1366, height: 768 })
  const { page, dataDir } = console
  await ask(page, 'vault.choose', { kind: 'memory' })
  const root = madeRoot(console, 'kodomo')
  await answerFileDialog(
    console,
    configFile(console, {
      PMHFilePath: root,
      PostRegistrationTasksBaseURL: 'http://pmhstg.kpn1.asp.lgwan.jp',
    }),
  )
  await openScreen(page, 'start')
  await expect(page.getByText('トークンとパスワードは保存しません。')).toBeVisible()
  await picture(console, 'start-memory')
  await openScreen(page, 'settings')
  await pressOn(page, button(page, '公式バッチの設定を取り込む'))
  await expect(page.getByRole('heading', { level: 1, name: '公式バッチの設定を取り込む' })).toBeVisible()
  await pressOn(page, button(page, '設定ファイルを選ぶ'))
  await expect(page.getByText('を読み込みました（設定2件）。')).toBeVisible()

  await test.step('a wrong paste is refused at its field, without the token', async () => {
    await typeInto(page, field(page), `${TOKEN}|PROCEED`)
    await pressOn(page, button(page, '内容を確認'))
    await expect(field(page)).toBeFocused()
    await expect(field(page)).toHaveAccessibleDescription(/PROCEEDとERRORは退避先のため/)
    await picture(console, 'import-paste-refused')
    await typeInto(page, field(page), `"${PROGRAM}" ${TOKEN}|kodomo`)
  })
  // Who pasted and goes on means the text to be read.
  await pressOn(page, button(page, '内容を確認'))
  await expect(page.getByText('公式バッチの初期設定もこのURLです。')).toBeVisible()
  await picture(console, 'import-lgwan')
  await pressOn(page, page.getByRole('checkbox', { name: '接続先URLを確認しました' }), 'Space')

  await test.step('somebody changed a setting meanwhile', async () => {
    await ask(page, 'settings.save', { changes: { MonitoringTimer: '5000' } })
    await pressOn(page, button(page, '適用'))
    await expect(page.getByText('内容を確認したあとに、設定が変わりました。')).toBeVisible()
    await expect(button(page, '適用')).toHaveAttribute('aria-disabled', 'true')
    await expect(button(page, '適用')).toHaveAccessibleDescription('もう一度確認すると、適用できます。')
    await picture(console, 'import-stale')
    await pressOn(page, button(page, 'もう一度確認する'))
    await expect(page.getByRole('row', { name: /MonitoringTimer/ })).toContainText('5000')
    await pressOn(page, page.getByRole('checkbox', { name: '接続先URLを確認しました' }), 'Space')
  })
  await pressOn(page, button(page, '適用'))
  await expect(page.getByRole('heading', { name: '取り込みました' })).toBeFocused()
  expect(rowsOf(dataDir, "SELECT value FROM settings WHERE key = 'PMHFilePath'")).toEqual([{ value: root }])

  await test.step('while files are watched for, the screen says that the next cycle takes the new settings', async () => {
    await ask(page, 'engine.start', {})
    await expect(page.getByText('監視中のため、次の確認から、この設定で送信します。')).toBeVisible()
    await expect(page.getByRole('heading', { name: '監視を開始する' })).toBeHidden()
  })
})

test('wrong and hostile files are refused in place and at once; Shift_JIS that says so is read', async ({
  openConsole,
  picture,
}) => {
  const console = await openConsole({ width: 1366, height: 768 })
  const { page, home } = console
  await openScreen(page, 'migration')
  const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
  const hostile: readonly [string, string, string][] = [
    ['photo.jpg', '\u0000\u0001', 'XMLとして正しくありません'],
    ['web.config', '<configuration><system.web/></configuration>', '公式バッチの設定ファイルではありません'],
    [
      'laughs.config',
      `<!DOCTYPE l [<!ENTITY l0 "ha">${laughs}]><configuration>&l9;</configuration>`,
      'DOCTYPE',
    ],
    ['outside.config', '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]><c>&x;</c>', 'DOCTYPE'],
    ['deep.config', '<a>'.repeat(40_000), '入れ子'],
    ['large.config', '<a>'.repeat(50_000_000 / 3), '128 KB'],
  ]
  for (const [name, content, why] of hostile) {
    const file = path.join(home, name)
    writeFileSync(file, content)
    await answerFileDialog(console, file)
    await button(page, '設定ファイルを選ぶ').click()
    const alert = page.getByRole('alert').filter({ hasText: `${name}：` })
    await expect(alert).toContainText(why)
    await expect(alert).toContainText('R5004')
  }
  await picture(console, 'import-hostile')
  expect(await axeViolations(page)).toEqual([])

  const head = Buffer.from(
    '<?xml version="1.0" encoding="Shift_JIS"?><configuration><appSettings><add key="PMHFilePath" value="/srv/',
  )
  const tail = Buffer.from('"/><add key="ProxyPort" value="99999"/></appSettings></configuration>')
  const file = path.join(home, 'sjis.config')
  writeFileSync(file, Buffer.concat([head, Buffer.of(0x90, 0xa7, 0x93, 0x78), tail]))
  await answerFileDialog(console, file)
  await button(page, '設定ファイルを選ぶ').click()
  await button(page, '内容を確認').click()
  await expect(page.getByRole('row', { name: /PMHFilePath/ })).toContainText('/srv/制度')
  await expect(
    page.getByText('プロキシのポートは1〜65,535の整数で指定してください（入力値：99999）。'),
  ).toBeVisible()
  await expect(page.getByText('誤りが1件あるため、適用できません。')).toBeVisible()
  await picture(console, 'import-wrong-value')
  expect(await axeViolations(page)).toEqual([])
})

test('what is exported is imported again without a difference; secrets go out only on request', async ({
  openConsole,
  picture,
}) => {
  const console = await openConsole({ width: 1366, height: 768 })
  const { page, home, dataDir } = console
  const root = madeRoot(console, 'kodomo')
  await ask(page, 'vault.choose', { kind: 'memory' })
  await ask(page, 'settings.save', {
    changes: {
      PMHFilePath: root,
      PostRegistrationTasksBaseURL: 'https://pmh.example.go.jp',
      ProxyAddress: 'proxy.example',
      ProxyPort: '8080',
      ProxyPassword: PASSWORD,
    },
  })
  const folder = { folder: 'kodomo', displayName: '子ども', paused: false, createDirectory: false }
  await ask(page, 'folders.add', { ...folder, token: TOKEN })
  await openScreen(page, 'settings')
  const found = await judged(console, 'settings', (name) => picture(console, name))

  const out = path.join(home, 'out.config')
  await answerSaveDialog(console, out)
  await button(page, '設定を書き出す').click()
  const dialog = page.getByRole('dialog')
  found.push(...(await judged(console, 'export', (name) => picture(console, name))))
  await dialog.getByRole('button', { name: '保存先を選ぶ' }).click()
  await expect(page.getByText(`「${out}」に書き出しました。`).first()).toBeVisible()
  expect(readFileSync(out, 'utf8')).not.toContain(PASSWORD)
  expect(statSync(out).mode & 0o777).toBe(0o600)

  await test.step('the tokens, after a warning', async () => {
    const service = path.join(home, 'service.txt')
    await answerSaveDialog(console, service)
    await button(page, '設定を書き出す').click()
    await dialog.getByRole('radio', { name: /New-Service/ }).check({ force: true })
    await dialog.getByRole('checkbox', { name: 'トークンを含める' }).check({ force: true })
    await expect(dialog.getByRole('alert')).toContainText('暗号化されずにファイルへ残ります')
    found.push(...(await judged(console, 'export-secrets', (name) => picture(console, name))))
    await dialog.getByRole('button', { name: '保存先を選ぶ' }).click()
    await expect(dialog).toBeHidden()
    expect(readFileSync(service, 'utf8')).toContain(`${TOKEN}|kodomo`)
    expect(readdirSync(home).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  await test.step('read again, the file changes nothing and keeps the password', async () => {
    await answerFileDialog(console, out)
    await button(page, '公式バッチの設定を取り込む').click()
    await button(page, '設定ファイルを選ぶ').click()
    await button(page, '内容を確認').click()
    await expect(page.getByText('取り込む設定は、いまの設定と同じです。')).toBeVisible()
    await expect(button(page, '適用')).toHaveAccessibleDescription(
      'いまの設定と同じため、適用しても何も変わりません。',
    )
    await page.getByText('変わる項目だけを表示').click()
    await expect(page.getByRole('row', { name: /ProxyPassword/ })).toContainText('そのまま')
    found.push(...(await judged(console, 'same', (name) => picture(console, name))))
  })
  const actions = rowsOf(dataDir, "SELECT after FROM audit WHERE action = 'settings.exported' ORDER BY id")
  expect(actions).toEqual([{ after: 'config' }, { after: 'service+secrets' }])
  expect(found).toEqual([])
})
