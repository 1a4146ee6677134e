import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { straceProblem } from './reliability/support/traced-relay.ts'
import { openScreen, SCREENS } from './support/screens.ts'
import { addFolder, choosePassphrase, fillSettings, goTo } from './support/staff.ts'
import { expect, test } from './support/test.ts'

const problem = straceProblem()

/**
 * Closed networks, and data of sick people: nothing leaves for anywhere but PMH, the proxy and the mail server. Asked of
 * the kernel, which knows of each process of the program.
 */
test('whatever staff do, the program connects to nobody but the configured target', async ({
  openConsole,
  openSimulator,
}) => {
  test.skip(problem !== null, problem ?? '')
  const simulator = await openSimulator(['SECRET-TOKEN-4f2a'])
  const { app, page, home } = await openConsole({ width: 1366, height: 768 })
  await app.evaluate(({ session }) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    session.defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
      asked.push(url)
      answer({})
    })
  })
  const trace = path.join(home, 'connects')
  const strace = spawn('strace', ['-f', '-e', 'trace=connect', '-o', trace, '-p', String(app.process().pid)])
  await once(createInterface({ input: strace.stderr }), 'line')

  const root = path.join(home, 'renkei')
  mkdirSync(root)
  await choosePassphrase(page)
  await fillSettings(page, simulator.url, root)
  await addFolder(page, '子ども医療費助成', 'kodomo', 'SECRET-TOKEN-4f2a')
  writeFileSync(path.join(root, 'kodomo', 'a.csv'), 'a,1\n')
  for (const screen of SCREENS) await openScreen(page, screen)
  await page.reload()
  await goTo(page, 'ダッシュボード')
  const sent = simulator.nextUpload()
  await page.getByRole('button', { name: '今すぐ送信' }).first().click()
  expect(await sent).toMatchObject({ outcome: 'accepted' })
  const asked = await app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)
  strace.kill('SIGINT')
  await once(strace, 'close')

  // The window asks the program itself alone.
  expect(asked).toContainEqual(expect.stringMatching(/^app:\/\/console\/index.html/))
  expect(asked.filter((url) => !url.startsWith('app://'))).toEqual([])
  const targets = readFileSync(trace, 'utf8')
    .split('\n')
    .filter((line) => /sa_family=AF_INET6?\b/.test(line))
    .map((line) => /sin6?_port=htons\((\d+)\).*?"([^"]+)"/.exec(line)?.slice(1).reverse().join(':') ?? line)
  expect([...new Set(targets)]).toEqual([new URL(simulator.url).host])
})
