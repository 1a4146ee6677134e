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
    await page.emulateMedia(media)
    found.push(...(await axeViolations(page)).map((line) => `${here} ${look}: ${line}`))
    await see(`${here}-${look}`)
  }
  return found
}
