import { startAgain } from './support/console.ts'
import { expect, test } from './support/test.ts'

test('the window is hardened: no node, no way out, a policy as header', async ({ openConsole }) => {
  const { app, page } = await openConsole()
  expect(page.url()).toMatch(/^app:\/\/console\//)
  expect(
    await page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in globalThis)),
  ).toEqual([])
  expect(await page.evaluate(() => Object.keys(window.relay).sort())).toEqual(['call', 'subscribe'])
  const policy = await page.evaluate(async () =>
    (await fetch('/index.html')).headers.get('content-security-policy'),
  )
  expect(policy).toContain("default-src 'none'")
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    return { url: contents?.getURL(), windows: BrowserWindow.getAllWindows().length }
  })
  expect(preferences.windows).toBe(1)
})

test('new windows and other pages are refused', async ({ openConsole }) => {
  const { app, page } = await openConsole()
  const url = page.url()
  await page.evaluate(() => {
    window.open('https://example.invalid/')
    location.href = 'https://example.invalid/'
  })
  // The answer of a further call shows that the page is still the same one.
  const info = await page.evaluate(() => window.relay.call('app.info', {}))
  expect(info.ok).toBe(true)
  expect(page.url()).toBe(url)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('a command with a wrong shape is an error value, and has no effect', async ({ openConsole }) => {
  const { page } = await openConsole()
  const answers = await page.evaluate(async () => {
    const call = window.relay.call as (name: unknown, input: unknown) => Promise<unknown>
    return [
      await call('no.such.command', {}),
      await call('__proto__', {}),
      await call('folders.add', { folder: 'x' }),
      await call('folders.remove', { id: 'DROP TABLE' }),
      await call('settings.save', { changes: { Nope: '1' } }),
    ]
  })
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'R5005' } })
})

test('a second start does not open a second relay on the same folders', async ({ openConsole }) => {
  const first = await openConsole()
  expect(await startAgain(first.home)).toBe(0)
  expect((await first.page.evaluate(() => window.relay.call('app.info', {}))).ok).toBe(true)
})
