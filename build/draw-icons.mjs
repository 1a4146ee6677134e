/**
 * Draws the pictures of the tray (16 and 32 px) and of the installed program from the SVG files beside them, in the
 * Electron that shows them later. Run by hand after a change of an SVG: `xvfb-run -a node build/draw-icons.mjs`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron as electron } from 'playwright'
import { runAsScript } from './bootstrap/progress.mjs'
import { inProject, isRoot } from './bootstrap/project.mjs'
import { icoFile } from './package/ico.mjs'

const TRAY = inProject('src-renderer', 'public', 'icons')
const TRAY_SIZES = { '': 16, '@2x': 32 }

const PROGRAM = inProject('build', 'package', 'icons')
/** What Linux desktops look for (hicolor theme); Windows takes those up to 256 in one file. */
const PROGRAM_SIZES = [16, 32, 48, 64, 128, 256, 512]

await runAsScript(async () => {
  const app = await electron.launch({
    args: [...(isRoot ? ['--no-sandbox'] : []), inProject('build', 'bootstrap', 'default-app.cjs')],
  })
  /** @param {string} file @param {number} size */
  const drawn = async (file, size) => {
    const svg = readFileSync(file).toString('base64')
    return Buffer.from(await app.evaluate(draw, { svg, size }), 'base64')
  }
  try {
    for (const file of readdirSync(TRAY).filter((name) => name.endsWith('.svg'))) {
      for (const [suffix, size] of Object.entries(TRAY_SIZES)) {
        writeFileSync(join(TRAY, file.replace('.svg', `${suffix}.png`)), await drawn(join(TRAY, file), size))
      }
    }
    const pictures = []
    for (const size of PROGRAM_SIZES) {
      const png = await drawn(join(PROGRAM, 'app.svg'), size)
      writeFileSync(join(PROGRAM, `${size}x${size}.png`), png)
      if (size <= 256) pictures.push({ size, png })
    }
    writeFileSync(join(PROGRAM, 'app.ico'), icoFile(pictures))
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
