import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startConsoleWithKeyring } from './support/cdp-console.ts'
import { filesBelow, rowsOf } from './support/disk.ts'
import { missingForKeyring, startKeyring } from './support/keyring.ts'
import { startHeadless } from './support/relay-command.ts'
import { addFolder, fillSettings, goTo } from './support/staff.ts'
import { expect, test } from './support/test.ts'

const TOKEN = 'token-of-kodomo-4f2a'
const missing = missingForKeyring()

test("with the system's encryption staff are asked nothing, and the token is sealed by the system", async ({
  openSimulator,
}) => {
  test.skip(missing !== null, missing ?? '')
  const home = mkdtempSync(path.join(os.tmpdir(), 'pmh-console-'))
  const keyring = await startKeyring()
  try {
    const simulator = await openSimulator([TOKEN])
    const root = path.join(home, 'renkei')
    mkdirSync(root)
    const first = await startConsoleWithKeyring(home, keyring.address)
    await expect(
      first.page.getByRole('heading', { name: 'トークンとパスワードの守り方を選んでください' }),
    ).toBeHidden()
    await fillSettings(first.page, simulator.url, root)
    await addFolder(first.page, '子ども医療費助成', 'kodomo', TOKEN)
    expect(rowsOf(first.dataDir, 'SELECT sealer FROM secrets')).toEqual([{ sealer: 'os' }])
    await first.quit()
    for (const file of filesBelow(first.dataDir)) {
      expect(readFileSync(path.join(first.dataDir, file)).includes(TOKEN), file).toBe(false)
    }

    const again = await startConsoleWithKeyring(home, keyring.address)
    writeFileSync(path.join(root, 'kodomo', 'a.csv'), 'id\r\n1\r\n')
    await goTo(again.page, 'ダッシュボード')
    await again.page.getByRole('button', { name: '今すぐ送信' }).click()
    await expect(again.page.getByText(/S00\d{20}/).first()).toBeVisible()
    expect(simulator.received).toMatchObject([{ outcome: 'accepted' }])
    await again.quit()

    // The same user without a window: what the window sealed opens.
    writeFileSync(path.join(root, 'kodomo', 'b.csv'), 'id\r\n2\r\n')
    const headless = startHeadless(home, ['--data-dir', 'data', '--once'], {
      passwordStore: 'gnome-libsecret',
      env: { DBUS_SESSION_BUS_ADDRESS: keyring.address },
    })
    expect(await headless.end).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/処理通番: S00\d{20}/),
    })
    expect(simulator.received).toMatchObject([{ outcome: 'accepted' }, { outcome: 'accepted' }])
  } finally {
    await keyring.stop()
    rmSync(home, { recursive: true, force: true })
  }
})
