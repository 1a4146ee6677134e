import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import type { Locator, Page } from 'playwright'
import { type SmtpServer, startSmtpServer, textOf } from '../src-main/notify/testing/smtp-server.ts'
import {
  asJson,
  myNumber,
  sampleRecord,
  wrongNumber,
} from '../src-main/preflight/testing/synthetic-record.ts'
import type { CommandInput, CommandName, CommandOutput } from '../src-shared/ipc/commands.ts'
import { type ChattyProxy, startChattyProxy } from './support/chatty-proxy.ts'
import type { Console } from './support/console.ts'
import { ask, sendFolder } from './support/console-site.ts'
import { heapOf, tapTraffic } from './support/console-taps.ts'
import { filesBelow, rowsOf } from './support/disk.ts'
import { answerFileDialog, answerSaveDialog } from './support/file-dialog.ts'
import { type Allowance, formsOf, LeakScanner } from './support/leak-scanner.ts'
import { OFFICIAL, test as withSite } from './support/official-site.ts'
import { type CommandEnd, runRelay, startHeadless, startRelay } from './support/relay-command.ts'
import { openScreen } from './support/screens.ts'
import { goTo } from './support/staff.ts'
import { expect } from './support/test.ts'

/** What must not come out. The tokens and passwords themselves are longer, so that one that is cut is found too. */
const MARKS = {
  kodomo: 'kodomo+7Qv9/Zk3',
  hitori: 'hitori+7Qv9/Zk3',
  stranger: 'stranger+7Qv9/Zk3',
  proxy: 'proxy+7Qv9/Zk3',
  mail: 'mail+7Qv9/Zk3',
  mistyped: 'mistyped+7Qv9/Zk3',
  passphrase: '合言葉+7Qv9/Zk3',
  moving: '移行+7Qv9/Zk3',
  pin: '739104628517',
  person: '漏洩検査 太郎七号',
  number: myNumber('83920174655'),
  wrongNumber: wrongNumber('48613920571'),
} as const
type Mark = keyof typeof MARKS

const secret = (name: Mark) => `${MARKS[name]}=xW4p`
const MARKERS = Object.entries(MARKS).map(([name, text]) => ({ name, text }))
const CONTENTS = ['person', 'number', 'wrongNumber'] as const

/** Of everything that goes wrong here: PMH, token, port, proxy, doubt, crash, pre-flight. */
const CODES = ['E4000012', 'E4010003', 'R1004', 'R1005', 'R2003', 'R2008', 'R3021']

/** Two records, so that each kind of finding has a place. */
const JSON_FILE = asJson(recordOf(MARKS.number), recordOf(MARKS.number))
const FAULTY_FILE = asJson(recordOf(MARKS.wrongNumber))

function recordOf(number: string): Record<string, unknown> {
  const { person } = MARKS
  const five = { name: person, nameKana: person, address: person, sex: '1' }
  return sampleRecord({ myNumber: number, basicFiveInfo: five, certificationName: person })
}

const ALLOWED_IN_WINDOW: readonly Allowance[] = [
  {
    place: /^file:import\/PMH_Relay\.exe\.config$/,
    markers: ['proxy'],
    why: 'the file of the official batch that staff import; written by this test',
  },
  {
    place: /^file:out\/secrets\.config$/,
    markers: ['proxy', 'mail'],
    why: 'the configuration with its passwords, which staff asked for and were warned of',
  },
  {
    place: /^file:out\/secrets\.txt$/,
    markers: ['kodomo', 'hitori', 'stranger'],
    why: 'the command of the service with its tokens, which staff asked for and were warned of',
  },
  {
    place: /^file:renkei\/(?:(?:PROCEED|ERROR)\/)?(?:kodomo|hitori|stranger)\/[\w.-]+\.json$/,
    markers: CONTENTS,
    why: 'the files of the schemes themselves',
  },
]

const ALLOWED_IN_COMMANDS: readonly Allowance[] = [
  {
    place: /^file:PMH_Relay\.exe\.config$/,
    markers: ['proxy'],
    why: 'the configuration of the official batch; written by this test',
  },
  {
    place: /^file:mapping\.txt$/,
    markers: ['kodomo', 'stranger'],
    why: 'the mapping that an administrator keeps in a file; written by this test',
  },
  {
    place: /^file:PMH_RELAY\/(?:(?:PROCEED|ERROR)\/)?subsidy\d\/[\w.-]+\.json$/,
    markers: CONTENTS,
    why: 'the files of the schemes themselves',
  },
]

const test = withSite.extend<{ chatty: ChattyProxy; smtp: SmtpServer }>({
  chatty: async ({}, use) => {
    const proxy = await startChattyProxy('relay', secret('proxy'))
    await use(proxy)
    await proxy.close()
  },
  smtp: async ({}, use) => {
    const smtp = await startSmtpServer({
      login: { user: 'relay', password: secret('mail'), methods: 'PLAIN' },
      // As a mail server does that somebody left in debugging mode.
      misbehave: (step, line) =>
        step === 'AUTH' && line.includes(Buffer.from(`\0relay\0${secret('mistyped')}`).toString('base64'))
          ? `535 5.7.8 no: ${line} ${secret('mistyped')}`
          : undefined,
    })
    await use(smtp)
    await smtp.close()
  },
})

test.setTimeout(180_000)

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Types as hands do: what Playwright's `fill` passes to the page would stay in its heap. */
async function type(field: Locator, text: string): Promise<void> {
  await field.click()
  await field.page().keyboard.insertText(text)
}

function scanFiles(scanner: LeakScanner, home: string): void {
  for (const file of filesBelow(home)) {
    scanner.scan(`name:${file}`, file)
    scanner.scan(`file:${file}`, readFileSync(path.join(home, file)))
  }
}

test.describe('the scanner itself', () => {
  const FORMS = [...formsOf(MARKS.kodomo).keys(), ...formsOf(MARKS.person).keys()]

  test('finds each marker in each form, whatever stands around it', () => {
    for (const { name, text } of MARKERS) {
      for (const [form, bytes] of formsOf(text)) {
        const scanner = new LeakScanner(MARKERS)
        scanner.scan('here', Buffer.concat([Buffer.from('kodomo+%%6'), bytes, Buffer.from('+7Qv')]))
        expect([...new Set(scanner.hits.map((hit) => hit.marker))], `${name} as ${form}`).toEqual([name])
      }
    }
    expect(new Set(FORMS).size).toBe(22)
  })

  test('finds what other programs encode: base64 at every alignment, hex, percent', () => {
    const words: Record<string, string> = {}
    for (const before of ['', 'a', 'ab', 'abc'])
      for (const encoding of ['base64', 'base64url', 'hex'] as const)
        words[`${encoding} ${before}`] = Buffer.from(`${before}${secret('mail')}z`).toString(encoding)
    words.query = new URLSearchParams({ token: secret('mail') }).toString()
    words.utf16 = Buffer.from(`x${secret('mail')}`, 'utf16le').toString('base64')
    for (const [how, word] of Object.entries(words)) {
      const scanner = new LeakScanner(MARKERS)
      scanner.scan('here', word)
      expect(scanner.hits.length, how).toBeGreaterThan(0)
    }
  })

  test('finds what is cut by the pieces of a stream, and names what it allows for nothing', () => {
    const scanner = new LeakScanner(MARKERS)
    const take = scanner.stream('heap')
    for (const letter of `…${JSON.stringify(MARKS.person)}…`) take(letter)
    expect(scanner.judge([])).toEqual({ leaks: ['person (UTF-8) in heap'], needless: [] })
    const why = 'on request'
    const allowance = { place: /^heap$/, markers: ['person'], why }
    expect(scanner.judge([allowance])).toEqual({ leaks: [], needless: [] })
    expect(scanner.judge([{ ...allowance, place: /^disk$/ }]).needless).toEqual([why])
  })
})

test('no token, password, passphrase, PIN or content comes out of the console', async ({
  openConsole,
  openSimulator,
  chatty: proxy,
  smtp,
}) => {
  const scanner = new LeakScanner(MARKERS)
  const simulator = await openSimulator([secret('kodomo'), secret('hitori')])
  const console = await openConsole({ width: 1366, height: 768 })
  const { page, home, dataDir } = console
  const said = listenTo(console)
  const traffic = await tapTraffic(console)
  const root = path.join(home, 'renkei')
  for (const folder of ['renkei/kodomo', 'renkei/hitori', 'import', 'out'])
    mkdirSync(path.join(home, folder), { recursive: true })
  const drop = (folder: string, name: string, content = JSON_FILE) =>
    writeFileSync(path.join(root, folder, name), content.replace('H1', name))
  const save = (changes: CommandInput<'settings.save'>['changes']) => ask(page, 'settings.save', { changes })

  await test.step('passphrase, import, passwords, a token and the PIN are typed', async () => {
    await goTo(page, 'はじめに')
    await type(page.getByLabel('合言葉', { exact: true }), secret('passphrase'))
    await type(page.getByLabel('合言葉（もう一度）'), secret('passphrase'))
    await button(page, '合言葉で保護する').click()
    await importOfficial(console, { root, url: simulator.url, proxyPort: proxy.port })
    await save({ StabilityWindow: '0' })
    await setUpMail(page, smtp.port)
    await addStranger(page)
    await choosePin(page)
  })

  await test.step('accepted, refused, a wrong token, in doubt', async () => {
    for (const [folder, name, status] of [
      ['kodomo', 'good.json', 'accepted'],
      ['kodomo', 'refused.json', 'rejected'],
      ['stranger', 'stranger.json', 'rejected'],
      ['hitori', 'doubt.json', 'unknown'],
    ] as const) {
      if (status === 'unknown') simulator.behave('no_serial', { times: 1 })
      if (name === 'refused.json')
        simulator.behave(
          { kind: 'status', status: 400, code: 'E4000012', message: '項目が不正です。' },
          { times: 1 },
        )
      drop(folder, name)
      await sendFolder(page, folder, status)
    }
  })

  await test.step('a proxy that repeats the password in its refusal, nobody at the port, a finding', async () => {
    proxy.refuse(true)
    drop('kodomo', 'proxy.json')
    await sendFolder(page, 'kodomo', 'failed')
    await diagnosed(page)
    proxy.refuse(false)
    await save({ ProxyPort: '9' })
    await sendFolder(page, 'kodomo', 'failed')
    await save({ ProxyPort: String(proxy.port), PreflightMode: 'block' })
    await sendFolder(page, 'kodomo', 'accepted')
    drop('kodomo', 'faulty.json', FAULTY_FILE)
    await ask(page, 'engine.send-now', { folder: 'kodomo' })
    await expect.poll(() => rowsOf(dataDir, 'SELECT * FROM preflight_findings')).not.toEqual([])
    await expect
      .poll(async () => ((await ask(page, 'overview.get', {})) as CommandOutput<'overview.get'>).status.state)
      .not.toBe('sending')
  })

  await test.step('diagnosis, and its copy', async () => {
    await diagnosed(page)
    await goTo(page, '接続診断')
    await button(page, '結果をコピー').click()
    await expect(page.getByRole('status').first()).toContainText('コピーしました')
    scanner.scan('clipboard', await console.app.evaluate(({ clipboard }) => clipboard.readText()))
  })

  await test.step('what is written on request', async () => {
    const to = (name: string) => answerSaveDialog(console, path.join(home, 'out', name))
    await to('trail.csv')
    const everything = { from: null, to: null, who: null, action: null, text: '' }
    await ask(page, 'audit.export', everything)
    await to('history.csv')
    await ask(page, 'export.start', { folder: null, status: null })
    await expect
      .poll(async () => ((await ask(page, 'export.get', {})) as CommandOutput<'export.get'>).phase)
      .toBe('done')
    for (const secrets of [false, true]) {
      for (const [kind, ending] of [
        ['config', 'config'],
        ['service', 'txt'],
      ] as const) {
        await to(`${secrets ? 'secrets' : 'plain'}.${ending}`)
        await ask(page, 'official.export', { kind, secrets })
      }
    }
    await exportMoving(console, path.join(home, 'out', 'move.pmhmove'))
    await ask(page, 'vault.make-key-file', { account: null })
    expect(filesBelow(path.join(home, 'out'))).toHaveLength(7)
  })

  await test.step('practice', async () => {
    await ask(page, 'practice.start', {})
    await ask(page, 'engine.send-now', { folder: null })
    await expect
      .poll(() =>
        rowsOf(path.join(dataDir, 'practice', 'data'), "SELECT * FROM transfers WHERE status = 'accepted'"),
      )
      .toHaveLength(3)
    await ask(page, 'practice.get', {})
    await readEverything(page)
    await ask(page, 'practice.stop', {})
  })

  await test.step('every screen and every command that only looks', async () => {
    for (const screen of [
      'dashboard',
      'history',
      'report',
      'folders',
      'settings',
      'diagnosis',
      'log',
      'audit',
      'migration',
    ] as const)
      await openScreen(page, screen)
    await readEverything(page)
    await openScreen(page, 'history')
    scanner.scan('page', await page.content())
  })

  await test.step('the heap of the window', async () => {
    await page.evaluate(
      (parts) => Object.assign(window, { planted: parts.join('-') }),
      ['planted', 'in', 'heap'],
    )
    const control = new LeakScanner([{ name: 'planted', text: 'planted-in-heap' }])
    const takes = [control.stream('heap'), scanner.stream('heap')]
    await heapOf(console, (piece) => {
      for (const take of takes) take(piece)
    })
    expect(control.hits).not.toEqual([])
  })

  await test.step('a crash in the middle of an upload', async () => {
    simulator.behave('stall', { times: 1 })
    await save({ PreflightMode: 'off' })
    await ask(page, 'engine.send-now', { folder: 'kodomo' })
    await simulator.waitFor(({ underWay }) => underWay[0]?.state === 'stalled')
    const heard = await traffic()
    // The last four are shown on purpose, which proves that the answers were heard; so does an event.
    expect(heard).toContain('xW4p')
    expect(heard).toContain('"topic":"transfers"')
    scanner.scan('traffic', heard)
    const closed = console.app.waitForEvent('close')
    console.app.process().kill('SIGKILL')
    await closed
    expect(filesBelow(dataDir)).toContain('relay.db-wal')
    scanFiles(scanner, home)
  })

  await test.step('a start with a secret that cannot be read, and a run without a window', async () => {
    const db = new Database(path.join(dataDir, 'relay.db'))
    db.exec("UPDATE secrets SET sealed = randomblob(64) WHERE name = 'token:1'")
    db.close()
    const again = await openConsole({ home })
    const saidAgain = listenTo(again)
    const trafficAgain = await tapTraffic(again)
    const dialog = again.page.getByRole('dialog', { name: '合言葉を入力してください' })
    await type(dialog.getByLabel('合言葉'), secret('mistyped'))
    await button(again.page, '開く').click()
    await expect(dialog.getByText('合言葉が違います。')).toBeVisible()
    await dialog.getByLabel('合言葉').press('Control+A')
    await type(dialog.getByLabel('合言葉'), secret('passphrase'))
    await button(again.page, '開く').click()
    await expect(dialog).toBeHidden()
    await goTo(again.page, 'ダッシュボード')
    await expect(again.page.getByText('読み出せません').first()).toBeVisible()
    await openLock(again.page)
    await readEverything(again.page)
    scanner.scan('traffic', await trafficAgain())
    await openScreen(again.page, 'history')
    await heapOf(again, scanner.stream('heap after unlocking'))
    await again.quit()
    scanner.scan('output of the console', said() + saidAgain())
    const byKey = ['--key-file', path.join(dataDir, 'background.key')]
    for (const [opener, stdin, code] of [
      [byKey, '', 1],
      [['--passphrase-file', '-'], secret('passphrase'), 1],
      [['--passphrase-file', '-'], secret('mistyped'), 2],
    ] as const) {
      const end = await runRelay(home, ['--data-dir', dataDir, '--once', ...opener], stdin)
      scanOutput(scanner, 'run on the stored secrets', end)
      expect(end.code, end.stderr).toBe(code)
    }
  })

  expect(codesOf(dataDir)).toEqual([...CODES, 'R6003'])
  expect(smtp.mails.length).toBeGreaterThan(3)
  scanner.scan('mails', smtp.mails.map((mail) => mail.data + textOf(mail)).join('\n'))
  scanner.scan('record of the simulator', JSON.stringify(simulator.received))
  scanFiles(scanner, home)
  expect(scanner.judge(ALLOWED_IN_WINDOW)).toEqual({ leaks: [], needless: [] })
})

test('nor out of the command', async ({ site, openSimulator, chatty: proxy }) => {
  const scanner = new LeakScanner(MARKERS)
  const simulator = await openSimulator([secret('kodomo')])
  const { home, root } = site
  const keys = {
    PostRegistrationTasksBaseURL: simulator.url,
    PostRegistrationFileType: '1',
    ProxyAuthType: '2',
    ProxyAddress: '127.0.0.1',
    ProxyPort: String(proxy.port),
    ProxyUsername: 'relay',
    ProxyPassword: secret('proxy'),
  }
  site.configure(keys)
  const mapping = `${secret('kodomo')}|subsidy1\r\n${secret('stranger')}|subsidy2\r\n`
  writeFileSync(path.join(home, 'mapping.txt'), mapping)
  const drop = (folder: string, name: string, content = JSON_FILE) =>
    writeFileSync(path.join(root, folder, name), content.replace('H1', name))
  const fromFile = [...OFFICIAL, '--once', '--mapping', 'mapping.txt']
  const run = async (place: string, args: readonly string[], code: number, stdin?: string) => {
    const end = await runRelay(home, args, stdin)
    scanOutput(scanner, place, end)
    expect(end.code, `${place}: ${end.stderr}`).toBe(code)
  }

  drop('subsidy1', 'good.json')
  drop('subsidy2', 'stranger.json')
  const inApp = await startHeadless(home, fromFile).end
  scanOutput(scanner, 'accepted and a wrong token, in the app', inApp)
  expect(inApp.code).toBe(1)

  const proof = Buffer.from(`relay:${secret('proxy')}`).toString('base64')
  const echo = `項目が不正です。${secret('kodomo')} ${proof}`
  simulator.behave({ kind: 'status', status: 400, code: 'E4000012', message: echo }, { times: 1 })
  drop('subsidy1', 'refused.json')
  await run('refused', fromFile, 1)

  proxy.refuse(true)
  drop('subsidy1', 'later.json', FAULTY_FILE)
  await run('a chatty proxy', fromFile, 1)
  await run('diagnosis, refused', ['diagnose', ...fromFile.filter((arg) => arg !== '--once'), '--json'], 1)
  proxy.refuse(false)
  await run('nobody there', [...fromFile, '--set', 'ProxyPort=9'], 1)
  await run('a finding', [...fromFile, '--set', 'PreflightMode=block'], 1)
  await run('diagnosis', ['diagnose', ...OFFICIAL, `${secret('kodomo')}|subsidy1`], 0)
  await run('wrong arguments', [...OFFICIAL, '--once', secret('kodomo'), `${secret('mail')}|..`], 2)
  await run('a token as an option', [...OFFICIAL, '--once', `--${secret('kodomo')}`], 2)
  await run('a wrong setting', [...fromFile, '--set', `ProxyPassword=${secret('mail')}\u0007`], 2)

  simulator.behave('stall', { times: 1 })
  const killed = startRelay(home, [...OFFICIAL, '--mapping', '-'], mapping)
  await simulator.waitFor(({ underWay }) => underWay[0]?.state === 'stalled')
  killed.child.kill('SIGKILL')
  scanOutput(scanner, 'killed', await killed.end)
  scanFiles(scanner, home)
  await run('after the crash', fromFile, 1)
  simulator.behave('no_serial', { times: 1 })
  drop('subsidy2', 'doubt.json')
  await run('in doubt', [...OFFICIAL, '--once', `${secret('kodomo')}|subsidy2`], 1)
  await run('history', ['history', '--data-dir', 'data', '--json'], 0)
  expect(codesOf(path.join(home, 'data'))).toEqual(CODES)
  await run('verification', ['verify', '--data-dir', 'data'], 0)

  scanFiles(scanner, home)
  expect(scanner.judge(ALLOWED_IN_COMMANDS)).toEqual({ leaks: [], needless: [] })
})

/** Proves that each way was gone: the codes that the log of a data folder knows. */
function codesOf(dataDir: string): string[] {
  const log = readFileSync(path.join(dataDir, 'logs', 'log.txt'), 'utf8')
  return [...new Set(Array.from(log.matchAll(/エラーコード: (\w+)/g), ([, code = '']) => code))].sort()
}

function scanOutput(scanner: LeakScanner, place: string, { stdout, stderr }: CommandEnd): void {
  scanner.scan(`stdout: ${place}`, stdout)
  scanner.scan(`stderr: ${place}`, stderr)
}

/** @returns what the program wrote to its outputs since then */
function listenTo({ app }: Console): () => string {
  const heard: Buffer[] = []
  for (const output of [app.process().stdout, app.process().stderr])
    output?.on('data', (chunk: Buffer) => heard.push(chunk))
  return () => Buffer.concat(heard).toString()
}

async function importOfficial(
  console: Console,
  { root, url, proxyPort }: { root: string; url: string; proxyPort: number },
): Promise<void> {
  const { page, home } = console
  const keys = {
    PMHFilePath: root,
    PostRegistrationTasksBaseURL: url,
    PostRegistrationFileType: '1',
    ProxyAuthType: '2',
    ProxyAddress: '127.0.0.1',
    ProxyPort: String(proxyPort),
    ProxyUsername: 'relay',
    ProxyPassword: secret('proxy'),
    AllowMultipleFilePerFolder: 'true',
  }
  const adds = Object.entries(keys).map(([key, value]) => `<add key="${key}" value="${value}" />`)
  const file = path.join(home, 'import', 'PMH_Relay.exe.config')
  writeFileSync(file, `<configuration><appSettings>${adds.join('\r\n')}</appSettings></configuration>`)
  await answerFileDialog(console, file)
  await button(page, '公式バッチから移行').click()
  await button(page, '設定ファイルを選ぶ').click()
  await expect(page.getByText('を読み込みました（設定9件）。')).toBeVisible()
  await type(
    page.getByRole('textbox', { name: '登録コマンド、またはsc.exe qcの結果' }),
    `New-Service -Name "PMH_Relay" -BinaryPathName "C:\\PMH_Relay.exe ${secret('kodomo')}|kodomo ${secret('hitori')}|hitori"`,
  )
  await button(page, '貼り付けた内容を読み込む').click()
  await button(page, '内容を確認').click()
  await button(page, '適用').click()
  await expect(page.getByRole('heading', { name: '取り込みました' })).toBeVisible()
}

/** With a wrong password first, which the server repeats. */
async function setUpMail(page: Page, port: number): Promise<void> {
  await ask(page, 'settings.save', {
    changes: {
      MailServer: '127.0.0.1',
      MailPort: String(port),
      MailUser: 'relay',
      MailFrom: 'pmh@example.jp',
      MailTo: 'a@example.jp',
    },
  })
  await goTo(page, '設定')
  const field = page.getByLabel('メールのパスワード', { exact: true })
  const sendTestMail = async (password: string) => {
    await type(field, password)
    await button(page, '保存').click()
    await expect(page.getByText('変更はありません。')).toBeVisible()
    await button(page, 'テストメールを送る').click()
  }
  await sendTestMail(secret('mistyped'))
  await expect(page.getByRole('alert').filter({ hasText: 'R7007' })).toBeVisible()
  await page
    .getByRole('group', { name: 'メールのパスワード' })
    .getByRole('button', { name: '入れ替える' })
    .click()
  await sendTestMail(secret('mail'))
  await expect(page.getByText('テストメールを送りました。').first()).toBeVisible()
}

/** A folder whose token PMH does not know. */
async function addStranger(page: Page): Promise<void> {
  await goTo(page, '制度フォルダ')
  await button(page, '追加').click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('制度の名前').fill('ほかの制度')
  await sheet.getByLabel('フォルダ', { exact: true }).fill('stranger')
  await type(sheet.getByLabel('認証トークン'), secret('stranger'))
  await sheet.getByRole('button', { name: 'この名前でフォルダを作成' }).click()
  await sheet.getByRole('button', { name: '保存', exact: true }).click()
  await expect(sheet).toBeHidden()
}

async function choosePin(page: Page): Promise<void> {
  await goTo(page, '設定')
  await button(page, '暗証番号を決める').click()
  const dialog = page.getByRole('dialog')
  await type(dialog.getByRole('textbox', { name: '暗証番号', exact: true }), MARKS.pin)
  await type(dialog.getByRole('textbox', { name: '暗証番号（もう一度）' }), MARKS.pin)
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog).toBeHidden()
}

async function openLock(page: Page): Promise<void> {
  await button(page, '管理者ロック：閉').click()
  const dialog = page.getByRole('dialog')
  await type(dialog.getByRole('textbox', { name: '暗証番号' }), MARKS.pin)
  await dialog.getByRole('button', { name: '開く' }).click()
  await expect(dialog).toBeHidden()
}

async function exportMoving(console: Console, file: string): Promise<void> {
  const { page } = console
  await answerSaveDialog(console, file)
  await goTo(page, '設定')
  await page.getByRole('link', { name: '鍵と移行' }).click()
  await page
    .getByRole('region', { name: '別のパソコンへ移す' })
    .getByRole('button', { name: '書き出す' })
    .click()
  const dialog = page.getByRole('dialog')
  await type(dialog.getByLabel('合言葉', { exact: true }), secret('moving'))
  await type(dialog.getByLabel('合言葉（もう一度）'), secret('moving'))
  await dialog.getByRole('button', { name: '保存先を選ぶ' }).click()
  await expect(dialog).toBeHidden()
}

async function diagnosed(page: Page): Promise<void> {
  await ask(page, 'diagnosis.start', {})
  await expect
    .poll(async () => ((await ask(page, 'diagnosis.get', {})) as CommandOutput<'diagnosis.get'>).running)
    .toBe(false)
}

/** Asks everything that only looks; the answers are in the recorded traffic. */
async function readEverything(page: Page): Promise<void> {
  const plain = [
    'app.info',
    'app.about',
    'app.farewell',
    'overview.get',
    'engine.forecast',
    'folders.list',
    'settings.get',
    'export.get',
    'diagnosis.get',
    'certificates.list',
    'mail.state',
    'audit.export-progress',
    'audit.check-state',
    'lock.state',
    'vault.key-file',
    'background.get',
    'official.get',
  ] as const satisfies readonly CommandName[]
  for (const name of plain) await ask(page, name, {})
  await ask(page, 'audit.search', { from: null, to: null, who: null, action: null, text: '', before: null })
  await ask(page, 'log.tail', { number: 0 })
  const found = await ask(page, 'transfers.search', { page: 1, folder: null, status: null })
  for (const { id } of (found as CommandOutput<'transfers.search'>).rows)
    await ask(page, 'transfers.get', { id })
}
