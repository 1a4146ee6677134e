import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { EngineEvent } from '../../src-shared/domain/engine-event.ts'
import { parseSettings, type RawSettings } from '../../src-shared/domain/settings.ts'
import { createRelay, type Relay, type RunConfiguration } from '../compose.ts'
import type { EngineDeps } from '../engine/ports.ts'
import { LEASE_FILE } from '../engine/root-lease.ts'
import { type Simulator, startSimulator } from '../simulator/simulator.ts'
import { tempFolder } from './temp-folder.ts'

export interface RelayFixture {
  readonly relay: Relay
  readonly simulator: Simulator
  /** PMHFilePath. */
  readonly root: string
  readonly dataDir: string
  readonly log: string[]
  readonly events: EngineEvent[]
  /** Writes a file into a scheme folder. */
  drop(folder: string, name: string, content?: string): string
  /** Files below the root but the lease, sorted, with `/`. */
  tree(): string[]
  /** Another relay on the same data folder, after the first one was closed. */
  reopen(settings?: RawSettings, tokens?: Readonly<Record<string, string>>): Relay
}

/** Default settings of tests: no wait for stability, several files allowed. */
const QUICK: RawSettings = { StabilityWindow: '0', AllowMultipleFilePerFolder: 'true' }

/**
 * A real relay on temporary folders against a real simulator.
 * @param onEvent is called inside the engine's own steps, so that a test can act between two of them
 * @param wrap stands between the engine and its ports, e.g. to turn its clock
 * @param tokens token by folder, in list order; the simulator accepts those that start with `good`
 */
export async function relayFixture(
  tokens: Readonly<Record<string, string>>,
  settings: RawSettings = {},
  onEvent: (event: EngineEvent, fixture: { root: string; relay: Relay }) => void = () => {},
  wrap: (deps: EngineDeps) => EngineDeps = (deps) => deps,
): Promise<RelayFixture> {
  const home = tempFolder()
  const root = path.join(home, 'root')
  const dataDir = path.join(home, 'data')
  for (const folder of Object.keys(tokens)) mkdirSync(path.join(root, folder), { recursive: true })
  const simulator = await startSimulator({
    tokens: ['good', ...Object.values(tokens)].filter((token) => token.startsWith('good')),
  })
  onTestFinished(() => simulator.close())
  const log: string[] = []
  const events: EngineEvent[] = []

  const open = (more: RawSettings = settings, mapping = tokens): Relay => {
    const raw = { ...QUICK, PMHFilePath: root, PostRegistrationTasksBaseURL: simulator.url, ...more }
    const relay: Relay = createRelay({
      dataDir,
      sealer: null,
      memoryVault: true,
      run: runConfiguration(raw, mapping),
      wrap,
      onLogLine: (line) => log.push(line.slice('yyyy-MM-dd HH:mm:ss - '.length)),
      onEvent: (event) => {
        events.push(event)
        onEvent(event, { root, relay })
      },
    })
    onTestFinished(() => relay.close())
    return relay
  }

  return {
    relay: open(),
    simulator,
    root,
    dataDir,
    log,
    events,
    // With a digit, so that the pre-flight takes it for no header.
    drop(folder, name, content = `${folder},${name},1\n`) {
      const file = path.join(root, folder, name)
      writeFileSync(file, content)
      return file
    },
    tree: () => filesBelow(root).filter((file) => file !== LEASE_FILE),
    reopen: open,
  }
}

function runConfiguration(raw: RawSettings, tokens: Readonly<Record<string, string>>): RunConfiguration {
  const parsed = parseSettings(raw, process.platform === 'win32' ? 'windows' : 'posix')
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const folders = Object.entries(tokens).map(([folder, token]) => ({ folder, token }))
  return { settings: parsed.settings, folders }
}

/** Regular files below a folder as relative paths with `/`, sorted. */
export function filesBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
}
