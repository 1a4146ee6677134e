import { existsSync } from 'node:fs'
import path from 'node:path'
import { filesBelow } from './support/disk.ts'
import { OFFICIAL, test } from './support/official-site.ts'
import { runRelay, startHeadless } from './support/relay-command.ts'
import { expect } from './support/test.ts'

test('the app with --headless relays by the official arguments, without a display, and writes what plain Node writes', async ({
  site,
  openSimulator,
}) => {
  const simulator = await openSimulator(['T'])
  site.configure({ PostRegistrationTasksBaseURL: simulator.url })
  const messages = (stdout: string) =>
    stdout.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d - /gm, '').replace(/S00\d{20}/g, 'S00…')
  const args = [...OFFICIAL, '--once', '--set', 'AllowMultipleFilePerFolder=true', 'T|subsidy1', 'U|subsidy2']

  site.drop('subsidy1', 'a.csv')
  site.drop('subsidy2', 'b.csv')
  const inApp = await startHeadless(site.home, args).end
  expect(inApp.code).toBe(1)
  expect(messages(inApp.stdout)).toContain('送信対象フォルダから退避: PROCEED/subsidy1\n')
  expect(simulator.received).toMatchObject([{ outcome: 'accepted' }, { outcome: 'unauthorized' }])

  site.drop('subsidy1', 'a.csv')
  site.drop('subsidy2', 'b.csv')
  const inNode = await runRelay(site.home, args.with(3, 'data-of-node'))
  expect(inNode.code).toBe(1)
  expect(messages(inApp.stdout)).toBe(messages(inNode.stdout))
})

test('without --data-dir the folder is the one of the console, and the history is read from there', async ({
  site,
  openSimulator,
}) => {
  const simulator = await openSimulator(['T'])
  site.configure({ PostRegistrationTasksBaseURL: simulator.url })
  site.drop('subsidy1', 'a.csv')
  const mapping = ['--config', 'PMH_Relay.exe.config', '--mapping', '-', '--once']
  const sent = await startHeadless(site.home, mapping, { stdin: 'T|subsidy1\n' }).end
  expect(sent.code).toBe(0)
  const dataDir = path.join(site.home, 'profile', 'data')
  expect(filesBelow(dataDir)).toEqual(['logs/log.txt', 'relay.db', 'relay.lock'])
  const history = await startHeadless(site.home, ['history', '--json']).end
  expect(history.code).toBe(0)
  expect(JSON.parse(history.stdout)).toMatchObject({ fileName: 'a.csv', outcome: 'accepted' })
})

test('refusals, the usage and their exit codes are those of plain Node', async ({ site }) => {
  const help = await startHeadless(site.home, ['--help']).end
  expect(help).toMatchObject({ code: 0, stdout: expect.stringMatching(/^PMH連携コンソール（画面なし）\n/) })
  const mistyped = await startHeadless(site.home, ['--onec']).end
  expect(mistyped).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('引数 --onec：') })
  const nothing = await startHeadless(site.home, ['--once']).end
  expect(nothing).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('引数 --config：') })
  const diagnosed = await startHeadless(site.home, ['diagnose', '--once', '--config', 'x']).end
  expect(diagnosed).toMatchObject({ code: 2, stderr: expect.stringContaining('引数 --once：') })
  // A line that is refused makes no data folder.
  expect(existsSync(path.join(site.home, 'profile', 'data'))).toBe(false)
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`it goes on until ${signal}, keeps a second relay away, and ends in order`, async ({
    site,
    openSimulator,
  }) => {
    const simulator = await openSimulator(['T'])
    site.configure({ PostRegistrationTasksBaseURL: simulator.url })
    site.drop('subsidy1', 'a.csv')
    const running = startHeadless(site.home, [...OFFICIAL, 'T|subsidy1'])
    await running.line(/送信処理終了/)
    const second = await runRelay(site.home, [...OFFICIAL, '--once', 'T|subsidy2'])
    expect(second).toMatchObject({ code: 3, stdout: '' })
    expect(second.stderr).toContain(`PID ${running.child.pid}, headless`)
    running.child.kill(signal)
    const end = await running.end
    expect(end.code).toBe(0)
    expect(end.stdout).toMatch(/サービス停止\n$/)
    expect(existsSync(path.join(site.root, '.pmh-relay.lease'))).toBe(false)
    expect(existsSync(path.join(site.home, 'data', 'relay.lock.json'))).toBe(false)
  })
}
