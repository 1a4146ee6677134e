import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Page } from 'playwright'
import { electronExecutable, PROJECT } from './console.ts'

export interface CdpConsole {
  readonly page: Page
  readonly dataDir: string
  quit(): Promise<void>
}

/**
 * Starts the console without Playwright's own launcher, which switches the system's encryption off.
 * @param address of a session bus with a keyring
 */
export async function startConsoleWithKeyring(home: string, address: string): Promise<CdpConsole> {
  const dataDir = path.join(home, 'data')
  const child = spawn(
    electronExecutable(),
    [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--password-store=gnome-libsecret',
      '--remote-debugging-port=0',
      '--lang=ja',
      `--user-data-dir=${path.join(home, 'profile')}`,
      PROJECT,
      `--data-dir=${dataDir}`,
    ],
    { cwd: home, env: { ...process.env, LANG: 'ja_JP.UTF-8', DBUS_SESSION_BUS_ADDRESS: address } },
  )
  child.stdout.resume()
  const endpoint = new Promise<string>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const [, url] = /DevTools listening on (ws:\S+)/.exec(line) ?? []
      if (url !== undefined) resolve(url)
    })
  })
  const browser = await chromium.connectOverCDP(await endpoint)
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('the console has no page')
  const page = context.pages()[0] ?? (await context.waitForEvent('page'))
  await page.getByRole('navigation').waitFor()
  return {
    page,
    dataDir,
    async quit() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}
