/**
 * Draws the pictures of the tray, 16 and 32 px, from the SVG files beside them, in the Electron that shows them later.
 * Run by hand after a change of an SVG: `xvfb-run -a node build/draw-icons.mjs`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron as electron } from 'playwright'
import { runAsScript } from './bootstrap/progress.mjs'
import { inProject, isRoot } from './bootstrap/project.mjs'

const FOLDER = inProject('src-renderer', 'public', 'icons')
const SIZES = { '': 16, '@2x': 32 }

await runAsScript(async () => {
  const app = await electron.launch({
    args: [...(isRoot ? ['--no-sandbox'] : []), inProject('build', 'bootstrap', 'default-app.cjs')],
  })
  try {
    for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.svg'))) {
      const svg = readFileSync(join(FOLDER, file)).toString('base64')
      for (const [suffix, size] of Object.entries(SIZES)) {
        const png = await app.evaluate(draw, { svg, size })
        writeFileSync(join(FOLDER, file.replace('.svg', `${suffix}.png`)), Buffer.from(png, 'base64'))
      }
    }
  } finally {
    await app.close()
  }
})

/**
 * Runs inside Electron.
 * @param {typeof import('electron')} electron
 * @param {{ svg: string, size: number }} picture
 */
async function draw({ BrowserWindow }, { svg, size }) {
  const window = new BrowserWindow({ show: false })
  await window.loadURL('data:text/html,<canvas></canvas>')
  const url = await window.webContents.executeJavaScript(`(async () => {
    const image = new Image()
    image.src = 'data:image/svg+xml;base64,${svg}'
    await image.decode()
    const canvas = Object.assign(document.querySelector('canvas'), { width: ${size}, height: ${size} })
    canvas.getContext('2d').drawImage(image, 0, 0, ${size}, ${size})
    return canvas.toDataURL('image/png')
  })()`)
  return url.slice(url.indexOf(',') + 1)
}
