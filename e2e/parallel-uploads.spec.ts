import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { axeViolations } from './support/axe.ts'
import { ask, HITORI, KODOMO, setUpSite, TOKENS } from './support/console-site.ts'
import { openScreen } from './support/screens.ts'
import { expect, test } from './support/test.ts'

test('with several folders at a time each upload has its bar, and 中止 breaks off the one beside it', async ({
  openConsole,
  openSimulator,
  picture,
}) => {
  const simulator = await openSimulator(Object.values(TOKENS))
  const console = await openConsole({ width: 1366, height: 768 })
  const { page } = console
  const root = await setUpSite(console, simulator)
  await ask(page, 'settings.save', { changes: { ParallelFolders: '2' } })
  for (const folder of ['kodomo', 'hitori'])
    writeFileSync(path.join(root, folder, 'large.csv'), Buffer.alloc(40_000_000, folder))
  simulator.behave({ kind: 'hold_body', afterBytes: 1000 }, { times: 2 })
  await openScreen(page, 'dashboard')
  await page.getByRole('button', { name: '今すぐ送信', exact: true }).click()

  const bar = (name: string) => page.getByRole('progressbar', { name: `${name}の送信の進み具合` })
  await expect(bar(KODOMO)).toBeVisible()
  await expect(bar(HITORI)).toBeVisible()
  await picture(console, 'parallel-uploads')
  expect(await axeViolations(page)).toEqual([])
  const stop = page
    .getByRole('button', { name: '中止', exact: true })
    .and(page.getByRole('button', { description: HITORI }))
  await stop.click()
  await expect(bar(HITORI)).toBeHidden()
  await expect(bar(KODOMO)).toBeVisible()
  await picture(console, 'parallel-uploads-one')
  simulator.release()
  await expect(bar(KODOMO)).toBeHidden()
  const card = (name: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })
  await expect(card(KODOMO)).toContainText(/S00\d{20}/)
  await expect(card(HITORI)).toContainText('保留中')
})
