import type { ElectronApplication } from 'playwright'
import { lookedAt } from './looked-at.ts'

/** What the main process showed outside its window. */
export interface Outside {
  readonly notifications: readonly { readonly title: string; readonly body: string }[]
  /** Labels of the tray's menu as it is now; null before the first one. */
  readonly menu: readonly string[] | null
  readonly tooltip: string
}

/** Writes down, from now on, what Electron is asked to show: no panel or notification server runs in the tests. */
export async function watchOutside(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ Notification, Tray }) => {
    const seen = {
      notifications: [] as Electron.Notification[],
      menu: null as Electron.Menu | null,
      tooltip: '',
    }
    Object.assign(globalThis, { seenOutside: seen })
    Notification.isSupported = () => true
    Notification.prototype.show = function (this: Electron.Notification) {
      seen.notifications.push(this)
    }
    Tray.prototype.setContextMenu = (menu: Electron.Menu | null) => {
      seen.menu = menu
    }
    Tray.prototype.setToolTip = (text: string) => {
      seen.tooltip = text
    }
  })
}

export function outside(app: ElectronApplication): Promise<Outside> {
  return lookedAt(() => app.evaluate(readOutside))
}

/** Runs in the main process. */
function readOutside(): Outside {
  const { seenOutside: seen } = globalThis as unknown as {
    seenOutside: { notifications: Electron.Notification[]; menu: Electron.Menu | null; tooltip: string }
  }
  return {
    notifications: seen.notifications.map(({ title, body }) => ({ title, body })),
    menu: seen.menu?.items.filter(({ type }) => type !== 'separator').map(({ label }) => label) ?? null,
    tooltip: seen.tooltip,
  }
}

/** Chooses an item of the tray's menu. */
export async function chooseInTray(app: ElectronApplication, label: string): Promise<void> {
  await app.evaluate((_electron, wanted) => {
    const { seenOutside } = globalThis as unknown as { seenOutside: { menu: Electron.Menu } }
    const item = seenOutside.menu.items.find((found) => found.label === wanted)
    if (item === undefined) throw new Error(`the tray has no ${wanted}`)
    item.click()
  }, label)
}

export async function clickNotification(app: ElectronApplication, index: number): Promise<void> {
  await app.evaluate((_electron, at) => {
    const { seenOutside } = globalThis as unknown as {
      seenOutside: { notifications: Electron.Notification[] }
    }
    seenOutside.notifications[at]?.emit('click', {})
  }, index)
}

/** Presses the × of the window. */
export async function closeWindow(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
}

export function isWindowVisible(app: ElectronApplication): Promise<boolean> {
  return lookedAt(() =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() === true),
  )
}
