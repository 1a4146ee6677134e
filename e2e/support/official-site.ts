import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test as withSimulator } from './test.ts'

interface Site {
  readonly home: string
  readonly root: string
  /** Writes PMH_Relay.exe.config with these keys on top of a working one. */
  configure(keys: Readonly<Record<string, string>>): void
  drop(folder: string, name: string): void
}

/** A folder as the official batch has it: a configuration file, and scheme folders below PMHFilePath. */
export const test = withSimulator.extend<{ site: Site }>({
  site: async ({}, use) => {
    const home = mkdtempSync(path.join(os.tmpdir(), 'pmh-site-'))
    const root = path.join(home, 'PMH_RELAY')
    for (const folder of ['subsidy1', 'subsidy2']) mkdirSync(path.join(root, folder), { recursive: true })
    await use({
      home,
      root,
      configure(keys) {
        const all = { PMHFilePath: root, StabilityWindow: '0', AllowMultipleFilePerFolder: 'true', ...keys }
        const adds = Object.entries(all).map(([key, value]) => `    <add key="${key}" value="${value}" />`)
        const xml = ['<?xml version="1.0" encoding="utf-8"?>', '<configuration>', '  <appSettings>', ...adds]
        writeFileSync(
          path.join(home, 'PMH_Relay.exe.config'),
          [...xml, '  </appSettings>', '</configuration>'].join('\r\n'),
        )
      },
      drop: (folder, name) => writeFileSync(path.join(root, folder, name), `${folder},${name}\r\n`),
    })
    rmSync(home, { recursive: true, force: true })
  },
})

export const OFFICIAL = ['--config', 'PMH_Relay.exe.config', '--data-dir', 'data'] as const
