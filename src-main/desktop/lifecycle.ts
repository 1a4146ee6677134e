import os from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { app, dialog, powerMonitor } from 'electron'
import type { EngineEvent } from '../../src-shared/domain/engine-event.ts'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Topic } from '../../src-shared/ipc/events.ts'
import { argumentProblem } from '../../src-shared/text/ja/command-line.ts'
import { errorText } from '../../src-shared/text/ja/errors.ts'
import { PRODUCT_NAME } from '../../src-shared/text/ja/words.ts'
import { systemClock } from '../clock.ts'
import { createHandlers } from '../commands/command-table.ts'
import { isoLocal } from '../engine/local-time.ts'
import { Session } from '../session.ts'
import { aboutProgram } from './about.ts'
import { registerAppScheme, serveApp } from './app-protocol.ts'
import { ConsoleDesktop } from './console-desktop.ts'
import { broadcast, hardenWebSession } from './console-window.ts'
import { dataFolder } from './data-folder.ts'
import { debuggingSwitch } from './debugging-switches.ts'
import { electronDesk } from './desk.ts'
import { runHeadless } from './headless-program.ts'
import { serveCommands } from './ipc.ts'
import { openOsSealer } from './os-sealer.ts'
import { isHeadless } from './program-arguments.ts'

/** Start at log-in: the tray, and no window until somebody wants it. */
const HIDDEN = '--hidden'

/** The end of the engine may take so long. */
const CLOSE_MS = 5_000

/** Windows shows notifications only of programs that it knows by an id: the one of the installer. */
const APP_ID = 'jp.pmh-relay-console'

/** Made by the build: true only in the one that Playwright drives (PMH_TEST_BUILD=1), never in a release. */
declare const __TEST_BUILD__: boolean

/** The program from start to end: the console, or the command without a window. */
export function runProgram(): void {
  const argv = process.argv.slice(1)
  const refused = app.isPackaged && !__TEST_BUILD__ ? debuggingSwitch(argv) : null
  if (refused !== null) {
    process.stderr.write(`${argumentProblem.debugging(refused)}\n`)
    app.exit(2)
    return
  }
  catchTheUnexpected()
  app.setName(PRODUCT_NAME)
  if (!isHeadless(argv)) runConsole()
  else void runHeadless().catch(endUnexpectedly)
}

/** The console, in named phases. */
function runConsole(): void {
  app.setAppUserModelId(APP_ID)
  registerAppScheme()
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  void app.whenReady().then(open).catch(refuseToStart)
}

async function open(): Promise<void> {
  const pages = path.join(__dirname, '../renderer')
  hardenWebSession()
  serveApp(pages)
  let desktop: ConsoleDesktop | null = null
  const session = openSession(
    (topic) => {
      broadcast({ topic })
      desktop?.told(topic)
    },
    (event) => desktop?.heard(event),
  )
  desktop = new ConsoleDesktop(session, pages, () => app.quit())
  serveCommands(
    createHandlers({
      session,
      desk: electronDesk,
      farewell: desktop.farewell,
      about: aboutProgram([__dirname, pages]),
      version: app.getVersion(),
      runtime: `Electron ${process.versions.electron}`,
    }),
  )
  endWith(session, desktop)
  followTheSystem(session, desktop)
  await desktop.begin(process.argv.includes(HIDDEN))
  // Beside everything else, and after the window is there.
  void session.real.records.check(session.heldBy === null)
}

function followTheSystem(session: Session, desktop: ConsoleDesktop): void {
  app.on('second-instance', (_event, argv) => {
    // A start at log-in beside a console that runs already wants no window either.
    if (!argv.includes(HIDDEN)) desktop.show()
  })
  powerMonitor.on('resume', () => session.real.engine.wake())
  // Where the system lets programs hold its shutdown, it waits until this one has ended.
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault()
    app.quit()
  })
}

function openSession(tell: (topic: Topic) => void, hear: (event: EngineEvent) => void): Session {
  const dataDir = dataFolder(process.argv.slice(1), app.getPath('userData'), process.cwd())
  const owner = {
    pid: process.pid,
    host: os.hostname(),
    mode: 'console',
    since: isoLocal(systemClock.now()),
  } as const
  return Session.open(dataDir, owner, openOsSealer(), tell, hear)
}

/** The engine comes to its end before the process does. Whoever quits has asked before, if there was anything to ask. */
function endWith(session: Session, desktop: ConsoleDesktop): void {
  let state: 'open' | 'closing' | 'closed' = 'open'
  app.on('before-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    desktop.end()
    void closeInTime(session).finally(() => {
      state = 'closed'
      app.quit()
    })
  })
  process.once('SIGTERM', () => app.quit())
  process.once('SIGINT', () => app.quit())
}

/** A share that hangs must not keep the program: whatever is cut off here, the journal recovers at the next start. */
async function closeInTime(session: Session): Promise<void> {
  const closed = session
    .close()
    .catch((error: unknown) => void process.stderr.write(`R4006: ${errnoOf(error)}\n`))
  await Promise.race([closed, delay(CLOSE_MS, undefined, { ref: false })])
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
