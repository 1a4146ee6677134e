import type { Page } from 'playwright'
import { axeViolations } from './axe.ts'

const LOOKS = [
  { look: 'light', colorScheme: 'light', forcedColors: 'none' },
  { look: 'dark', colorScheme: 'dark', forcedColors: 'none' },
  { look: 'contrast', colorScheme: 'dark', forcedColors: 'active' },
] as const

/**
 * What axe finds in each look.
 * @param see takes a picture under the name that the findings carry
 */
export async function judged(
  page: Page,
  here: string,
  see: (name: string) => Promise<void>,
): Promise<string[]> {
  const found: string[] = []
  for (const { look, ...media } of LOOKS) {
    await wear(page, media)
    found.push(...(await axeViolations(page)).map((line) => `${here} ${look}: ${line}`))
    await see(`${here}-${look}`)
  }
  return found
}

/** Changes the look, and waits until the window is painted in it: its own picture is of what was painted last. */
async function wear(
  page: Page,
  media: { readonly colorScheme: 'light' | 'dark'; readonly forcedColors: 'none' | 'active' },
): Promise<void> {
  await page.emulateMedia(media)
  await page.waitForFunction(
    ({ colorScheme, forcedColors }) =>
      matchMedia(`(prefers-color-scheme: ${colorScheme})`).matches &&
      matchMedia(`(forced-colors: ${forcedColors})`).matches,
    media,
  )
  await painted(page)
}

/** The second frame begins when the first one was handed to the compositor. */
async function painted(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null)))),
  )
}
