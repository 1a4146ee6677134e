import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Simulator, startSimulator } from '../../src-main/simulator/simulator.ts'
import { filesBelow } from './disk.ts'

export type InDoubtPolicy = 'hold' | 'resend' | 'error'

/** A file as it was dropped; its bytes are unlike those of every other one. */
export interface Dropped {
  readonly folder: string
  readonly name: string
  readonly sha256: string
}

/** A place with two scheme folders and a PMH of its own. */
export interface Site {
  readonly home: string
  readonly root: string
  readonly dataDir: string
  readonly simulator: Simulator
  readonly dropped: readonly Dropped[]
  readonly relayArguments: readonly string[]
  drop(folder: string, name: string, bytes?: number): void
  /** Where files are, and may be, by their full path. */
  knownPaths(): string[]
  /** Path below PMHFilePath and SHA-256 of every file but the relay's own lease. */
  filesOnDisk(): { readonly place: string; readonly sha256: string }[]
  dispose(): Promise<void>
}

export const FOLDERS = ['subsidy1', 'subsidy2'] as const
export const TOKENS = ['TOKEN1', 'TOKEN2'] as const

/** Above the largest body that one chunk of the relay's holds, many times over. */
export const LARGE_BYTES = 1_500_000

const LEASE = '.pmh-relay.lease'

/** Three files: a large one and a small one behind it in the first folder, a small one in the second. */
export async function openSite(policy: InDoubtPolicy): Promise<Site> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'pmh-kill-'))
  const root = path.join(home, 'PMH_RELAY')
  for (const folder of FOLDERS) mkdirSync(path.join(root, folder), { recursive: true })
  const simulator = await startSimulator({ tokens: TOKENS })
  const dropped: Dropped[] = []
  const config = path.join(home, 'PMH_Relay.exe.config')
  const dataDir = path.join(home, 'data')
  writeConfig(config, {
    PMHFilePath: root,
    PostRegistrationTasksBaseURL: simulator.url,
    StabilityWindow: '0',
    AllowMultipleFilePerFolder: 'true',
    InDoubtPolicy: policy,
  })
  const site: Site = {
    home,
    root,
    dataDir,
    simulator,
    dropped,
    relayArguments: [
      ...['--config', config, '--data-dir', dataDir, '--once'],
      ...FOLDERS.map((folder, index) => `${TOKENS[index]}|${folder}`),
    ],
    drop(folder, name, bytes = 100) {
      const content = Buffer.alloc(bytes, `${folder},${name}\r\n`)
      writeFileSync(path.join(root, folder, name), content)
      dropped.push({ folder, name, sha256: sha256(content) })
    },
    knownPaths: () => [
      path.join(root, LEASE),
      ...['', 'PROCEED', 'ERROR'].flatMap((place) => FOLDERS.map((folder) => path.join(root, place, folder))),
      ...dropped.map(({ folder, name }) => path.join(root, folder, name)),
    ],
    filesOnDisk: () =>
      filesBelow(root)
        .filter((place) => !place.startsWith(LEASE))
        .map((place) => ({ place, sha256: sha256(readFileSync(path.join(root, place))) })),
    async dispose() {
      await simulator.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
  site.drop('subsidy1', 'a.csv', LARGE_BYTES)
  site.drop('subsidy1', 'b.csv')
  site.drop('subsidy2', 'c.csv')
  return site
}

function writeConfig(file: string, keys: Readonly<Record<string, string>>): void {
  const adds = Object.entries(keys).map(([key, value]) => `    <add key="${key}" value="${value}" />`)
  const xml = ['<?xml version="1.0" encoding="utf-8"?>', '<configuration>', '  <appSettings>', ...adds]
  writeFileSync(file, [...xml, '  </appSettings>', '</configuration>'].join('\r\n'))
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
