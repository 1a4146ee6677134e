import { expect } from '@playwright/test'
import type { Locator, Page } from 'playwright'

const LIMIT = 80

/** Goes to a control by Tab alone, as staff without a mouse do, and looks at the focus of every control on the way. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let step = 0; step < LIMIT; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
    await expect.poll(() => focusFault(page)).toBeNull()
  }
  throw new Error(`not reached by Tab in ${LIMIT} steps: ${target}`)
}

/** Goes on by Tab as often as a screen may have controls, and looks at the focus of each. */
export async function tabThrough(page: Page): Promise<void> {
  for (let step = 0; step < LIMIT; step += 1) {
    await page.keyboard.press('Tab')
    await expect.poll(() => focusFault(page)).toBeNull()
    if (await page.evaluate(() => document.activeElement === document.body)) return
  }
}

/** Goes to a control and presses it. */
export async function pressOn(page: Page, target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

/** Goes to a field and types over what it holds. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(text)
}

/** What is wrong with the place of the focus: nowhere, not marked, or out of sight. Null when all is well. */
async function focusFault(page: Page): Promise<string | null> {
  return await page.evaluate(() => {
    const element = document.activeElement
    if (element === null || element === document.body) return null
    const name = `${element.localName} 「${(element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 40)}」`
    // Real inputs of boxes and radios are hidden inside the label that is drawn.
    const drawn = element.closest('label') ?? element
    const box = drawn.getBoundingClientRect()
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) {
      return `out of sight: ${name}`
    }
    // A box with an icon in it wears the ring in place of its field.
    const marked = [element, drawn, drawn.parentElement ?? drawn].some((part) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(part)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    })
    const quiet = element.matches('[data-quiet-focus]')
    return marked || quiet ? null : `no ring: ${name} on ${location.hash}`
  })
}
