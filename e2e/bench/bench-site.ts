import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Simulator, startSimulator } from '../../src-main/simulator/simulator.ts'
import { type MeasuredRelay, startMeasuredRelay } from './measured-relay.ts'

/** A full run takes minutes, and its limits of time hold on a computer that is not busy with other work. */
export const IS_FULL = process.env.RELIABILITY === 'full'

const TOKEN = 'TOKEN1'

/** A place for one measurement: PMHFilePath, data folder and a PMH of its own. */
export interface BenchSite {
  readonly home: string
  readonly root: string
  readonly dataDir: string
  readonly simulator: Simulator
  start(settings?: Readonly<Record<string, string>>): MeasuredRelay
  dispose(): Promise<void>
}

/** @param folders scheme folders, which are made */
export async function openBenchSite(folders: readonly string[]): Promise<BenchSite> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'pmh-bench-'))
  const root = path.join(home, 'PMH_RELAY')
  const dataDir = path.join(home, 'data')
  for (const folder of folders) mkdirSync(path.join(root, folder), { recursive: true })
  const simulator = await startSimulator({ tokens: [TOKEN] })
  const started: MeasuredRelay[] = []
  return {
    home,
    root,
    dataDir,
    simulator,
    start(settings = {}) {
      const all = {
        PMHFilePath: root,
        PostRegistrationTasksBaseURL: simulator.url,
        // Few enough that a cycle is never far, and a file that is seen is sent in the same one.
        MonitoringTimer: '200',
        StabilityWindow: '0',
        AllowMultipleFilePerFolder: 'true',
        ...settings,
      }
      const adds = Object.entries(all).map(([key, value]) => `<add key="${key}" value="${value}" />`)
      const config = path.join(home, 'PMH_Relay.exe.config')
      writeFileSync(config, `<configuration><appSettings>${adds.join('')}</appSettings></configuration>`)
      const mapping = folders.map((folder) => `${TOKEN}|${folder}`)
      const relay = startMeasuredRelay(home, ['--config', config, '--data-dir', dataDir, ...mapping])
      started.push(relay)
      return relay
    },
    async dispose() {
      for (const relay of started) await relay.end()
      await simulator.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
