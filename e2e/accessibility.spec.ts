import type { Simulator } from '../src-main/simulator/simulator.ts'
import { axeViolations } from './support/axe.ts'
import { type Console, resize } from './support/console.ts'
import { bringTrouble, sendWell, setUpSite, TOKENS } from './support/console-site.ts'
import { DIALOGS } from './support/dialogs.ts'
import { layoutFaults } from './support/layout.ts'
import { judged } from './support/looks.ts'
import { openScreen, SCREENS, standsStill } from './support/screens.ts'
import { PASSPHRASE } from './support/staff.ts'
import { expect, test } from './support/test.ts'
import { zoomedPicture, zoomTo } from './support/zoom.ts'

/** Every screen in every look takes its time on a slow machine. */
test.setTimeout(300_000)

const STATES = [
  { state: 'empty', bring: async () => {} },
  {
    state: 'normal',
    bring: async (console: Console, simulator: Simulator) =>
      sendWell(console.page, await setUpSite(console, simulator)),
  },
  { state: 'trouble', bring: inTrouble },
]

async function inTrouble(console: Console, simulator: Simulator): Promise<void> {
  const root = await setUpSite(console, simulator)
  await sendWell(console.page, root)
  await bringTrouble(console.page, root, simulator)
}

for (const { state, bring } of STATES) {
  test(`${state}: axe finds nothing on any screen, in light, dark and high contrast`, async ({
    openConsole,
    openSimulator,
    picture,
  }) => {
    const simulator = await openSimulator(Object.values(TOKENS))
    const console = await openConsole({ width: 1366, height: 768 })
    await bring(console, simulator)
    const found: string[] = []
    for (const screen of SCREENS) {
      await openScreen(console.page, screen)
      const see = (name: string) => picture(console, `screen-${name}`)
      found.push(...(await judged(console.page, `${screen}-${state}`, see)))
    }
    await console.page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
    await resize(console.app, 1920, 1080)
    for (const screen of SCREENS) {
      await openScreen(console.page, screen)
      found.push(...(await layoutFaults(console.page)).map((line) => `${screen}-${state} 1920: ${line}`))
      await picture(console, `screen-${screen}-${state}-1920`)
    }
    expect(found).toEqual([])
  })

  test(`${state}: at 200 % nothing is cut off, covered or out of reach on any screen`, async ({
    openConsole,
    openSimulator,
  }) => {
    const simulator = await openSimulator(Object.values(TOKENS))
    const console = await openConsole({ width: 1366, height: 768 })
    const { page } = console
    await bring(console, simulator)
    const found: string[] = []
    for (const factor of [1, 2]) {
      await zoomTo(console, factor)
      for (const screen of SCREENS) {
        await openScreen(page, screen)
        const here = `${screen}-${state}-${factor * 100}`
        await zoomedPicture(console, `zoom-${here}`)
        const faults = [...(await layoutFaults(page)), ...(factor === 2 ? await axeViolations(page) : [])]
        found.push(...faults.map((line) => `${here}: ${line}`))
      }
    }
    expect(found).toEqual([])
  })
}

test('axe finds nothing in any dialog, and each fits into 1366×768 at 100 % and 200 %', async ({
  openConsole,
  openSimulator,
}) => {
  const simulator = await openSimulator(Object.values(TOKENS))
  const console = await openConsole({ width: 1366, height: 768 })
  const { page } = console
  await inTrouble(console, simulator)
  const found: string[] = []
  for (const factor of [1, 2]) {
    await zoomTo(console, factor)
    for (const { name, open, close } of DIALOGS) {
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
      await open(page)
      await standsStill(page)
      const here = `${name}-${factor * 100}`
      const see = (picked: string) => zoomedPicture(console, `dialog-${picked}`)
      found.push(...(await layoutFaults(page)).map((line) => `${here}: ${line}`))
      found.push(...(await judged(page, here, see)))
      if (close === undefined) await page.keyboard.press('Escape')
      else await close(page)
    }
  }
  expect(found).toEqual([])
})

test('axe finds nothing in the dialog that asks for the 合言葉, nor in the band that stays after あとで', async ({
  openConsole,
}) => {
  const first = await openConsole()
  await first.page.evaluate(
    (passphrase) => window.relay.call('vault.choose', { kind: 'passphrase', passphrase }),
    PASSPHRASE,
  )
  await first.quit()
  const console = await openConsole({ home: first.home, width: 1366, height: 768 })
  const { page } = console
  const dialog = page.getByRole('dialog', { name: '合言葉を入力してください' })
  await expect(dialog).toBeVisible()
  const found: string[] = []
  for (const factor of [1, 2]) {
    await zoomTo(console, factor)
    const see = (name: string) => zoomedPicture(console, `dialog-${name}`)
    found.push(...(await layoutFaults(page)), ...(await judged(page, `unlock-${factor * 100}`, see)))
    await dialog.getByRole('button', { name: 'あとで' }).click()
    found.push(...(await layoutFaults(page)), ...(await judged(page, `locked-${factor * 100}`, see)))
    await page.getByRole('button', { name: '合言葉を入力する' }).first().click()
  }
  expect(found).toEqual([])
})

test('nothing moves for those who asked for less motion', async ({ openConsole, openSimulator }) => {
  const simulator = await openSimulator(Object.values(TOKENS))
  const console = await openConsole({ width: 1366, height: 768 })
  const { page } = console
  await inTrouble(console, simulator)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const moving: string[] = []
  for (const { name, open, close } of DIALOGS) {
    await open(page)
    // What has only just appeared takes no second click; that is an animation without a motion.
    const seen = await page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ effect }) => effect instanceof KeyframeEffect)
        .flatMap(({ effect }) => (effect as KeyframeEffect).getKeyframes())
        .flatMap((frame) => Object.keys(frame))
        .filter((key) => !['offset', 'computedOffset', 'easing', 'composite', 'pointerEvents'].includes(key)),
    )
    moving.push(...seen.map((property) => `${name}: ${property}`))
    await standsStill(page)
    if (close === undefined) await page.keyboard.press('Escape')
    else await close(page)
  }
  expect(moving).toEqual([])
})
