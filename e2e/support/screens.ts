import { expect } from '@playwright/test'
import type { Page } from 'playwright'
import { formatRoute, type RouteParams, SCREENS, type Screen } from '../../src-renderer/app/routes.ts'
import { navigationText } from '../../src-shared/text/ja/screens.ts'

export { SCREENS }

/** Goes to a screen by its address, and waits until it is drawn. */
export async function openScreen(page: Page, screen: Screen, params: RouteParams = {}): Promise<void> {
  await page.evaluate(
    (hash) => {
      location.hash = hash
    },
    formatRoute(screen, params),
  )
  await expect(page.getByRole('heading', { level: 1, name: navigationText[screen] })).toBeVisible()
  await standsStill(page)
}

/** What a screen asks of the main process comes in a moment; the page is drawn when nothing in it changes any more. */
export async function standsStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise<void>((resolve) => {
      let timer = setTimeout(done, 200)
      const observer = new MutationObserver(() => {
        clearTimeout(timer)
        timer = setTimeout(done, 200)
      })
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
      function done() {
        observer.disconnect()
        resolve()
      }
    })
  })
}
