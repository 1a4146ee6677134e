/**
 * What `npm start` does on a machine without a display: the practice run of a visitor, by mouse, in the real console.
 * Simulator, sample folders, one cycle; then the log, the history and a picture of every screen. Runs under Node 22,
 * which reads the TypeScript of the end-to-end tests as it is.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { startConsole } from '../e2e/support/console.ts'
import { goTo } from '../e2e/support/staff.ts'
import { runAsScript, say, seconds } from './bootstrap/progress.mjs'
import { inProject } from './bootstrap/project.mjs'

const PICTURES = inProject('test-results', 'practice-run')
const SCREENS = ['ダッシュボード', '送信履歴', '制度フォルダ', '設定', 'はじめに']

/** @param {string} title @param {readonly string[]} lines */
function print(title, lines) {
  process.stdout.write(`\n${title}\n${lines.map((line) => `  ${line}\n`).join('')}`)
}

/**
 * @param {import('../e2e/support/console.ts').Console} running
 * @returns {Promise<string[]>} paths of the pictures
 */
async function practise(running) {
  const { page } = running
  const pictures = []
  const picture = async (/** @type {string} */ name) => {
    const file = path.join(PICTURES, `${String(pictures.length + 1).padStart(2, '0')}-${name}.png`)
    await page.screenshot({ path: file, animations: 'disabled' })
    pictures.push(file)
  }
  await picture('はじめに')
  await page.getByRole('button', { name: '練習モードで試す' }).click()
  await page.getByRole('button', { name: '子ども医療費助成を送信' }).waitFor()
  await picture('ダッシュボード-送信前')
  await page.getByRole('button', { name: '今すぐ送信' }).click()
  await page.getByText(/S00\d{20}/).nth(2).waitFor()
  for (const screen of SCREENS) {
    await goTo(page, screen)
    await picture(screen)
  }
  return pictures
}

/** @param {import('../e2e/support/console.ts').Console} running */
async function historyLines({ page }) {
  const answer = await page.evaluate(() =>
    window.relay.call('transfers.search', { page: 1, folder: null, status: null }),
  )
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.value.rows.map((row) =>
    [row.startedAt.slice(0, 19).replace('T', ' '), row.displayName, row.fileName, row.status, row.serialNumber ?? row.errorCode].join('  '),
  )
}

await runAsScript(async () => {
  const startedAt = performance.now()
  say('no display: a practice run by itself …')
  mkdirSync(PICTURES, { recursive: true })
  const running = await startConsole({ width: 1366, height: 768 })
  try {
    const pictures = await practise(running)
    const log = readFileSync(path.join(running.dataDir, 'practice', 'data', 'logs', 'log.txt'), 'utf8')
    print('ログ（log.txt）', log.trimEnd().split('\n'))
    print('送信履歴', await historyLines(running))
    print('画面', pictures)
  } finally {
    await running.dispose()
  }
  say(`practice run done in ${seconds(startedAt)}`)
})
