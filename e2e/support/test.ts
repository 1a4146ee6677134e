import path from 'node:path'
import { test as base } from '@playwright/test'
import { type Simulator, startSimulator } from '../../src-main/simulator/simulator.ts'
import { type Console, type ConsoleOptions, PROJECT, startConsole } from './console.ts'

export interface Fixtures {
  /** Starts consoles that are ended with the test; a test fails when a window complained. */
  readonly openConsole: (options?: ConsoleOptions) => Promise<Console>
  readonly openSimulator: (tokens: readonly string[]) => Promise<Simulator>
  /** Saves a picture of the window under a name, kept as an artefact of the run. */
  readonly picture: (console: Console, name: string) => Promise<void>
}

const PICTURES = path.join(PROJECT, 'artifacts', 'pictures')

export const test = base.extend<Fixtures>({
  openConsole: async ({}, use) => {
    const started: Console[] = []
    await use(async (options) => {
      const console = await startConsole(options)
      started.push(console)
      return console
    })
    for (const console of started) await console.dispose()
    const complaints = started.flatMap((console) => console.complaints)
    if (complaints.length > 0) throw new Error(`the window complained:\n${complaints.join('\n')}`)
  },
  openSimulator: async ({}, use) => {
    const started: Simulator[] = []
    await use(async (tokens) => {
      const simulator = await startSimulator({ tokens })
      started.push(simulator)
      return simulator
    })
    for (const simulator of started) await simulator.close()
  },
  picture: async ({}, use) => {
    await use(async (console, name) => {
      await console.page.screenshot({ path: path.join(PICTURES, `${name}.png`), animations: 'disabled' })
    })
  },
})

export { expect } from '@playwright/test'
