import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The least that an Electron program can be: one hardened window with one page. */
const MAIN = `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, show: false, webPreferences: { sandbox: true } })
  window.once('ready-to-show', () => window.show())
  window.loadFile('index.html')
})
app.on('window-all-closed', () => app.quit())
`

const PAGE = '<!doctype html><html lang="ja"><title>-</title><nav>-</nav></html>'

/** Writes the program. @returns its folder, which Electron takes as an argument */
export function writeBareWindow(home: string): string {
  const folder = path.join(home, 'bare')
  mkdirSync(folder)
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'bare-window', main: 'main.cjs' }))
  writeFileSync(path.join(folder, 'main.cjs'), MAIN)
  writeFileSync(path.join(folder, 'index.html'), PAGE)
  return folder
}
