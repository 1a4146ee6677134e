import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { filesBelow } from './support/disk.ts'
import { OFFICIAL, test } from './support/official-site.ts'
import { runRelay, startRelay } from './support/relay-command.ts'
import { expect } from './support/test.ts'

test("the manual's sample by the official arguments: the same log lines, the rows as JSON", async ({
  site,
  openSimulator,
}) => {
  const simulator = await openSimulator(['TOKEN2'])
  site.configure({ PostRegistrationTasksBaseURL: simulator.url })
  site.drop('subsidy1', 'subsidy1_csv1.csv')
  site.drop('subsidy2', 'subsidy2_csv1.csv')
  site.drop('subsidy2', 'subsidy2_csv2.csv')
  const end = await runRelay(site.home, [...OFFICIAL, '--once', 'TOKEN1|subsidy1', 'TOKEN2|subsidy2'])
  expect(end).toMatchObject({ code: 1, stderr: '' })
  const messages = end.stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d - /, ''))
  const serials = simulator.received.flatMap((upload) => upload.serialNumber ?? [])
  expect(messages).toEqual([
    'サービス開始',
    '監視対象: 2 フォルダ(subsidy1, subsidy2)',
    `送信先 URL: ${simulator.url}/medicalSubsidy/api/v1/csv/differentialHistoryRegistrationTasks`,
    '送信処理開始: subsidy1',
    `送信対象ファイル: ${path.join(site.root, 'subsidy1', 'subsidy1_csv1.csv')}`,
    'ＰＭＨ連携に失敗しました。エラーコード: E4010003, メッセージ: 認証に失敗しました。',
    `送信対象フォルダから退避: ERROR${path.sep}subsidy1`,
    '送信処理終了: subsidy1',
    '送信処理開始: subsidy2',
    `送信対象ファイル: ${path.join(site.root, 'subsidy2', 'subsidy2_csv1.csv')}`,
    `処理通番: ${serials[0]}`,
    `送信対象フォルダから退避: PROCEED${path.sep}subsidy2`,
    `送信対象ファイル: ${path.join(site.root, 'subsidy2', 'subsidy2_csv2.csv')}`,
    `処理通番: ${serials[1]}`,
    `送信対象フォルダから退避: PROCEED${path.sep}subsidy2`,
    '送信処理終了: subsidy2',
    'サービス停止',
  ])
  expect(readFileSync(path.join(site.home, 'data', 'logs', 'log.txt'), 'utf8')).toBe(end.stdout)

  const history = await runRelay(site.home, ['history', '--data-dir', 'data', '--json'])
  const rows = history.stdout
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  expect(rows).toMatchObject([
    {
      folder: 'subsidy2',
      fileName: 'subsidy2_csv2.csv',
      outcome: 'accepted',
      serialNumber: serials[1],
      attempts: 1,
    },
    {
      folder: 'subsidy2',
      fileName: 'subsidy2_csv1.csv',
      outcome: 'accepted',
      serialNumber: serials[0],
      attempts: 1,
    },
    {
      folder: 'subsidy1',
      outcome: 'rejected',
      serialNumber: null,
      errorCode: 'E4010003',
      errorMessage: '認証に失敗しました。',
      sizeBytes: simulator.received[0]?.bytes,
      sha256: simulator.received[0]?.sha256,
    },
  ])
  expect(history.code).toBe(0)

  await test.step('the tokens are in no file of the data folder and in no output', () => {
    for (const file of filesBelow(path.join(site.home, 'data'))) {
      const bytes = readFileSync(path.join(site.home, 'data', file))
      for (const token of ['TOKEN1', 'TOKEN2']) expect(bytes.includes(token), file).toBe(false)
    }
    expect(end.stdout + history.stdout).not.toMatch(/TOKEN[12]/)
  })
})

test('all sent is 0, and nothing to send is 0', async ({ site, openSimulator }) => {
  const simulator = await openSimulator(['T'])
  site.configure({ PostRegistrationTasksBaseURL: simulator.url })
  site.drop('subsidy1', 'a.csv')
  expect(await runRelay(site.home, [...OFFICIAL, '--once', 'T|subsidy1'])).toMatchObject({ code: 0 })
  expect(await runRelay(site.home, [...OFFICIAL, '--once', 'T|subsidy1'])).toMatchObject({ code: 0 })
  expect(simulator.received).toHaveLength(1)
})

test('the mapping from a file or from standard input, which keeps tokens out of process lists', async ({
  site,
  openSimulator,
}) => {
  const simulator = await openSimulator(['T|with-bar', 'T2'])
  site.configure({ PostRegistrationTasksBaseURL: simulator.url })
  site.drop('subsidy1', 'a.csv')
  site.drop('subsidy2', 'b.csv')
  writeFileSync(path.join(site.home, 'mapping.txt'), '\ufeffT|with-bar|subsidy1\r\n', { mode: 0o600 })
  expect(await runRelay(site.home, [...OFFICIAL, '--once', '--mapping', 'mapping.txt'])).toMatchObject({
    code: 0,
  })
  expect(await runRelay(site.home, [...OFFICIAL, '--once', '--mapping', '-'], 'T2|subsidy2\n')).toMatchObject(
    { code: 0 },
  )
  expect(simulator.received).toMatchObject([{ outcome: 'accepted' }, { outcome: 'accepted' }])
})

test.describe('bad input: one Japanese line that names key, value and rule, exit 2, nothing sent', () => {
  const cases: readonly [string, Readonly<Record<string, string>>, readonly string[], RegExp][] = [
    [
      'MonitoringTimer',
      { MonitoringTimer: '0' },
      [],
      /^設定 MonitoringTimer（.+）：1以上、15桁以内の整数.+（指定された値：0）。$/,
    ],
    ['MonitoringTimer, 16 digits', { MonitoringTimer: '1000000000000000' }, [], /MonitoringTimer.+15桁/],
    ['PMHFilePath, relative', { PMHFilePath: 'PMH_RELAY' }, [], /PMHFilePath.+絶対パス.+PMH_RELAY/],
    [
      'PMHFilePath, missing on the disk',
      { PMHFilePath: '/nowhere/pmh' },
      [],
      /PMHFilePath.+見つかりません.+\/nowhere\/pmh/,
    ],
    [
      'PostRegistrationTimeSpan',
      { PostRegistrationTimeSpan: '1.5' },
      [],
      /PostRegistrationTimeSpan.+整数.+1\.5/,
    ],
    [
      'BaseURL',
      { PostRegistrationTasksBaseURL: 'pmh.go.jp' },
      [],
      /PostRegistrationTasksBaseURL.+https:\/\/.+pmh\.go\.jp/,
    ],
    ['FileType', { PostRegistrationFileType: '3' }, [], /PostRegistrationFileType.+1、2のいずれか.+3/],
    [
      'TasksName, empty',
      { PostRegistrationTasksName: '' },
      [],
      /PostRegistrationTasksName.+空にはできません/,
    ],
    ['ProxyAuthType', { ProxyAuthType: '4' }, [], /ProxyAuthType.+1、2、3のいずれか.+4/],
    ['ProxyPort', { ProxyPort: '65536' }, [], /ProxyPort.+1〜65,535の整数.+65536/],
    [
      'ProxyPort, needed with ProxyAddress',
      { ProxyAddress: 'proxy' },
      [],
      /ProxyPort.+ProxyAddress を使うとき/,
    ],
    ['TasksType', { PostRegistrationTasksType: '0' }, [], /PostRegistrationTasksType.+1、2、3のいずれか.+0/],
    [
      'AllowMultipleFilePerFolder',
      { AllowMultipleFilePerFolder: 'yes' },
      [],
      /AllowMultipleFilePerFolder.+true または false.+yes/,
    ],
    [
      'ProceedFileRetentionDays',
      { ProceedFileRetentionDays: '-1' },
      [],
      /ProceedFileRetentionDays.+0以上.+-1/,
    ],
    ['ErrorFileRetentionDays', { ErrorFileRetentionDays: 'x' }, [], /ErrorFileRetentionDays.+0以上.+x/],
    ['--set of an unknown key', {}, ['--set', 'Nope=1'], /^引数 --set：Nope/],
    ['--set of a wrong value', {}, ['--set', 'ParallelFolders=9'], /ParallelFolders.+1〜8の整数.+9/],
    ['an unknown argument', {}, ['--twice'], /^引数 --twice：この引数はありません/],
    [
      'a mapping without a bar',
      {},
      ['secret-token'],
      /^制度フォルダの指定（2番目）：「トークン\|フォルダ名」の形/,
    ],
    ['a mapping with a path', {}, ['T2|..\\x'], /2番目、フォルダ名：\.\.\\x.+「\\」と「\/」は使えません/],
    ['a mapping with a reserved name', {}, ['T2|PROCEED'], /PROCEED.+退避先/],
    ['a folder twice, case ignored', {}, ['T2|SUBSIDY1'], /SUBSIDY1.+2回/],
  ]
  for (const [name, keys, args, line] of cases) {
    test(name, async ({ site, openSimulator }) => {
      const simulator = await openSimulator(['T'])
      site.configure({ PostRegistrationTasksBaseURL: simulator.url, ...keys })
      site.drop('subsidy1', 'a.csv')
      const end = await runRelay(site.home, [...OFFICIAL, '--once', 'T|subsidy1', ...args])
      expect(end).toMatchObject({ code: 2, stdout: '' })
      expect(end.stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(line)])
      expect(end.stderr).not.toContain('secret-token')
      expect(simulator.received).toEqual([])
      expect(existsSync(path.join(site.root, 'subsidy1', 'a.csv'))).toBe(true)
    })
  }
})

test('a file that is no configuration, and none at all, are refused', async ({ site }) => {
  writeFileSync(
    path.join(site.home, 'PMH_Relay.exe.config'),
    '<!DOCTYPE x [<!ENTITY a "b">]><configuration/>',
  )
  expect(await runRelay(site.home, [...OFFICIAL, '--once', 'T|subsidy1'])).toMatchObject({
    code: 2,
    stdout: '',
  })
  const missing = await runRelay(site.home, [
    '--config',
    'none.config',
    '--data-dir',
    'data',
    '--once',
    'T|subsidy1',
  ])
  expect(missing).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^引数 --config：.+none\.config.+\n$/),
  })
  const neither = await runRelay(site.home, ['--data-dir', 'data', '--once'])
  expect(neither).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^引数 --config：指定されていません/),
  })
})

test('--help prints the usage in Japanese', async ({ site }) => {
  const end = await runRelay(site.home, ['--help'])
  expect(end).toMatchObject({ code: 0, stderr: '' })
  expect(end.stdout).toContain('使い方')
})

test('a second relay on the same data folder does not send: exit 3, and it says who holds it', async ({
  site,
  openSimulator,
}) => {
  const simulator = await openSimulator(['T'])
  site.configure({ PostRegistrationTasksBaseURL: simulator.url })
  const first = startRelay(site.home, [...OFFICIAL, 'T|subsidy1'])
  await first.line(/送信先 URL/)
  site.drop('subsidy2', 'a.csv')
  const second = await runRelay(site.home, [...OFFICIAL, '--once', 'T|subsidy2'])
  expect(second).toMatchObject({ code: 3, stdout: '' })
  expect(second.stderr).toContain(`PID ${first.child.pid}`)
  expect(simulator.received).toEqual([])
  first.child.kill('SIGTERM')
  const end = await first.end
  expect(end.code).toBe(0)
  expect(end.stdout).toMatch(/サービス停止\n$/)
})

test('a relay that was killed leaves no lock, and its upload under way is held and not sent again', async ({
  site,
  openSimulator,
}) => {
  const simulator = await openSimulator(['T'])
  simulator.behave('stall', { times: 1 })
  site.configure({ PostRegistrationTasksBaseURL: simulator.url })
  site.drop('subsidy1', 'a.csv')
  const killed = startRelay(site.home, [...OFFICIAL, 'T|subsidy1'])
  await simulator.waitFor(({ underWay }) => underWay[0]?.state === 'stalled')
  killed.child.kill('SIGKILL')
  await killed.end
  const next = await runRelay(site.home, [...OFFICIAL, '--once', 'T|subsidy1'])
  expect(next.code).toBe(1)
  expect(next.stdout).toContain('エラーコード: R2008')
  expect(existsSync(path.join(site.root, 'subsidy1', 'a.csv'))).toBe(true)
  expect(simulator.received).toHaveLength(1)
})

test('a relay on the same PMHFilePath from another data folder does not send either: exit 3', async ({
  site,
  openSimulator,
}) => {
  const simulator = await openSimulator(['T'])
  site.configure({ PostRegistrationTasksBaseURL: simulator.url })
  const first = startRelay(site.home, [...OFFICIAL, 'T|subsidy1'])
  await first.line(/送信先 URL/)
  site.drop('subsidy2', 'a.csv')
  const other = ['--config', 'PMH_Relay.exe.config', '--data-dir', 'data-of-another', '--once', 'T|subsidy2']
  const second = await runRelay(site.home, other)
  expect(second).toMatchObject({ code: 3, stdout: '' })
  expect(second.stderr).toContain(`PID ${first.child.pid}`)
  first.child.kill('SIGTERM')
  await first.end
  expect(await runRelay(site.home, other)).toMatchObject({ code: 0 })
  expect(simulator.received).toHaveLength(1)
})
