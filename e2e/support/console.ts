import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type ElectronApplication, _electron as electron, type Page } from 'playwright'
import { lookedAt } from './looked-at.ts'
import { desktopWithTray } from './tray-desktop.ts'

export const PROJECT = path.resolve(import.meta.dirname, '../..')

/** A started console and the folders that belong to it alone. */
export interface Console {
  readonly app: ElectronApplication
  readonly page: Page
  readonly home: string
  readonly dataDir: string
  /** English texts, console errors and refused contents that the window complained of. */
  readonly complaints: readonly string[]
  /** Ends the program as 終了 does, and keeps its folders. */
  quit(): Promise<void>
  /** Ends the program and removes its folders. */
  dispose(): Promise<void>
}

export interface ConsoleOptions {
  /** Starts on the folders of an earlier run. */
  readonly home?: string
  readonly width?: number
  readonly height?: number
  readonly colorScheme?: 'light' | 'dark'
  /** Whether the desktop shows tray icons; else it is the one of the machine. */
  readonly tray?: boolean
  /** More variables of its environment. */
  readonly env?: Readonly<Record<string, string>>
  /** An installed program instead of the build of this clone. */
  readonly program?: string
  /** More arguments of the program, e.g. `--hidden`. */
  readonly more?: readonly string[]
}

/** Starts the built console in a real Electron on folders of its own. */
export async function startConsole(options: ConsoleOptions = {}): Promise<Console> {
  const home = options.home ?? mkdtempSync(path.join(os.tmpdir(), 'pmh-console-'))
  const app = await launchConsole(home, options)
  try {
    return await settledConsole(app, home, path.join(home, 'data'), options)
  } catch (error) {
    await app.close()
    throw error
  }
}

/** Starts the program, and waits for no window. */
export function launchConsole(home: string, options: ConsoleOptions): Promise<ElectronApplication> {
  return electron.launch({
    args: argumentsOf(home, options),
    env: environmentOf(home, options) as Record<string, string>,
    cwd: home,
    ...(options.program === undefined ? {} : { executablePath: options.program }),
    ...(options.colorScheme === undefined ? {} : { colorScheme: options.colorScheme }),
  })
}

/**
 * Starts the program on folders where it runs already, and waits until this second process has ended. Playwright's
 * launcher is of no use here: it may reach the process before that gives up.
 * @returns its exit code
 */
export async function startAgain(home: string, options: ConsoleOptions = {}): Promise<number | null> {
  const child = spawn(electronExecutable(), argumentsOf(home, options), {
    cwd: home,
    env: environmentOf(home, options),
    stdio: 'ignore',
  })
  const [code] = await once(child, 'exit')
  return code as number | null
}

export function electronExecutable(): string {
  const folder = path.join(PROJECT, 'node_modules', 'electron')
  return path.join(folder, 'dist', readFileSync(path.join(folder, 'path.txt'), 'utf8'))
}

function argumentsOf(home: string, options: ConsoleOptions): string[] {
  return [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--password-store=basic',
    '--lang=ja',
    `--user-data-dir=${path.join(home, 'profile')}`,
    ...(options.program === undefined ? [PROJECT] : []),
    `--data-dir=${path.join(home, 'data')}`,
    ...(options.more ?? []),
  ]
}

function environmentOf(home: string, options: ConsoleOptions): NodeJS.ProcessEnv {
  return {
    ...process.env,
    LANG: 'ja_JP.UTF-8',
    ...(options.tray === undefined ? {} : { PATH: desktopWithTray(home, options.tray) }),
    ...options.env,
  }
}

async function settledConsole(
  app: ElectronApplication,
  home: string,
  dataDir: string,
  options: ConsoleOptions,
): Promise<Console> {
  const page = await app.firstWindow()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  // The first screen comes with the program's first answer; by then the window stands where it was left.
  await page.getByRole('heading', { level: 1 }).waitFor()
  if (options.width !== undefined && options.height !== undefined) {
    await resize(app, options.width, options.height)
  }
  const quit = () => quitApp(app)
  return {
    app,
    page,
    home,
    dataDir,
    complaints,
    quit,
    async dispose() {
      await quit()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Gives the window's content this size in pixels. */
export async function resize(app: ElectronApplication, width: number, height: number): Promise<void> {
  await lookedAt(() =>
    app.evaluate(
      ({ BrowserWindow }, size) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height)
      },
      { width, height },
    ),
  )
}

async function quitApp(app: ElectronApplication): Promise<void> {
  // Playwright forgets the process of an app that was closed already.
  if (app.windows().length === 0) return
  await app.close()
}
