import { type BrowserWindow, screen } from 'electron'
import { type EarlyWindow, openConsoleWindow } from './console-window.ts'
import { fitPlace, readPlace, type WindowPlace } from './window-place.ts'

/** What the one window needs of the program. */
export interface WindowHost {
  /** The place of the last run, as text; null on the first day. */
  readPlace(): string | null
  writePlace(text: string): void
  /** The × was pressed; the window stays until somebody decides. */
  closing(): void
  /** The system ends the session of the user: there is no time for questions. */
  sessionEnds(): void
}

/** The one window: opened when it is wanted first, then shown and hidden, so that nothing typed is lost. */
export class WindowKeeper {
  readonly #host: WindowHost
  readonly #preload: string
  /** Opened before there was a data folder, and not shown so far. */
  #early: EarlyWindow | null
  #window: BrowserWindow | null = null
  #ending = false

  constructor(host: WindowHost, preload: string, early: EarlyWindow | null) {
    this.#host = host
    this.#preload = preload
    this.#early = early
  }

  /** Opens the window or brings it forward. @param route where to go, e.g. `#/history?id=3`; '' leaves it where it is */
  show(route = ''): void {
    if (this.#ending) return
    const window = this.#window
    if (window === null) {
      this.#open(route)
      return
    }
    if (window.webContents.isCrashed()) window.webContents.reload()
    // A page that is just being left cannot go anywhere; the window is shown all the same.
    if (route !== '')
      void window.webContents.executeJavaScript(`location.hash = ${JSON.stringify(route)}`).catch(() => {})
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }

  hide(): void {
    this.#savePlace()
    this.#window?.hide()
  }

  /** The program ends: the place is kept while there is still a database, and the window may go. */
  end(): void {
    this.hide()
    this.#ending = true
  }

  #open(route: string): void {
    const place = this.#readPlace()
    const bounds = fitPlace(place, workAreas())
    const { window, painted } = this.#early ?? openConsoleWindow(this.#preload, bounds, route)
    if (this.#early !== null) window.setBounds(bounds)
    this.#early = null
    this.#window = window
    void painted.then(() => {
      if (this.#ending) return
      if (place?.maximized === true) window.maximize()
      window.show()
    })
    window.on('close', (event) => {
      if (this.#ending) return
      event.preventDefault()
      this.#host.closing()
    })
    window.on('session-end', () => this.#host.sessionEnds())
    window.on('closed', () => {
      this.#window = null
    })
  }

  #savePlace(): void {
    const window = this.#window
    if (window === null || this.#ending) return
    const place: WindowPlace = { bounds: window.getNormalBounds(), maximized: window.isMaximized() }
    try {
      this.#host.writePlace(JSON.stringify(place))
    } catch {
      // A courtesy: a full disk must not keep the window open or the program from ending.
    }
  }

  #readPlace(): WindowPlace | null {
    try {
      return readPlace(this.#host.readPlace())
    } catch {
      return null
    }
  }
}

/** The main display first. */
function workAreas() {
  const main = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id)
  return [main, ...others].map(({ workArea }) => workArea)
}
