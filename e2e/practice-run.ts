/**
 * What `npm start` does on a machine without a display: the practice run of a visitor, by mouse, in the real console.
 * Simulator, sample folders, one cycle; then the log, the history and a picture of every screen. Runs under Node 22,
 * which reads TypeScript as it is.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { loadingText } from '../src-shared/text/ja/screens.ts'
import { type Console, PROJECT, startConsole } from './support/console.ts'
import { goTo } from './support/staff.ts'

const PICTURES = path.join(PROJECT, 'artifacts', 'practice-run')
const SCREENS = ['ダッシュボード', '送信履歴', '制度フォルダ', '設定', 'はじめに']

function print(title: string, lines: readonly string[]): void {
  process.stdout.write(`\n${title}\n${lines.map((line) => `  ${line}\n`).join('')}`)
}

/** @returns paths of the pictures */
async function practise({ page }: Console): Promise<string[]> {
  const pictures: string[] = []
  const picture = async (name: string) => {
    const file = path.join(PICTURES, `${String(pictures.length + 1).padStart(2, '0')}-${name}.png`)
    // A heading is there before what stands below it.
    await page.getByText(loadingText, { exact: true }).first().waitFor({ state: 'hidden' })
    await page.screenshot({ path: file, animations: 'disabled' })
    pictures.push(file)
  }
  await picture('はじめに')
  await page.getByRole('button', { name: '練習モードで試す' }).click()
  await page.getByRole('button', { name: '子ども医療費助成を送信' }).waitFor()
  await picture('ダッシュボード-送信前')
  await page.getByRole('button', { name: '今すぐ送信' }).click()
  await page
    .getByText(/S00\d{20}/)
    .nth(2)
    .waitFor()
  for (const screen of SCREENS) {
    await goTo(page, screen)
    await picture(screen)
  }
  return pictures
}

async function historyLines({ page }: Console): Promise<string[]> {
  const answer = await page.evaluate(() =>
    window.relay.call('transfers.search', { page: 1, folder: null, status: null }),
  )
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.value.rows.map(({ startedAt, displayName, fileName, status, serialNumber, errorCode }) =>
    [startedAt.slice(0, 19).replace('T', ' '), displayName, fileName, status, serialNumber ?? errorCode].join(
      '  ',
    ),
  )
}

async function run(): Promise<void> {
  process.stderr.write('no display: a practice run by itself …\n')
  mkdirSync(PICTURES, { recursive: true })
  const console = await startConsole({ width: 1366, height: 768 })
  try {
    const pictures = await practise(console)
    const log = readFileSync(path.join(console.dataDir, 'practice', 'data', 'logs', 'log.txt'), 'utf8')
    print('ログ（log.txt）', log.trimEnd().split('\n'))
    print('送信履歴', await historyLines(console))
    print('画面', pictures)
  } finally {
    await console.dispose()
  }
}

await run()
