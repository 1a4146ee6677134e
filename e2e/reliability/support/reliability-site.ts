import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Simulator, startSimulator } from '../../../src-main/simulator/simulator.ts'
import { PROJECT } from '../../support/console.ts'
import { filesBelow } from '../../support/disk.ts'

export type InDoubtPolicy = 'hold' | 'resend' | 'error'

/** A file as it was dropped. */
export interface Dropped {
  readonly folder: string
  readonly name: string
  readonly sha256: string
  /** Overwritten since: its bytes are nowhere on the disk, and PMH may have them. */
  readonly isReplaced?: boolean
}

export interface SiteOptions {
  /** The script that is run; without it the relay of the product. */
  readonly program?: string
  /** How many scheme folders there are, of {@link ALL_FOLDERS}. */
  readonly folders?: number
  /** Besides PMHFilePath, the base URL, and StabilityWindow=0. */
  readonly settings?: Readonly<Record<string, string>>
}

/** A place with scheme folders and a PMH of its own. */
export interface Site {
  readonly home: string
  readonly root: string
  readonly dataDir: string
  readonly program: string
  readonly folders: readonly string[]
  readonly simulator: Simulator
  readonly dropped: readonly Dropped[]
  readonly relayArguments: readonly string[]
  /** @param content its bytes, or how many of its own there shall be */
  drop(folder: string, name: string, content?: number | Buffer): void
  /** Overwrites a file that was dropped, as staff do who save it once more, where it lies below PMHFilePath. */
  replace(file: Dropped, place: string, content: Buffer): void
  /** Settings for the runs from now on. */
  configure(settings: Readonly<Record<string, string>>): void
  /** Where files are, and may be, by their full path. */
  knownPaths(): string[]
  /** Path below PMHFilePath and SHA-256 of every file but the relay's own lease. */
  filesOnDisk(): { readonly place: string; readonly sha256: string }[]
  dispose(): Promise<void>
}

const ALL_FOLDERS = ['subsidy1', 'subsidy2', 'subsidy3'] as const
export const FOLDERS = ALL_FOLDERS.slice(0, 2)
export const TOKENS = ['TOKEN1', 'TOKEN2', 'TOKEN3'] as const

/** Above the largest body that one chunk of the relay's holds, many times over. */
export const LARGE_BYTES = 1_500_000

const LEASE = '.pmh-relay.lease'
const PRODUCT = path.join(PROJECT, 'out', 'main', 'headless.cjs')

/** Three files: a large one and a small one behind it in the first folder, a small one in the second. */
export async function openSite(policy: InDoubtPolicy): Promise<Site> {
  const site = await openEmptySite({
    settings: { AllowMultipleFilePerFolder: 'true', InDoubtPolicy: policy },
  })
  site.drop('subsidy1', 'a.csv', LARGE_BYTES)
  site.drop('subsidy1', 'b.csv')
  site.drop('subsidy2', 'c.csv')
  return site
}

export async function openEmptySite(options: SiteOptions): Promise<Site> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'pmh-kill-'))
  const root = path.join(home, 'PMH_RELAY')
  const folders = ALL_FOLDERS.slice(0, options.folders ?? FOLDERS.length)
  for (const folder of folders) mkdirSync(path.join(root, folder), { recursive: true })
  const simulator = await startSimulator({ tokens: TOKENS })
  const dropped: Dropped[] = []
  const config = path.join(home, 'PMH_Relay.exe.config')
  const dataDir = path.join(home, 'data')
  let settings: Readonly<Record<string, string>> = {
    PMHFilePath: root,
    PostRegistrationTasksBaseURL: simulator.url,
    StabilityWindow: '0',
    ...options.settings,
  }
  writeConfig(config, settings)
  return {
    home,
    root,
    dataDir,
    program: options.program ?? PRODUCT,
    folders,
    simulator,
    dropped,
    relayArguments: [
      ...['--config', config, '--data-dir', dataDir, '--once'],
      ...folders.map((folder, index) => `${TOKENS[index]}|${folder}`),
    ],
    drop(folder, name, content = 100) {
      const bytes = typeof content === 'number' ? Buffer.alloc(content, `${folder},${name}\r\n`) : content
      writeFileSync(path.join(root, folder, name), bytes)
      dropped.push({ folder, name, sha256: sha256(bytes) })
    },
    replace(file, place, content) {
      writeFileSync(path.join(root, place), content)
      dropped[dropped.indexOf(file)] = { ...file, isReplaced: true }
      dropped.push({ folder: file.folder, name: file.name, sha256: sha256(content) })
    },
    configure(changes) {
      settings = { ...settings, ...changes }
      writeConfig(config, settings)
    },
    knownPaths: () => [
      path.join(root, LEASE),
      ...['', 'PROCEED', 'ERROR'].flatMap((place) => folders.map((folder) => path.join(root, place, folder))),
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
}

function writeConfig(file: string, keys: Readonly<Record<string, string>>): void {
  const adds = Object.entries(keys).map(([key, value]) => `    <add key="${key}" value="${value}" />`)
  const xml = ['<?xml version="1.0" encoding="utf-8"?>', '<configuration>', '  <appSettings>', ...adds]
  writeFileSync(file, [...xml, '  </appSettings>', '</configuration>'].join('\r\n'))
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
