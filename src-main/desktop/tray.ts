import path from 'node:path'
import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron'
import { trayText } from '../../src-shared/text/ja/screens-desktop.ts'
import { hasTrayHost } from './tray-host.ts'
import type { TrayView } from './tray-view.ts'

/** What the menu does. */
export interface TrayActions {
  open(): void
  sendNow(): void
  start(): void
  stop(): void
  end(): void
}

/** The icon in the notification area; it exists only while somebody draws it. */
export class ConsoleTray {
  readonly #actions: TrayActions
  readonly #icons: string
  readonly #look: () => TrayView
  #tray: Tray | null = null
  #shown = ''
  #isOver = false

  /** @param icons the folder of the pictures */
  constructor(icons: string, actions: TrayActions, look: () => TrayView) {
    this.#icons = icons
    this.#actions = actions
    this.#look = look
  }

  /**
   * Makes the icon where the desktop has a place for it, and takes it away where that is gone.
   * @returns whether there is an icon now
   */
  async ensure(): Promise<boolean> {
    const hasHost = await hasTrayHost()
    // The question took its time, and the program ends meanwhile.
    if (this.#isOver) return false
    if (!hasHost) this.#remove()
    else if (this.#tray === null) this.#make()
    return this.#tray !== null
  }

  /** Shows the state as it is now. A menu that is open would close when it is replaced, so only changes count. */
  refresh(): void {
    if (this.#tray === null) return
    const view = this.#view()
    if (view === null) return
    const shown = JSON.stringify(view)
    if (shown === this.#shown) return
    this.#shown = shown
    this.#tray.setImage(this.#picture(view.picture))
    this.#tray.setToolTip(view.tooltip)
    this.#tray.setContextMenu(Menu.buildFromTemplate(this.#menu(view)))
  }

  /** Takes the icon away for good. */
  dispose(): void {
    this.#isOver = true
    this.#remove()
  }

  #remove(): void {
    this.#tray?.destroy()
    this.#tray = null
    this.#shown = ''
  }

  #make(): void {
    try {
      this.#tray = new Tray(this.#picture('stopped'))
    } catch {
      // Windows without a shell (a kiosk, a session that is ending): as on a desktop without a tray.
      return
    }
    this.#tray.on('click', () => this.#actions.open())
    this.refresh()
  }

  /** @returns null while the database cannot be read: the picture of before stays until it can */
  #view(): TrayView | null {
    try {
      return this.#look()
    } catch {
      return null
    }
  }

  #picture(picture: TrayView['picture']) {
    return nativeImage.createFromPath(path.join(this.#icons, `tray-${picture}.png`))
  }

  #menu({ lines, monitoring }: TrayView): MenuItemConstructorOptions[] {
    const actions = this.#actions
    return [
      ...lines.map((label) => ({ label, enabled: false })),
      { type: 'separator' },
      { label: trayText.open, click: () => actions.open() },
      { label: trayText.sendNow, click: () => actions.sendNow() },
      monitoring
        ? { label: trayText.stop, click: () => actions.stop() }
        : { label: trayText.start, click: () => actions.start() },
      { type: 'separator' },
      { label: trayText.end, click: () => actions.end() },
    ]
  }
}
