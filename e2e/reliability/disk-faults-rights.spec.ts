/**
 * A relay without root's rights, and files and folders that it may not use: it says so, sends nothing that it could not
 * write down, and goes on when it may (docs/reliability.md, Disk faults).
 */
import { chmodSync, chownSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { type Ended, NOBODY, plainUserProblem, runRelay } from './disk/disk-fault-relay.ts'
import { onSite } from './disk/disk-fault-site.ts'
import { judgeMended, judgeWords } from './disk/disk-fault-verdict.ts'
import type { Site } from './support/reliability-site.ts'

const R4001 = /R4001.+送信の記録を書き込めないため/
const DROPPED = ['subsidy1/a.csv', 'subsidy1/b.csv', 'subsidy2/c.csv']

const placesOf = (site: Site) => site.filesOnDisk().map(({ place }) => place)

interface Right {
  readonly name: string
  /** What loses its rights, below the site's folder; it gets them back for the runs after. */
  readonly path: string
  readonly mode: number
  readonly isForeign?: boolean
  readonly expected: (end: Ended, site: Site) => void
}

const sentNothing = (end: Ended, site: Site) => {
  expect(end.output).toMatch(R4001)
  expect(site.simulator.received).toEqual([])
  expect(placesOf(site)).toEqual(DROPPED)
}

const RIGHTS: readonly Right[] = [
  { name: 'the data folder may not be written to', path: 'data', mode: 0o500, expected: sentNothing },
  {
    name: 'the journal may not be written to',
    path: 'data/relay.db',
    mode: 0o444,
    isForeign: true,
    expected: sentNothing,
  },
  {
    name: 'the journal may not be read',
    path: 'data/relay.db',
    mode: 0o000,
    isForeign: true,
    expected: sentNothing,
  },
  {
    name: 'the lock is of another user',
    path: 'data/relay.lock',
    mode: 0o444,
    isForeign: true,
    expected: sentNothing,
  },
  {
    name: 'log.txt may not be written to: everything is sent',
    path: 'data/logs/log.txt',
    mode: 0o000,
    expected: (end, site) => {
      expect(end.code).toBe(0)
      expect(placesOf(site)).toEqual(DROPPED.map((place) => `PROCEED/${place}`))
    },
  },
  {
    name: 'a file may not be read: its folder waits with it, the other one goes on',
    path: 'PMH_RELAY/subsidy1/a.csv',
    mode: 0o000,
    expected: (end, site) => {
      expect(end.stdout).toMatch(/R3001.+開けませんでした/)
      expect(site.simulator.received.map(({ token }) => token.index)).toEqual([1])
    },
  },
  {
    name: 'a folder may not be read: the other one goes on',
    path: 'PMH_RELAY/subsidy1',
    mode: 0o000,
    expected: (end, site) => {
      expect(end.stdout).toMatch(/R3007.+確認できませんでした/)
      expect(site.simulator.received).toHaveLength(1)
    },
  },
  {
    name: 'a folder may not be changed: its files are sent once, and their moves wait',
    path: 'PMH_RELAY/subsidy1',
    mode: 0o500,
    expected: (end, site) => {
      expect(end.stdout).toMatch(/R3005.+移動できませんでした/)
      expect(site.simulator.received).toHaveLength(3)
    },
  },
  {
    name: 'PROCEED may not be changed: the moves wait',
    path: 'PMH_RELAY/PROCEED',
    mode: 0o500,
    expected: (end, site) => {
      expect(end.stdout).toMatch(/R3005.+移動できませんでした/)
      expect(site.simulator.received).toHaveLength(3)
      expect(placesOf(site)).toEqual(DROPPED)
    },
  },
  {
    name: 'PMHFilePath may not be changed: nobody can be kept out, which is said, and everything is sent and filed',
    path: 'PMH_RELAY',
    mode: 0o500,
    expected: (end, site) => {
      expect(end.stdout).toMatch(/R3012.+二重送信を防げません/)
      expect(end.code).toBe(0)
      expect(placesOf(site)).toEqual(DROPPED.map((place) => `PROCEED/${place}`))
    },
  },
  {
    name: 'PMHFilePath may not be looked into: nothing is sent',
    path: 'PMH_RELAY',
    mode: 0o000,
    expected: (end, site) => {
      expect(end.code).not.toBe(0)
      expect(site.simulator.received).toEqual([])
    },
  },
]

const problem = plainUserProblem()
test.skip(problem !== null, problem ?? '')

for (const { name, path: below, mode, isForeign = false, expected } of RIGHTS) {
  test(name, () =>
    onSite(async (site) => {
      prepare(site)
      const place = path.join(site.home, below)
      const { mode: before } = statSync(place)
      if (isForeign) chownSync(place, 0, 0)
      chmodSync(place, mode)
      const first = await runRelay(site, { isPlainUser: true })
      const second = await runRelay(site, { isPlainUser: true })
      chmodSync(place, before)
      chownSync(place, NOBODY, NOBODY)
      for (const end of [first, second]) {
        expect(judgeWords(end)).toEqual([])
        expect([0, 1, 2]).toContain(end.code)
      }
      expected(first, site)
      expect(await judgeMended(site, () => runRelay(site, { isPlainUser: true }))).toEqual([])
      expect(placesOf(site).every((file) => file.startsWith('PROCEED/'))).toBe(true)
    }),
  )
}

/** Everything that the relay would make is there already, and all of it belongs to the plain user. */
function prepare(site: Site): void {
  for (const folder of ['PMH_RELAY/PROCEED', 'PMH_RELAY/ERROR', 'data/logs'])
    mkdirSync(path.join(site.home, folder), { recursive: true })
  for (const file of ['relay.db', 'relay.lock', 'logs/log.txt'])
    writeFileSync(path.join(site.dataDir, file), '')
  chownSync(site.home, NOBODY, NOBODY)
  for (const below of readdirSync(site.home, { recursive: true, encoding: 'utf8' }))
    chownSync(path.join(site.home, below), NOBODY, NOBODY)
}
