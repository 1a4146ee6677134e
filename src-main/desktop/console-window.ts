import { app, BrowserWindow, session, type Session as WebSession } from 'electron'
import { EVENT_CHANNEL } from '../../src-shared/ipc/bridge.ts'
import type { ChangeEvent } from '../../src-shared/ipc/events.ts'
import { PRODUCT_NAME } from '../../src-shared/text/ja/words.ts'
import { APP_URL, isAppUrl } from './app-protocol.ts'
import type { Rectangle } from './window-place.ts'

/** A window that is not shown yet. */
export interface EarlyWindow {
  readonly window: BrowserWindow
  /** Its page was drawn for the first time. */
  readonly painted: Promise<void>
}

/**
 * Opens the one window, hardened: sandboxed, isolated, and unable to go anywhere but its own pages.
 * @param bounds none of them: the system chooses, since its place is not known yet
 * @param route the first screen, e.g. `#/history?id=3`; '' for the page's own choice
 */
export function openConsoleWindow(preload: string, bounds: Partial<Rectangle>, route: string): EarlyWindow {
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: PRODUCT_NAME,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // Staff have no use for them, and a hand at the keyboard would have the whole window.
      devTools: !app.isPackaged,
    },
  })
  window.removeMenu()
  const painted = new Promise<void>((resolve) => {
    window.once('ready-to-show', () => resolve())
  })
  denyEscapes(window)
  // A failed load is seen by the window's own events; the promise would only reject a second time.
  void window.loadURL(`${APP_URL}${route}`).catch(() => {})
  return { window, painted }
}

function denyEscapes({ webContents }: BrowserWindow): void {
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.on('will-navigate', (event) => {
    if (!isAppUrl(event.url)) event.preventDefault()
  })
  webContents.on('will-redirect', (event) => event.preventDefault())
  webContents.on('will-attach-webview', (event) => event.preventDefault())
}

/** Permissions and downloads are denied for every page; the clipboard may be written, for the copy buttons. */
export function hardenWebSession(web: WebSession = session.defaultSession): void {
  const mayHave = (permission: string) => permission === 'clipboard-sanitized-write'
  web.setPermissionRequestHandler((_contents, permission, answer) => answer(mayHave(permission)))
  web.setPermissionCheckHandler((_contents, permission) => mayHave(permission))
  web.on('will-download', (event) => event.preventDefault())
}

/** Tells every open window what changed. */
export function broadcast(event: ChangeEvent): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.webContents.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event)
  }
}
