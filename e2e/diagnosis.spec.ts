import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { CertificateMaker, opensslProblem } from '../src-main/network/testing/certificate-maker.ts'
import { type Simulator, startSimulator } from '../src-main/simulator/simulator.ts'
import { DIAGNOSIS_STEPS } from '../src-shared/domain/diagnosis.ts'
import type { Console } from './support/console.ts'
import { filesBelow, rowsOf } from './support/disk.ts'
import { answerFileDialog } from './support/file-dialog.ts'
import { addFolder, choosePassphrase, fillSettings, goTo } from './support/staff.ts'
import { test as base, expect } from './support/test.ts'

const TOKEN = 'SECRET-TOKEN-4f2a'
const ROOT = { name: 'Closed network root', isAuthority: true } as const
const SERVER = { name: 'pmh.example', hosts: 'IP:127.0.0.1', issuer: ROOT } as const
const EXPIRED = { name: 'Old root', isAuthority: true, to: '20210101120000Z' } as const

const test = base.extend<{ maker: CertificateMaker; securePmh: Simulator; silentPort: number }>({
  maker: async ({}, use) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'pmh-diagnosis-'))
    await use(new CertificateMaker(folder))
    rmSync(folder, { recursive: true })
  },
  securePmh: async ({ maker }, use) => {
    const pmh = await startSimulator({ tokens: [TOKEN], tls: maker.serve([SERVER]) })
    await use(pmh)
    await pmh.close()
  },
  /** Somebody who listens, and never says a word. */
  silentPort: async ({}, use) => {
    const server = createServer((socket) => void socket.on('error', () => {}).resume())
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    await use((server.address() as AddressInfo).port)
    await new Promise((resolve) => server.close(resolve))
  },
})

test.skip(opensslProblem() !== null, opensslProblem() ?? '')

async function setUp({ page, home }: Console, url: string): Promise<void> {
  const root = path.join(home, 'renkei')
  mkdirSync(root)
  await choosePassphrase(page)
  await fillSettings(page, url, root)
  await addFolder(page, '子ども医療費助成', 'kodomo', TOKEN)
}

const lines = ({ page }: Console) => page.getByRole('list', { name: '診断の項目' }).getByRole('listitem')

/** The setting as it is stored: paths, one after the other. */
const trusted = ({ dataDir }: Console) =>
  rowsOf<{ value: string }>(dataDir, "SELECT value FROM settings WHERE key = 'CaCertificateFiles'")
    .flatMap(({ value }) => value.split(';'))
    .map((file) => path.relative(dataDir, file))

test('an unknown issuer: the step fails, its certificate is added there, and the next diagnosis is green', async ({
  openConsole,
  maker,
  securePmh,
  picture,
}) => {
  const console = await openConsole()
  const { page, dataDir } = console
  await goTo(page, '接続診断')
  await expect(page.getByText('まだ診断していません')).toBeVisible()
  await picture(console, 'diagnosis-empty')
  await setUp(console, securePmh.url)

  await goTo(page, '接続診断')
  await page.getByRole('button', { name: '診断を開始' }).click()
  await expect(page.getByRole('heading', { name: 'PMHに接続できません' })).toBeVisible()
  await expect(page.getByRole('status').first()).toContainText(
    'PMHに接続できません。8番目の「暗号化通信（TLS）」',
  )
  const tls = lines(console).nth(DIAGNOSIS_STEPS.indexOf('tls'))
  await expect(tls).toContainText('失敗')
  await expect(tls).toContainText('証明書の発行元を確認できませんでした。')
  await expect(tls.getByText('登録されていない発行元：CN=Closed network root', { exact: true })).toBeVisible()
  await expect(tls.getByText('有効期間：2020/01/01〜2099/12/31', { exact: true })).toBeVisible()
  for (const word of ['何が起きたか', 'なぜ', 'どうすればよいか', '詳細', 'コード R1024'])
    await expect(tls.getByText(word, { exact: word !== 'コード R1024' })).toBeVisible()
  await expect(lines(console).filter({ hasText: '未実施' })).toHaveCount(2)
  await picture(console, 'diagnosis-failed')

  await test.step('a file that is no certificate is refused by its name', async () => {
    const broken = path.join(console.home, 'broken.cer')
    writeFileSync(broken, '-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----\n')
    await answerFileDialog(console, broken)
    await tls.getByRole('button', { name: '証明書を追加' }).click()
    await expect(tls.getByRole('alert')).toContainText(`${broken}（証明書として読めません）`)
    expect(trusted(console)).toEqual([])
  })

  await test.step('nothing is chosen, and nothing is trusted when staff say no', async () => {
    await answerFileDialog(console, null)
    await tls.getByRole('button', { name: '証明書を追加' }).click()
    await expect(page.getByRole('alertdialog')).toBeHidden()
    await answerFileDialog(console, maker.der(ROOT))
    await tls.getByRole('button', { name: '証明書を追加' }).click()
    await page.getByRole('button', { name: 'キャンセル' }).click()
    await expect(page.getByRole('alertdialog')).toBeHidden()
    expect(trusted(console)).toEqual([])
  })

  await tls.getByRole('button', { name: '証明書を追加' }).click()
  const question = page.getByRole('alertdialog', { name: 'この証明書を信頼しますか' })
  await expect(question).toContainText('CN=Closed network root')
  await expect(question).toContainText(maker.fingerprint(ROOT))
  await expect(question).toContainText('2020/01/01〜2099/12/31')
  await picture(console, 'certificate-question')
  await question.getByRole('button', { name: '信頼して追加' }).click()
  await expect(page.getByText('証明書を1件追加しました。次の接続から使います。').first()).toBeVisible()

  await test.step('the copy is in the data folder, for this account alone, and in the trail', () => {
    const name = `${maker.fingerprint(ROOT).replaceAll(':', '').toLowerCase()}.pem`
    expect(trusted(console)).toEqual([path.join('certificates', name)])
    expect(filesBelow(path.join(dataDir, 'certificates'))).toEqual([name])
    const kept = path.join(dataDir, 'certificates', name)
    expect(readFileSync(kept, 'utf8')).toBe(maker.make(ROOT).cert)
    if (process.platform !== 'win32') expect(statSync(kept).mode & 0o777).toBe(0o600)
    expect(rowsOf(dataDir, "SELECT subject, after FROM audit WHERE action = 'certificate.added'")).toEqual([
      { subject: 'CN=Closed network root', after: maker.fingerprint(ROOT) },
    ])
  })

  await page.getByRole('button', { name: '診断を開始' }).click()
  await expect(page.getByRole('heading', { name: 'PMHにつながります' })).toBeVisible()
  await expect(lines(console)).toHaveCount(DIAGNOSIS_STEPS.length)
  for (const word of ['失敗', '未実施'])
    await expect(lines(console).getByText(word, { exact: true })).toHaveCount(0)
  await picture(console, 'diagnosis-through')
  expect(securePmh.receivedCount).toBe(0)

  await test.step('the result can be copied as text', async () => {
    await page.getByRole('button', { name: '結果をコピー' }).click()
    await expect(page.getByRole('status').first()).toContainText('コピーしました')
    const text = await console.app.evaluate(({ clipboard }) => clipboard.readText())
    expect(text).toContain('PMHにつながります。')
    expect(text).toContain('✓ 暗号化通信（TLS）: 成功')
    expect(text).not.toContain('SECRET')
  })
})

test('設定 > 証明書: warnings before, entries by path, a missing file, and removal once asked', async ({
  openConsole,
  maker,
  picture,
}) => {
  const console = await openConsole()
  const { page, dataDir } = console
  await goTo(page, '設定')
  const section = page.getByRole('region', { name: '証明書' })
  await section.scrollIntoViewIfNeeded()
  await expect(section).toContainText('追加した証明書はありません。')
  const both = path.join(console.home, 'both.pem')
  writeFileSync(both, maker.make(EXPIRED).cert + maker.make(SERVER).cert)
  await answerFileDialog(console, both)
  await section.getByRole('button', { name: '証明書を追加' }).click()
  const question = page.getByRole('alertdialog', { name: 'この2件の証明書を信頼しますか' })
  await expect(question).toContainText('有効期間が過ぎているため、')
  await expect(question).toContainText('発行元（認証局）の証明書ではありません。')
  await expect(question.getByText('SHA-256が、渡した担当者の示す値と')).toBeInViewport({ ratio: 1 })
  await picture(console, 'certificate-warnings')
  await question.getByRole('button', { name: '信頼して追加' }).click()
  const entries = section.getByRole('listitem')
  await expect(entries).toHaveCount(2)

  await section.getByRole('button', { name: '証明書を追加' }).click()
  await expect(page.getByRole('alertdialog', { name: 'この証明書は登録済みです' })).toBeVisible()
  await page.getByRole('alertdialog').getByRole('button', { name: '閉じる' }).click()

  await test.step('an entry by path whose file is missing is said, and can be removed', async () => {
    const gone = path.join(console.home, 'gone.pem')
    const changes = {
      CaCertificateFiles: [...trusted(console).map((f) => path.join(dataDir, f)), gone].join(';'),
    }
    await page.evaluate((input) => window.relay.call('settings.save', input), { changes })
    await expect(entries).toHaveCount(3)
    await expect(entries.last().getByText(gone, { exact: true })).toBeVisible()
    await expect(entries.last()).toContainText(
      'ファイルがありません。ファイルを元の場所に戻すか、取り除いてから追加し直してください。',
    )
    await section.scrollIntoViewIfNeeded()
    await picture(console, 'settings-certificates')
    await section.getByRole('button', { name: `${gone}を取り除く` }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: '取り除く', exact: true }).click()
    await expect(entries).toHaveCount(2)
  })

  await section.getByRole('button', { name: 'CN=Old rootを取り除く' }).click()
  const asked = page.getByRole('alertdialog', { name: 'この証明書を取り除きますか' })
  await expect(asked).toContainText(maker.fingerprint(EXPIRED))
  await picture(console, 'certificate-removal')
  await asked.getByRole('button', { name: 'キャンセル' }).click()
  await expect(entries).toHaveCount(2)
  await section.getByRole('button', { name: 'CN=Old rootを取り除く' }).click()
  await asked.getByRole('button', { name: '取り除く', exact: true }).click()
  await expect(entries).toHaveCount(1)
  await expect(entries).toContainText('CN=pmh.example')
  expect(filesBelow(path.join(dataDir, 'certificates'))).toHaveLength(1)
})

test('a diagnosis that waits can be stopped, and says so', async ({ openConsole, silentPort, picture }) => {
  const console = await openConsole()
  const { page } = console
  await setUp(console, `https://127.0.0.1:${silentPort}`)
  await goTo(page, '接続診断')
  await page.getByRole('button', { name: '診断を開始' }).click()
  await expect(lines(console).filter({ hasText: '実行中' })).toContainText('暗号化通信（TLS）')
  await picture(console, 'diagnosis-running')
  await page.getByRole('button', { name: '中止' }).click()
  await expect(page.getByRole('heading', { name: '診断を途中でやめました' })).toBeVisible()
  await expect(page.getByRole('button', { name: '診断を開始' })).toBeVisible()
})

test('a wrong token: its line says what to do, and leads to 制度フォルダ', async ({
  openConsole,
  openSimulator,
}) => {
  const pmh = await openSimulator(['another'])
  const console = await openConsole()
  const { page } = console
  await setUp(console, pmh.url)
  await goTo(page, '接続診断')
  await page.getByRole('button', { name: '診断を開始' }).click()
  await expect(page.getByRole('heading', { name: 'PMHには接続できますが、認証が通りません' })).toBeVisible()
  const failed = lines(console).last()
  await expect(failed).toContainText('PMHの認証（子ども医療費助成）')
  await expect(failed).toContainText('E4010003')
  await failed.getByRole('button', { name: '制度フォルダを開く' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '制度フォルダ' })).toBeVisible()
})
