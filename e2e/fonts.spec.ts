import type { Page } from 'playwright'
import { openScreen, SCREENS } from './support/screens.ts'
import { expect, test } from './support/test.ts'

/** The Japanese font files that the window has asked for. */
const japaneseFonts = (page: Page) =>
  page.evaluate(() =>
    [...document.fonts]
      .filter(({ family, status }) => family.includes('Noto Sans JP') && status !== 'unloaded')
      .map(({ family, weight, status }) => `${family.replaceAll('"', '')} ${weight} ${status}`)
      .sort(),
  )

test("the window's own words are drawn by its two fonts alone, and other characters by a slice", async ({
  openConsole,
}) => {
  const { page } = await openConsole()
  for (const screen of SCREENS) {
    await openScreen(page, screen)
    expect(await japaneseFonts(page), screen).toEqual([
      'Noto Sans JP UI 400 loaded',
      'Noto Sans JP UI 700 loaded',
    ])
  }

  await openScreen(page, 'history')
  // A name that nobody would have written into the program.
  await page.getByRole('searchbox').fill('鬱髙')
  await page.evaluate(() => document.fonts.ready)
  expect((await japaneseFonts(page)).filter((font) => font.includes('Variable'))).not.toEqual([])
})
