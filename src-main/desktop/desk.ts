import { join } from 'node:path'
import { app, BrowserWindow, dialog, shell } from 'electron'
import type { Desk } from '../commands/handlers.ts'

/** The system's dialogs and file manager. */
export const electronDesk: Desk = {
  async pickFolder(title, start) {
    const options: Electron.OpenDialogOptions = {
      title,
      properties: ['openDirectory', 'createDirectory', 'promptToCreate'],
      ...(start === '' ? {} : { defaultPath: start }),
    }
    return pickOne(options)
  },
  async pickFile(title, kinds) {
    const filters = kinds.map(({ name, extensions }) => ({ name, extensions: [...extensions] }))
    return pickOne({ title, properties: ['openFile'], filters })
  },
  async saveFile(title, name, kinds) {
    const options: Electron.SaveDialogOptions = {
      title,
      defaultPath: join(app.getPath('documents'), name),
      filters: kinds.map((kind) => ({ name: kind.name, extensions: [...kind.extensions] })),
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    }
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
    const { canceled, filePath } = await (window === undefined
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(window, options))
    return canceled || filePath === '' ? null : filePath
  },
  reveal(path) {
    shell.showItemInFolder(path)
  },
}

async function pickOne(options: Electron.OpenDialogOptions): Promise<string | null> {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const { canceled, filePaths } = await (window === undefined
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options))
  return canceled ? null : (filePaths[0] ?? null)
}
