import { COMMANDS } from '../src-shared/ipc/commands.ts'
import { startAgain } from './support/console.ts'
import { rowsOf } from './support/disk.ts'
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

test('the page gets its own files, and no other', async ({ openConsole }) => {
  const { app } = await openConsole()
  // As the page asks, but what is refused leaves no complaint in its console.
  const ask = (url: string, method = 'GET') =>
    app.evaluate(
      ({ session }, [url, method]) =>
        session.defaultSession.fetch(url, { method }).then(
          (answer) => answer.headers.get('content-type'),
          () => 'refused',
        ),
      [url, method] as const,
    )
  expect(await ask('app://console/index.html')).toBe('text/html')
  expect(await ask('app://console/fonts/ui-400.ttf')).not.toBe('refused')
  expect(await ask('app://console/index.html?x=1#y')).toBe('text/html')
  // Beside the window's files lie those of the program.
  for (const path of [
    '..%2fmain%2findex.cjs',
    'fonts/..%2f..%2fmain%2findex.cjs',
    // A way out on Windows only.
    '..%5cmain%5cindex.cjs',
    'none.js',
    '%00',
    '%',
  ])
    expect(await ask(`app://console/${path}`), path).toBe('refused')
  expect(await ask('app://other/index.html')).toBe('refused')
  expect(await ask('app://console/index.html', 'POST')).toBe('refused')
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

test('ten thousand messages of a wrong shape over the real channel: an error value each, and no effect', async ({
  openConsole,
}) => {
  const { page, dataDir } = await openConsole()
  const state = () =>
    ['settings', 'scheme_folders', 'secrets', 'audit', 'facts'].map((table) =>
      rowsOf(dataDir, `SELECT * FROM ${table}`),
    )
  const before = state()
  const names = Object.keys(COMMANDS)
  const codes = await page.evaluate(async (known) => {
    // A small generator with a fixed start, so that a failure can be played again.
    let seed = 20261122
    const next = (n: number) => {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
      return seed % n
    }
    const values = [
      null,
      0,
      -1,
      1e308,
      Number.NaN,
      '',
      'x'.repeat(10_000),
      '\u202E',
      [],
      {},
      true,
      new Date(0),
      5n,
    ]
    const value = () => values[next(values.length)]
    const answers = new Set<string>()
    for (let count = 0; count < 10_000; count += 1) {
      const name = next(10) === 0 ? value() : known[next(known.length)]
      // No command has a key like this one, so that none of these messages is right by chance.
      const input = next(3) === 0 ? [value()] : { id: value(), folder: value(), 'no such key': value() }
      const result = await window.relay.call(name as 'app.info', input as never)
      answers.add(result.ok ? `taken: ${String(name)}` : result.error.code)
    }
    return [...answers]
  }, names)
  expect(codes).toEqual(['R5005'])
  expect(state()).toEqual(before)
  expect((await page.evaluate(() => window.relay.call('app.info', {}))).ok).toBe(true)
})
