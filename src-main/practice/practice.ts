import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { systemClock } from '../clock.ts'
import { createRelay, type Relay, type RelayListeners } from '../compose.ts'
import { compactTime } from '../engine/local-time.ts'
import { type Simulator, startSimulator } from '../simulator/simulator.ts'
import { PRACTICE_FOLDERS, putSampleFiles } from './sample-files.ts'

/** The folder below the data folder that belongs to practice mode alone; made anew each time. */
const PRACTICE_FOLDER = 'practice'

/** 練習モード: a relay of its own against the built-in simulator. It never touches real settings, files or history. */
export interface Practice {
  readonly relay: Relay
  /** Puts a new sample file where none waits. */
  refill(): Promise<void>
  stop(): Promise<void>
}

/** @param dataDir the real data folder; practice lives in a folder of its own below it */
export async function startPractice(dataDir: string, listeners: RelayListeners): Promise<Practice> {
  const home = path.join(dataDir, PRACTICE_FOLDER)
  await rm(home, { recursive: true, force: true })
  const root = path.join(home, 'files')
  await mkdir(root, { recursive: true, mode: 0o700 })
  const simulator = await startSimulator({ tokens: PRACTICE_FOLDERS.map(({ token }) => token) })
  try {
    const relay = createRelay({
      dataDir: path.join(home, 'data'),
      sealer: null,
      memoryVault: true,
      ...listeners,
    })
    setUp(relay, root, simulator)
    const refill = () => putSampleFiles(root, compactTime(systemClock.now()))
    await refill()
    return {
      relay,
      refill,
      async stop() {
        await relay.close()
        await simulator.close()
      },
    }
  } catch (error) {
    await simulator.close()
    throw error
  }
}

function setUp(relay: Relay, root: string, simulator: Simulator): void {
  relay.atomically(() => {
    relay.settings.write(
      new Map([
        ['PMHFilePath', root],
        ['PostRegistrationTasksBaseURL', simulator.url],
      ]),
    )
    for (const { folder, displayName, token } of PRACTICE_FOLDERS) {
      const id = relay.folders.add({ folder, displayName, paused: false })
      relay.vault.put(`token:${id}`, token)
    }
  })
}
