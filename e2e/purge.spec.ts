import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { axeViolations } from './support/axe.ts'
import { ask, setUpSite, TOKENS } from './support/console-site.ts'
import { pressOn } from './support/focus.ts'
import { layoutFaults } from './support/layout.ts'
import { openScreen } from './support/screens.ts'
import { expect, test } from './support/test.ts'

/** Lots of a hundred, each with a pause: enough to be looked at, and far from over when it is stopped. */
const FILES = 20_000

test('retention over many files says how far it is, and 中止 leaves the rest for the next cycle', async ({
  openConsole,
  openSimulator,
  picture,
}) => {
  const simulator = await openSimulator(Object.values(TOKENS))
  const console = await openConsole({ width: 1366, height: 768 })
  const { page } = console
  const root = await setUpSite(console, simulator)
  const filed = path.join(root, 'PROCEED', 'kodomo')
  mkdirSync(filed, { recursive: true })
  for (let n = 0; n < FILES; n += 1) writeFileSync(path.join(filed, `${n}.csv`), '')
  await ask(page, 'settings.save', { changes: { ProceedFileRetentionDays: '0' } })
  await openScreen(page, 'dashboard')
  await ask(page, 'engine.send-now', { folder: null })
  const panel = page.getByRole('region', { name: '退避ファイルの削除' })
  await expect(panel).toContainText(/00件まで消しました/)
  const found = [...(await axeViolations(page)), ...(await layoutFaults(page))]
  await picture(console, 'purge')
  await page.emulateMedia({ colorScheme: 'dark' })
  found.push(...(await axeViolations(page)))
  await picture(console, 'purge-dark')
  await pressOn(page, panel.getByRole('button', { name: '退避ファイルの削除を中止' }))
  await expect(panel).toBeHidden()
  await expect(page.getByRole('region', { name: '対応が必要な項目' })).toBeFocused()
  expect(readdirSync(filed).length).toBeGreaterThan(0)
  expect(found).toEqual([])
})
