import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Console, PROJECT } from './console.ts'

/** Zoom of the window as staff set it: 2 is 200 % (WCAG 1.4.4). */
export async function zoomTo({ app, page }: Console, factor: number): Promise<void> {
  const width = await page.evaluate(() => innerWidth * devicePixelRatio)
  await app.evaluate(({ BrowserWindow }, value) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(value)
  }, factor)
  await page.waitForFunction(
    ([value, pixels]) =>
      Math.abs(devicePixelRatio - value) < 0.01 && Math.abs(innerWidth * devicePixelRatio - pixels) < 4,
    [factor, width] as const,
  )
}

/** Keeps a picture of the window as it is drawn; Playwright's own takes the upper left quarter of a zoomed page. */
export async function zoomedPicture({ app }: Console, name: string): Promise<void> {
  const png = await app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage()
    return image?.toPNG().toString('base64') ?? ''
  })
  const pictures = path.join(PROJECT, 'artifacts', 'pictures')
  mkdirSync(pictures, { recursive: true })
  writeFileSync(path.join(pictures, `${name}.png`), Buffer.from(png, 'base64'))
}
