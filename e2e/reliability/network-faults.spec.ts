/**
 * Whatever the line does to a request or its answer, the outcome is that of requirements section 2, and a second,
 * undisturbed run gets through what may be sent again, and nothing else. A TCP relay of our own plays the faults between
 * the real command and the simulator; judged by PMH's record and the disk (docs/reliability.md).
 *
 * The rows that wait out PostRegistrationTimeSpan: `RELIABILITY=full npm run e2e -- e2e/reliability/network`.
 */
import { expect, test } from '@playwright/test'
import { rowsOf } from '../support/disk.ts'
import { ANSWER_FAULTS } from './network/fault-answers.ts'
import { REQUEST_FAULTS } from './network/fault-requests.ts'
import { CONSEQUENCES, type Consequence, type FaultRow, SIZES } from './network/fault-row.ts'
import { runStraight, runThroughFault } from './network/fault-run.ts'
import { judge } from './support/kill-verdict.ts'
import { openSite, type Site } from './support/reliability-site.ts'
import type { RunEnd } from './support/traced-relay.ts'

const IS_FULL = process.env.RELIABILITY === 'full'

/** The file that meets the fault; before the site's own files in the order of names. */
const FILE = '1.csv'
const LEADER = '0.csv'

/** What anybody can see after a run. */
interface Sight {
  readonly exit: number | null
  readonly status: string
  readonly code: string | null
  readonly attempts: number
  readonly places: readonly string[]
}

// The order in which packets and RST are seen, and how much the kernel keeps in between, are those of Linux.
test.skip(process.platform !== 'linux', 'the faults are made for sockets of Linux')
test.describe.configure({ mode: 'parallel' })

for (const row of [...REQUEST_FAULTS, ...ANSWER_FAULTS].filter(({ by }) => IS_FULL || by !== 'deadline')) {
  for (const size of ['empty', 'small', 'large', 'huge'] as const) {
    const ending = row.endings[size]
    if (ending === undefined) continue
    const by = row.by === undefined ? '' : `, ${row.by}`
    test(`${row.name}${by} (${size} file): ${ending}`, async () => {
      test.setTimeout(row.by === 'deadline' ? 120_000 : 30_000)
      const site = await openSite('hold')
      try {
        if (row.faultAt !== undefined) site.drop('subsidy1', LEADER)
        site.drop('subsidy1', FILE, SIZES[size])
        const first = await runThroughFault(site, row)
        const seen = look(site, first)
        const endings = ending.split('|').map((each) => expectedFirst(each, row))
        // Soft: with another outcome, too, nothing may be lost or sent twice.
        expect.soft(seen).toEqual(endings.find(({ status }) => status === seen.status) ?? endings[0])

        site.drop('subsidy1', 'new.csv')
        const second = await runStraight(site)
        expect(look(site, second)).toEqual(expectedSecond(seen, row))
        expect(judge(site, 'hold', [first, second])).toEqual([])
      } finally {
        await site.dispose()
      }
    })
  }
}

function look(site: Site, { code: exit }: RunEnd): Sight {
  const [row, ...more] = rowsOf<Pick<Sight, 'status' | 'code' | 'attempts'>>(
    site.dataDir,
    `SELECT status, error_code AS code, attempts FROM transfers WHERE file_name = '${FILE}'`,
  )
  expect(more).toEqual([])
  return {
    exit,
    status: 'no row',
    code: null,
    attempts: 0,
    ...row,
    places: site.filesOnDisk().map(({ place }) => place),
  }
}

function expectedFirst(ending: string, row: FaultRow): Sight {
  const [name, code = null] = ending.split(' ') as [Consequence, string?]
  const { status, exit, place, through } = CONSEQUENCES[name]
  return { exit, status, code, attempts: 1, places: places(row, `${place}subsidy1/${FILE}`, through) }
}

/** What certainly was not processed goes again; a doubt that is held waits for staff; nothing else is touched. */
function expectedSecond(first: Sight, row: FaultRow): Sight {
  const all = ['a.csv', 'b.csv', 'c.csv', 'new.csv']
  const stays = first.status === 'failed' ? [] : first.places.filter((place) => place.endsWith(FILE))
  const [file = `PROCEED/subsidy1/${FILE}`] = stays
  const isHeld = file === `subsidy1/${FILE}`
  const ending = first.status === 'failed' ? { status: 'accepted', code: null, attempts: 2 } : first
  return { ...ending, exit: isHeld ? 1 : 0, places: places(row, file, all) }
}

/** Where everything lies when these files are through and the others wait. */
function places(row: FaultRow, file: string, through: readonly string[]): string[] {
  const folders = { 'a.csv': 'subsidy1', 'b.csv': 'subsidy1', 'c.csv': 'subsidy2', 'new.csv': 'subsidy1' }
  const others = Object.entries(folders)
    .filter(([name]) => name !== 'new.csv' || through.includes(name))
    .map(([name, folder]) => `${through.includes(name) ? 'PROCEED/' : ''}${folder}/${name}`)
  return [file, ...(row.faultAt === undefined ? [] : [`PROCEED/subsidy1/${LEADER}`]), ...others].sort()
}
