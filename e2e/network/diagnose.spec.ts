import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { CertificateMaker, opensslProblem } from '../../src-main/network/testing/certificate-maker.ts'
import { startSimulator } from '../../src-main/simulator/simulator.ts'
import { DIAGNOSIS_STEPS } from '../../src-shared/domain/diagnosis.ts'
import { diagnosisEnd, diagnosisErrorText } from '../../src-shared/text/ja/diagnosis.ts'
import { filesBelow } from '../support/disk.ts'
import { runRelay, startRelay } from '../support/relay-command.ts'
import { addFolder, choosePassphrase, fillSettings, goTo } from '../support/staff.ts'
import { test as base, expect } from '../support/test.ts'
import { freePort } from './squid/squid-proxy.ts'

const TOKEN = 'SECRET-TOKEN-4f2a'
const PASSWORD = 'SECRET-PASSWORD'

const test = base.extend<{ home: string }>({
  home: async ({}, use) => {
    const home = mkdtempSync(path.join(os.tmpdir(), 'pmh-diagnose-'))
    await use(home)
    rmSync(home, { recursive: true, force: true })
  },
})

/** The real command with the official file and a mapping of one folder. */
async function diagnose(
  home: string,
  settings: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  token = TOKEN,
) {
  const all = { PMHFilePath: path.join(home, 'PMH_RELAY'), ...settings }
  const keys = Object.entries(all).map(([key, value]) => `<add key="${key}" value="${value}" />`)
  const xml = `<configuration><appSettings>${keys.join('')}</appSettings></configuration>`
  writeFileSync(path.join(home, 'PMH_Relay.exe.config'), xml)
  const mapping = ['--mapping', '-']
  const end = await runRelay(
    home,
    ['diagnose', '--config', 'PMH_Relay.exe.config', ...mapping, ...args],
    `${token}|kodomo\n`,
  )
  expect(end.stdout + end.stderr).not.toContain('SECRET')
  expect(end.stderr).toBe('')
  expect(filesBelow(home)).toEqual(['PMH_Relay.exe.config'])
  return { ...end, lines: end.stdout.trimEnd().split('\n') }
}

/** Code and remedy stand right below the step that failed; nothing behind it was tried. */
function expectFailure(lines: readonly string[], step: string, code: string): string {
  const index = lines.findIndex((line) => line.startsWith(`✕ ${step}`))
  const { what, why, remedy } = diagnosisErrorText(code)
  expect(lines.slice(index + 1, index + 5)).toEqual([
    `    コード: ${code}`,
    `    何が起きたか: ${what}`,
    `    なぜ: ${why}`,
    `    どうすればよいか: ${remedy}`,
  ])
  for (const line of lines.slice(index + 5, -1)) expect(line).toMatch(/^・ /)
  expect(lines.at(-1)).toBe(diagnosisEnd.failed(step))
  return lines[index] ?? ''
}

test('a way that works: exit 0, one line a step, and no file is sent', async ({ home, openSimulator }) => {
  const pmh = await openSimulator([TOKEN])
  const { code, lines } = await diagnose(home, { PostRegistrationTasksBaseURL: pmh.url })
  expect([code, lines.length, lines.at(-1)]).toEqual([0, DIAGNOSIS_STEPS.length + 1, diagnosisEnd.through])
  for (const line of lines.slice(0, -1)) expect(line).toMatch(/^[✓－] .+: (?:成功|省略) {2}.+/)
  expect(lines[1]).toContain(os.hostname())
  expect([pmh.receivedCount, pmh.underWay.length]).toEqual([0, 0])
})

test('a wrong token: exit 1, E4010003, and what to do', async ({ home, openSimulator }) => {
  const pmh = await openSimulator(['another'])
  const { code, lines } = await diagnose(home, { PostRegistrationTasksBaseURL: pmh.url })
  expect(code).toBe(1)
  expect(expectFailure(lines, 'PMHの認証（kodomo）', 'E4010003')).toContain('E4010003')
  expect(pmh.receivedCount).toBe(0)
})

test('a target where nobody listens: exit 1, R1002, and the address', async ({ home }) => {
  const port = await freePort()
  const { code, lines } = await diagnose(home, { PostRegistrationTasksBaseURL: `http://127.0.0.1:${port}` })
  expect(code).toBe(1)
  expect(expectFailure(lines, 'ネットワーク接続', 'R1002')).toContain(`127.0.0.1の${port}番ポート`)
})

test('a proxy that does not take the password: exit 1, R1005, after one try', async ({ home }) => {
  const asked: string[] = []
  const proxy = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => {
      asked.push(chunk.toString('latin1').split(' ')[0] ?? '')
      socket.end('HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n')
    })
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const { code, lines } = await diagnose(home, {
    PostRegistrationTasksBaseURL: 'https://pmh.invalid',
    ProxyAuthType: '2',
    ProxyAddress: '127.0.0.1',
    ProxyPort: String((proxy.address() as AddressInfo).port),
    ProxyUsername: 'hanako',
    ProxyPassword: PASSWORD,
  })
  await new Promise((resolve) => proxy.close(resolve))
  expect(code).toBe(1)
  expectFailure(lines, 'プロキシの認証', 'R1005')
  expect(asked).toEqual(['CONNECT'])
})

test('a certificate of an unknown root: exit 1, R1024, with issuer and fingerprint', async ({ home }) => {
  const problem = opensslProblem()
  test.skip(problem !== null, problem ?? '')
  const certificates = mkdtempSync(path.join(os.tmpdir(), 'pmh-diagnose-tls-'))
  try {
    const maker = new CertificateMaker(certificates)
    const root = { name: 'Closed network root', isAuthority: true }
    const server = { name: 'pmh.example', hosts: 'IP:127.0.0.1', issuer: root }
    const pmh = await startSimulator({ tokens: [TOKEN], tls: maker.serve([server]) })
    const settings = { PostRegistrationTasksBaseURL: pmh.url }
    const unknown = await diagnose(home, settings)
    const added = await diagnose(home, { ...settings, CaCertificateFiles: maker.make(root).certFile })
    await pmh.close()
    expect([unknown.code, added.code]).toEqual([1, 0])
    const line = expectFailure(unknown.lines, '暗号化通信（TLS）', 'R1024')
    expect(line).toContain('登録されていない発行元：CN=Closed network root')
    expect(line).toContain(maker.fingerprint(server))
    expect(added.stdout).toContain('追加した証明書：CN=Closed network root')
  } finally {
    rmSync(certificates, { recursive: true })
  }
})

test('--json: each line is an object with every field', async ({ home, openSimulator }) => {
  const pmh = await openSimulator(['another'])
  const { code, lines } = await diagnose(home, { PostRegistrationTasksBaseURL: pmh.url }, ['--json'])
  expect(code).toBe(1)
  const steps = lines.map((line) => JSON.parse(line))
  expect(steps.map(({ step }) => step)).toEqual(DIAGNOSIS_STEPS)
  for (const step of steps)
    expect(Object.keys(step)).toEqual(
      expect.arrayContaining(['step', 'title', 'result', 'ms', 'fact', 'code', 'cause', 'remedy']),
    )
  const { what, why, remedy } = diagnosisErrorText('E4010003')
  expect(steps.at(-1)).toMatchObject({ result: 'failed', code: 'E4010003', cause: what + why, remedy })
})

test('with --data-dir beside --config the data folder stays untouched', async ({ home, openSimulator }) => {
  const pmh = await openSimulator([TOKEN])
  const { code } = await diagnose(home, { PostRegistrationTasksBaseURL: pmh.url }, ['--data-dir', 'data'])
  expect([code, existsSync(path.join(home, 'data'))]).toEqual([0, false])
})

test('--data-dir: the settings that staff entered in the console, while it runs', async ({
  openConsole,
  openSimulator,
}) => {
  const pmh = await openSimulator([TOKEN])
  const console = await openConsole()
  const { page, home, dataDir } = console
  const root = path.join(home, 'renkei')
  mkdirSync(root)
  await choosePassphrase(page)
  await fillSettings(page, pmh.url, root)
  await addFolder(page, '子ども医療費助成', 'kodomo', TOKEN)
  const { code, stdout, stderr } = await runRelay(home, ['diagnose', '--data-dir', dataDir])
  expect(stderr).toBe('')
  expect(stdout).toContain(`接続先が応答しました（HTTP 401）`)
  // What the passphrase of the console seals cannot be read here.
  expectFailure(stdout.trimEnd().split('\n'), 'PMHの認証（子ども医療費助成）', 'R6003')
  expect([code, pmh.receivedCount]).toEqual([1, 0])
  await goTo(page, 'ダッシュボード')
  for (const file of filesBelow(dataDir))
    expect(readFileSync(path.join(dataDir, file)).includes(TOKEN), file).toBe(false)
})

test('SIGINT ends a diagnosis that waits, and it does not say that all is well', async ({ home }) => {
  const silent = createServer((socket) => void socket.on('error', () => {}).resume())
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo
  const xml = `<add key="PMHFilePath" value="${home}" /><add key="PostRegistrationTasksBaseURL" value="https://127.0.0.1:${port}" />`
  const config = path.join(home, 'PMH_Relay.exe.config')
  writeFileSync(config, `<configuration><appSettings>${xml}</appSettings></configuration>`)
  const command = startRelay(home, ['diagnose', '--config', config])
  await command.line(/プロキシの認証/)
  command.child.kill('SIGINT')
  const { code, stdout } = await command.end
  await new Promise((resolve) => silent.close(resolve))
  expect([code, stdout.trimEnd().split('\n').at(-1)]).toEqual([1, diagnosisEnd.stopped])
})

test('wrong arguments: exit 2, one line, no token in it', async ({ home }) => {
  for (const args of [
    [],
    ['--once', '--data-dir', 'd'],
    ['--data-dir', 'd', `${TOKEN}|kodomo`],
    ['--data-dir', 'd'],
  ]) {
    const { code, stdout, stderr } = await runRelay(home, ['diagnose', ...args])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^引数 [^\n]+。\n$/)
    expect(stderr).not.toContain('SECRET')
  }
  expect(filesBelow(home)).toEqual([])
})
