import { app, dialog, Menu } from 'electron'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import { argumentProblem } from '../../src-shared/text/ja/command-line.ts'
import { errorText } from '../../src-shared/text/ja/errors.ts'
import { PRODUCT_NAME } from '../../src-shared/text/ja/words.ts'
import { inTime } from '../engine/in-time.ts'
import { registerAppScheme, serveApp } from './app-protocol.ts'
import type { ConsoleProgram } from './console-program.ts'
import { type EarlyWindow, hardenWebSession, openConsoleWindow } from './console-window.ts'
import { debuggingSwitch } from './debugging-switches.ts'
import { serveCommands } from './ipc.ts'
import { isHeadless } from './program-arguments.ts'
import { type ProgramFolders, programFolders } from './program-folders.ts'

/** Start at log-in: the tray, and no window until somebody wants it. */
const HIDDEN = '--hidden'

/** A page that has not asked for its files by then is waited for no longer. */
const ASKED_MS = 3_000

/** Windows shows notifications only of programs that it knows by an id: the one of the installer. */
const APP_ID = 'jp.pmh-relay-console'

/** Made by the build: true only in the one that Playwright drives (PMH_TEST_BUILD=1), never in a release. */
declare const __TEST_BUILD__: boolean

/**
 * The program from start to end: the console, or the command without a window. What each of them needs is loaded when it
 * is known which.
 * @param main the folder of the built main process
 */
export function runProgram(main: string): void {
  const argv = process.argv.slice(1)
  const refused = app.isPackaged && !__TEST_BUILD__ ? debuggingSwitch(argv) : null
  if (refused !== null) {
    process.stderr.write(`${argumentProblem.debugging(refused)}\n`)
    app.exit(2)
    return
  }
  catchTheUnexpected()
  app.setName(PRODUCT_NAME)
  if (!isHeadless(argv)) runConsole(programFolders(main))
  else void import('./headless-program.ts').then(({ runHeadless }) => runHeadless()).catch(endUnexpectedly)
}

/** The console, in named phases. */
function runConsole(folders: ProgramFolders): void {
  app.setAppUserModelId(APP_ID)
  registerAppScheme()
  // Electron's own English menu: made for nothing, except on macOS, where the clipboard's keys live in it.
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
  // Forms and tables need no graphics card. Starting its process takes longer, and old drivers and remote desktops fail at it.
  app.disableHardwareAcceleration()
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  void app
    .whenReady()
    .then(() => open(folders))
    .catch(refuseToStart)
}

/**
 * The window comes first: its process starts, and draws the frame of the window while this one loads the rest of the
 * program and opens the data folder. The window is shown when both are done; what it asks before waits.
 */
async function open(folders: ProgramFolders): Promise<void> {
  hardenWebSession()
  const asked = serveApp(folders.pages)
  const isHidden = process.argv.includes(HIDDEN)
  const early = isHidden ? null : openConsoleWindow(folders.preload, {}, '')
  const program = startProgram(folders, early, asked)
  serveCommands(async (name, input) => (await program).answer(name, input))
  app.on('second-instance', (_event, argv) => {
    // A start at log-in beside a console that runs already wants no window either.
    if (!argv.includes(HIDDEN))
      program.then(
        ({ show }) => show(),
        // It is being told that the program cannot start.
        () => {},
      )
  })
  await program
}

async function startProgram(
  folders: ProgramFolders,
  early: EarlyWindow | null,
  asked: Promise<void>,
): Promise<ConsoleProgram> {
  // Loading keeps this process busy, and the window's asks it for each file. Files are relayed even if the window hangs.
  if (early !== null) await inTime(asked, ASKED_MS)
  const { openProgram } = await import('./console-program.ts')
  return openProgram(folders, early)
}

/** Electron would show an English dialog and hang; recovery at the next start is what the journal is for. */
function catchTheUnexpected(): void {
  process.on('uncaughtException', endUnexpectedly)
  process.on('unhandledRejection', endUnexpectedly)
}

function endUnexpectedly(error: unknown): void {
  process.stderr.write(`R4006：${errorText('R4006').what}（${errnoOf(error)}）\n`)
  app.exit(1)
}

function refuseToStart(error: unknown): void {
  const { code, detail } = error instanceof RelayError ? error : new RelayError('R4006', errnoOf(error))
  const { what, why, remedy } = errorText(code)
  dialog.showErrorBox(PRODUCT_NAME, `${what}（${code}）\n\n${why}\n${remedy}\n\n${detail}`)
  app.exit(1)
}
