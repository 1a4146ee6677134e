import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { CertificateMaker, opensslProblem } from '../src-main/network/testing/certificate-maker.ts'
import {
  headerOf,
  type SmtpServer,
  type SmtpServerOptions,
  startSmtpServer,
  textOf,
} from '../src-main/notify/testing/smtp-server.ts'
import { axeViolations } from './support/axe.ts'
import type { Console } from './support/console.ts'
import { filesBelow, rowsOf } from './support/disk.ts'
import { runRelay } from './support/relay-command.ts'
import { addFolder, choosePassphrase, fillSettings, goTo } from './support/staff.ts'
import { test as base, expect } from './support/test.ts'

const TOKEN = 'SECRET-TOKEN-4f2a'
const PASSWORD = 'SECRET-MAIL-77aa'
const ROOT = { name: 'Closed network root', isAuthority: true } as const
const SERVER = { name: 'mail', hosts: 'IP:127.0.0.1', issuer: ROOT } as const

const test = base.extend<{
  maker: CertificateMaker
  openSmtp: (options?: SmtpServerOptions) => Promise<SmtpServer>
  home: string
}>({
  home: async ({}, use) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'pmh-mail-'))
    await use(folder)
    rmSync(folder, { recursive: true })
  },
  maker: async ({ home }, use) => {
    const folder = path.join(home, 'certificates')
    mkdirSync(folder)
    await use(new CertificateMaker(folder))
  },
  openSmtp: async ({}, use) => {
    const opened: SmtpServer[] = []
    await use(async (options) => {
      const server = await startSmtpServer(options)
      opened.push(server)
      return server
    })
    for (const server of opened) await server.close()
  },
})

const field = ({ page }: Console, name: string) => page.getByLabel(name, { exact: true })

async function save({ page }: Console): Promise<void> {
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('変更はありません。')).toBeVisible()
}

/** Fills 通知メール as staff do. */
async function fillMail(console: Console, port: number): Promise<void> {
  await goTo(console.page, '設定')
  await field(console, 'メールサーバー').fill('127.0.0.1')
  await field(console, 'メールのポート').fill(String(port))
  await field(console, '送信元').fill('pmh@example.jp')
  await field(console, '宛先').fill('a@example.jp、b@example.jp')
}

const testMail = ({ page }: Console) => page.getByRole('button', { name: 'テストメールを送る' })

test('staff set mail up, try it, and get a mail for a file that PMH refuses', async ({
  openConsole,
  openSimulator,
  openSmtp,
  picture,
}) => {
  const smtp = await openSmtp({ login: { user: 'relay', password: PASSWORD, methods: 'LOGIN' } })
  const pmh = await openSimulator(['another token'])
  const console = await openConsole({ width: 1366, height: 768 })
  const { page, home, dataDir } = console
  const root = path.join(home, 'renkei')
  mkdirSync(root)
  await choosePassphrase(page)
  await fillSettings(page, pmh.url, root)
  await addFolder(page, '子ども医療費助成', 'kodomo', TOKEN)

  await goTo(page, '設定')
  await expect(
    page.getByText('サーバー、ポート、送信元、宛先を保存すると、テストメールを送れます。'),
  ).toBeVisible()
  await expect(testMail(console)).toHaveAttribute('aria-disabled', 'true')
  await fillMail(console, smtp.port)
  await expect(page.getByText('変更を保存すると、テストメールを送れます。')).toBeVisible()

  await test.step('an address that would be another command is refused where it is typed', async () => {
    await field(console, '送信元').fill('PMH <pmh@example.jp>')
    await field(console, '宛先').focus()
    await expect(page.getByText('メールアドレスだけを、半角で1つ指定してください').first()).toBeVisible()
    await field(console, '送信元').fill('pmh@example.jp')
  })
  await field(console, 'メールのユーザー名').fill('relay')
  await field(console, 'メールのパスワード').fill('wrong')
  await save(console)

  await test.step('a wrong password is told as such', async () => {
    await testMail(console).click()
    const alert = page.getByRole('alert').filter({ hasText: 'R7007' })
    await expect(alert).toContainText('メールサーバーの認証が通りませんでした。')
    await expect(alert).toContainText('535 5.7.8 authentication failed')
    await picture(console, 'mail-failed')
  })

  await page
    .getByRole('group', { name: 'メールのパスワード' })
    .getByRole('button', { name: '入れ替える' })
    .click()
  await field(console, 'メールのパスワード').fill(PASSWORD)
  await save(console)
  await testMail(console).click()
  await expect(page.getByText('テストメールを送りました。').first()).toBeVisible()
  expect(smtp.mails.map(({ to, user }) => [to, user])).toEqual([
    [['a@example.jp'], 'relay'],
    [['b@example.jp'], 'relay'],
  ])
  await picture(console, 'mail-sent')
  expect(await axeViolations(page)).toEqual([])

  writeFileSync(path.join(root, 'kodomo', '202604.csv'), 'SECRET-CONTENTS\n')
  await goTo(page, 'ダッシュボード')
  await page.getByRole('button', { name: '今すぐ送信' }).first().click()
  await smtp.received(4)
  const mails = smtp.mails.slice(2)
  expect(mails.map((mail) => headerOf(mail, 'Subject'))).toEqual(['PMH連携通知', 'PMH連携通知'])
  for (const mail of mails) {
    expect(textOf(mail)).toMatch(
      /^イベントID:101\r?\nレベル:Error\r?\nメッセージ:医療費助成対象者情報登録 フォルダ: kodomo, ファイル: 202604\.csv, エラーコード: E4010003, .+\r?\nソース:PMH_Relay\r?\n日時:\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\s*$/,
    )
  }
  for (const secret of [PASSWORD, TOKEN, 'SECRET-CONTENTS']) {
    expect(smtp.mails.map((mail) => mail.data + textOf(mail)).join()).not.toContain(secret)
    for (const file of filesBelow(dataDir))
      expect(readFileSync(path.join(dataDir, file)).includes(secret), file).toBe(false)
  }
})

test('each step that fails is told with its code, and given-up mails are a thing to see to', async ({
  openConsole,
  openSmtp,
  maker,
  picture,
}) => {
  test.skip(opensslProblem() !== null, opensslProblem() ?? '')
  let answer = (_step: string, _line: string): string | undefined => undefined
  const options = { misbehave: (step: string, line: string) => answer(step, line) }
  const smtp = await openSmtp({ ...options, security: 'starttls', tls: maker.serve([SERVER, ROOT]) })
  const console = await openConsole({ width: 1366, height: 768 })
  const { page, dataDir } = console
  await fillMail(console, smtp.port)
  await save(console)

  const failsWith = async (code: string) => {
    await testMail(console).click()
    await expect(page.getByRole('alert').filter({ hasText: code })).toBeVisible()
    await page.getByRole('alert').getByRole('button', { name: '閉じる' }).click()
  }
  answer = (step) => (step === 'MAIL' ? '550 5.7.1 not you' : undefined)
  await failsWith('R7008')
  answer = (step) => (step === 'DATA' ? '554 5.3.4 no' : undefined)
  await failsWith('R7010')
  answer = (step) => (step === 'greeting' ? 'HTTP/1.1 400 Bad Request' : undefined)
  await failsWith('R7011')

  await test.step('one recipient of two is named', async () => {
    answer = (step, line) => (step === 'RCPT' && line.includes('a@') ? '550 5.1.1 nobody' : undefined)
    await testMail(console).click()
    const alert = page.getByRole('alert').filter({ hasText: '受け付けられませんでした' })
    await expect(alert).toContainText('a@example.jp（応答：550 5.1.1 nobody）')
    await expect(alert).not.toContainText('b@example.jp')
    await expect(alert).toContainText('R7009')
    await picture(console, 'mail-refused')
    await alert.getByRole('button', { name: '詳細をコピー' }).click()
    const copied = await console.app.evaluate(({ clipboard }) => clipboard.readText())
    expect(copied).toContain('a@example.jp（応答：550 5.1.1 nobody）')
    await alert.getByRole('button', { name: '閉じる' }).click()
    await expect(alert).toBeHidden()
  })

  await test.step('a server whose issuer nobody knows', async () => {
    answer = () => undefined
    await page.getByRole('radiogroup', { name: 'メールの暗号化' }).getByText('STARTTLS').click()
    await save(console)
    await failsWith('R7005')
  })
  const before = smtp.mails.length
  await smtp.close()
  await failsWith('R7002')
  expect(smtp.mails).toHaveLength(before)

  await test.step('a mail that was given up is a thing to see to, and leads here', async () => {
    await console.quit()
    const db = new Database(path.join(dataDir, 'relay.db'))
    db.exec(
      `INSERT INTO mails (message_id, recipient, at, level, event_id, message, state, queued_at, next_at, tried_at, error_code, error_detail)
       VALUES ('<1@x>', 'a@example.jp', '2026-04-01T09:00:00.000+09:00', 'error', 1002, 'm', 'given_up', 0, 0,
       '2026-04-04T09:00:00.000+09:00', 'R7002', 'ECONNREFUSED')`,
    )
    db.close()
    const again = await openConsole({ home: console.home, width: 1366, height: 768 })
    await goTo(again.page, 'ダッシュボード')
    await expect(again.page.getByText('送れなかった通知メールがあります。')).toBeVisible()
    const problem = again.page.getByRole('listitem').filter({ hasText: '送れなかった通知メールがあります。' })
    await problem.getByRole('button', { name: '設定を開く' }).click()
    const outbox = again.page.getByRole('region', { name: '送信待ち' })
    await expect(outbox).toContainText('1件の通知メールを送れませんでした。')
    await expect(outbox).toContainText('メールサーバーにつながりませんでした。（R7002）')
    await picture(again, 'mail-given-up')
    await outbox.getByRole('button', { name: '確認済みにする' }).click()
    await expect(outbox).not.toContainText('送れませんでした')
    await goTo(again.page, 'ダッシュボード')
    await expect(again.page.getByText('送れなかった通知メールがあります。')).toBeHidden()
  })
})

test.describe('a run by npm run relay -- --once', () => {
  const site = (home: string, url: string, keys: Readonly<Record<string, string>>) => {
    const root = path.join(home, 'PMH_RELAY')
    mkdirSync(path.join(root, 'subsidy1'), { recursive: true })
    writeFileSync(path.join(root, 'subsidy1', 'a.csv'), 'a\r\n')
    const all = { PMHFilePath: root, PostRegistrationTasksBaseURL: url, StabilityWindow: '0', ...keys }
    const adds = Object.entries(all).map(([key, value]) => `<add key="${key}" value="${value}" />`)
    writeFileSync(
      path.join(home, 'PMH_Relay.exe.config'),
      `<configuration><appSettings>${adds.join('')}</appSettings></configuration>`,
    )
    return ['--config', 'PMH_Relay.exe.config', '--data-dir', 'data', '--once', 'TOKEN1|subsidy1']
  }
  const mailKeys = (port: number) => ({
    MailServer: '127.0.0.1',
    MailPort: String(port),
    MailFrom: 'pmh@example.jp',
    MailTo: 'a@example.jp',
  })

  test('mails what happened before it ends', async ({ openSimulator, openSmtp, home }) => {
    const [pmh, smtp] = [await openSimulator(['T']), await openSmtp()]
    const args = site(home, pmh.url, mailKeys(smtp.port))
    expect(await runRelay(home, args)).toMatchObject({ code: 1, stderr: '' })
    expect(smtp.mails.map(textOf)).toEqual([expect.stringContaining('エラーコード: E4010003')])
    expect(rowsOf(path.join(home, 'data'), 'SELECT * FROM mails')).toEqual([])
  })

  test('is not held up by a dead or a silent server, and the next run brings what waits', async ({
    openSimulator,
    openSmtp,
    home,
  }) => {
    const pmh = await openSimulator(['T'])
    const silent = await openSmtp({ misbehave: () => 'silent' })
    const args = site(home, pmh.url, mailKeys(silent.port))
    expect(await runRelay(home, args)).toMatchObject({ code: 1, stderr: '' })
    expect(rowsOf(path.join(home, 'data'), 'SELECT state, error_code FROM mails')).toEqual([
      { state: 'waiting', error_code: 'R7003' },
    ])
    await silent.close()
    expect(await runRelay(home, args)).toMatchObject({ code: 0, stderr: '' })
    expect(rowsOf(path.join(home, 'data'), 'SELECT state, error_code FROM mails')).toEqual([
      { state: 'waiting', error_code: 'R7002' },
    ])

    const smtp = await startSmtpServer({}, silent.port)
    await runRelay(home, args)
    await smtp.close()
    expect(smtp.mails.map(textOf)).toEqual([expect.stringContaining('E4010003')])
  })
})
