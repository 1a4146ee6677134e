import { BrowserWindow, dialog, shell } from 'electron'
import type { Desk } from '../commands/handlers.ts'

/** The system's dialogs and file manager. */
export const electronDesk: Desk = {
  async pickFolder(title, start) {
    const options: Electron.OpenDialogOptions = {
      title,
      properties: ['openDirectory', 'createDirectory', 'promptToCreate'],
      ...(start === '' ? {} : { defaultPath: start }),
    }
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
    const { canceled, filePaths } = await (window === undefined
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(window, options))
    return canceled ? null : (filePaths[0] ?? null)
  },
  reveal(path) {
    shell.showItemInFolder(path)
  },
}
