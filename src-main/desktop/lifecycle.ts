import os from 'node:os'
import path from 'node:path'
import { app, BrowserWindow, dialog, powerMonitor } from 'electron'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import { errorText } from '../../src-shared/text/ja/errors.ts'
import { PRODUCT_NAME } from '../../src-shared/text/ja/words.ts'
import { systemClock } from '../clock.ts'
import { createHandlers } from '../commands/command-table.ts'
import { isoLocal } from '../engine/local-time.ts'
import { Session } from '../session.ts'
import { registerAppScheme, serveApp } from './app-protocol.ts'
import { broadcast, hardenWebSession, openConsoleWindow } from './console-window.ts'
import { dataFolder } from './data-folder.ts'
import { electronDesk } from './desk.ts'
import { serveCommands } from './ipc.ts'
import { openOsSealer } from './os-sealer.ts'

/** The console from start to end, in named phases. */
export function runConsole(): void {
  catchTheUnexpected()
  app.setName(PRODUCT_NAME)
  registerAppScheme()
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  app.on('second-instance', showWindow)
  void app.whenReady().then(open).catch(refuseToStart)
}

function open(): void {
  hardenWebSession()
  serveApp(path.join(__dirname, '../renderer'))
  const session = openSession()
  serveCommands(
    createHandlers({
      session,
      desk: electronDesk,
      version: app.getVersion(),
      runtime: `Electron ${process.versions.electron}`,
    }),
  )
  endWith(session)
  powerMonitor.on('resume', () => session.real.engine.wake())
  openConsoleWindow()
}

function openSession(): Session {
  const dataDir = dataFolder(process.argv.slice(1), app.getPath('userData'), process.cwd())
  const owner = {
    pid: process.pid,
    host: os.hostname(),
    mode: 'console',
    since: isoLocal(systemClock.now()),
  } as const
  return Session.open(dataDir, owner, openOsSealer(), (topic) => broadcast({ topic }))
}

/** The engine comes to its end before the process does. */
function endWith(session: Session): void {
  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void session.close().finally(() => {
      closed = true
      app.quit()
    })
  })
  app.on('window-all-closed', () => app.quit())
  process.once('SIGTERM', () => app.quit())
  process.once('SIGINT', () => app.quit())
}

function showWindow(): void {
  const window = BrowserWindow.getAllWindows()[0]
  if (window === undefined) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** Electron would show an English dialog and hang; recovery at the next start is what the journal is for. */
function catchTheUnexpected(): void {
  const end = (error: unknown) => {
    process.stderr.write(`R4006: ${errnoOf(error)}\n`)
    app.exit(1)
  }
  process.on('uncaughtException', end)
  process.on('unhandledRejection', end)
}

function refuseToStart(error: unknown): void {
  const { code, detail } = error instanceof RelayError ? error : new RelayError('R4006', errnoOf(error))
  const { what, why, remedy } = errorText(code)
  dialog.showErrorBox(PRODUCT_NAME, `${what}（${code}）\n\n${why}\n${remedy}\n\n${detail}`)
  app.exit(1)
}
