import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { CommandOutput } from '../src-shared/ipc/commands.ts'
import { straceProblem } from './reliability/support/traced-relay.ts'
import type { Console } from './support/console.ts'
import { ask, setUpSite, TOKENS } from './support/console-site.ts'
import { rowsOf } from './support/disk.ts'
import { goTo } from './support/staff.ts'
import { expect, test } from './support/test.ts'

/** A running program that is no child of ours is taken hold of, which needs more than {@link straceProblem} looks at. */
const problem = process.getuid?.() === 0 ? straceProblem() : 'only root may trace a program that runs already'
test.skip(problem !== null, problem ?? '')

const SENTENCE = '監視する場所が応答しません。'

/** Nobody waits as long as that. */
const HANG = '600s'

/** From now on the system lets whoever looks at this place wait, as it does for a share whose server is gone. */
async function hang({ app }: Console, ...places: readonly string[]): Promise<ChildProcess> {
  const calls = 'statx,openat'
  const paths = places.flatMap((place) => ['-P', place])
  const rule = ['-e', `trace=${calls}`, '-e', `inject=${calls}:delay_enter=${HANG}`, ...paths]
  const pid = String(app.process().pid)
  const tracer = spawn('strace', ['-f', '-p', pid, ...rule, '-o', '/dev/null'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [said] = await once(tracer.stderr, 'data')
  expect(String(said)).toMatch(/attached/)
  return tracer
}

/** A process that has ended is a zombie until the tracer lets go of it. */
function isDead(pid: number): boolean {
  try {
    return /^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return true
  }
}

/** As if staff came back to the window. */
const lookAgain = ({ page }: Console) => page.evaluate(() => window.dispatchEvent(new Event('focus')))

test('a share that hangs is told on the dashboard, and keeps no screen waiting', async ({
  openConsole,
  openSimulator,
  picture,
}) => {
  test.setTimeout(120_000)
  const simulator = await openSimulator(['tok'])
  const opened = await openConsole({ width: 1366, height: 768 })
  const { page } = opened
  const root = await setUpSite(opened, simulator)
  await goTo(page, 'ダッシュボード')
  const problems = page.getByRole('region', { name: '対応が必要な項目' })
  await expect(problems).toBeVisible()

  const tracer = await hang(opened, root, path.join(root, 'kodomo'))
  try {
    await lookAgain(opened)
    await expect(problems).toContainText(SENTENCE, { timeout: 20_000 })
    await picture(opened, 'hanging-share')
    for (const screen of ['送信履歴', '設定', 'ログ', '操作記録']) {
      await goTo(page, screen)
      await expect(page.getByRole('heading', { level: 1, name: screen })).toBeVisible()
    }
    await goTo(page, '制度フォルダ')
    await expect(page.getByRole('row', { name: /子ども医療費助成/ })).toBeVisible()
    await picture(opened, 'hanging-share-folders')
    await goTo(page, 'ダッシュボード')
    await expect(problems).toContainText(SENTENCE)
    await page.getByRole('button', { name: '次の周期で送るもの' }).click()
    await expect(page.getByRole('dialog')).toContainText(SENTENCE, { timeout: 20_000 })
    await picture(opened, 'hanging-share-forecast')
    await page.keyboard.press('Escape')
  } finally {
    const ended = once(tracer, 'exit')
    tracer.kill('SIGTERM')
    await ended
  }
  await expect(async () => {
    await lookAgain(opened)
    await expect(problems).not.toContainText(SENTENCE, { timeout: 1_000 })
  }).toPass()
})

test('a share that hangs does not keep the program from its end, nor from its next start', async ({
  openConsole,
  openSimulator,
}) => {
  test.setTimeout(120_000)
  const simulator = await openSimulator(['tok'])
  const opened = await openConsole()
  const root = await setUpSite(opened, simulator)
  const pid = opened.app.process().pid ?? 0
  const tracer = await hang(opened, root, path.join(root, 'kodomo'))
  try {
    await goTo(opened.page, 'ダッシュボード')
    // A cycle hangs in it too.
    await opened.page.getByRole('button', { name: '監視を開始' }).click()
    await expect(opened.page.getByRole('region', { name: '対応が必要な項目' })).toContainText(SENTENCE, {
      timeout: 20_000,
    })
    const ended = opened.quit()
    ended.catch(() => {})
    await expect.poll(() => isDead(pid), { timeout: 20_000 }).toBe(true)
    tracer.kill('SIGKILL')
    await ended
  } finally {
    tracer.kill('SIGKILL')
  }
  const { page } = await openConsole({ home: opened.home })
  await expect(page.getByRole('button', { name: '監視を停止' })).toBeVisible()
  await expect(page.getByText('送信を引き継ぐ')).toBeHidden()
})

test('what PMH has answered is written down before the share is asked again', async ({
  openConsole,
  openSimulator,
}) => {
  test.setTimeout(120_000)
  const simulator = await openSimulator([TOKENS.kodomo])
  const opened = await openConsole()
  const root = await setUpSite(opened, simulator)
  const file = path.join(root, 'kodomo', 'x.csv')
  writeFileSync(file, 'x'.repeat(200_000))
  simulator.behave({ kind: 'hold_body', afterBytes: 200_000 }, { times: 1 })
  expect(await ask(opened.page, 'engine.send-now', { folder: null })).toEqual({ started: true })
  const sent = async () => {
    const { status } = (await ask(opened.page, 'overview.get', {})) as CommandOutput<'overview.get'>
    return status.uploads[0]?.sentBytes
  }
  await expect.poll(sent).toBe(200_000)

  const tracer = await hang(opened, file)
  try {
    simulator.release()
    await expect
      .poll(
        () => rowsOf(opened.dataDir, 'SELECT status, serial_number IS NOT NULL AS known FROM transfers'),
        {
          timeout: 20_000,
        },
      )
      .toEqual([{ status: 'accepted', known: 1 }])
    expect(existsSync(file)).toBe(true)
  } finally {
    tracer.kill('SIGTERM')
  }
  await expect.poll(() => existsSync(file), { timeout: 20_000 }).toBe(false)
})
