/**
 * A journal that cannot be used: the relay says so, sends nothing, and goes on when the trouble is over
 * (docs/reliability.md, Disk faults).
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import Database from 'better-sqlite3'
import { rowsOf } from '../support/disk.ts'
import { RESIDENT, runRelay, whileRunning } from './disk/disk-fault-relay.ts'
import { onSite } from './disk/disk-fault-site.ts'
import { judgeMended, judgeWords } from './disk/disk-fault-verdict.ts'
import { LARGE_BYTES, type Site } from './support/reliability-site.ts'
import { runKilledWhen } from './support/traced-relay.ts'

const R4001 = /R4001.+送信の記録を書き込めないため/

const placesOf = (site: Site) => site.filesOnDisk().map(({ place }) => place)
const database = (site: Site) => path.join(site.dataDir, 'relay.db')

/** Takes the journal as another program would; the test's process is another one. */
function lockDatabase(site: Site): () => void {
  const db = new Database(database(site))
  db.exec('BEGIN EXCLUSIVE')
  return () => db.close()
}

/** A journal that has served: one file that was accepted before. */
async function serve(site: Site): Promise<void> {
  expect(await runRelay(site)).toMatchObject({ code: 0 })
  site.drop('subsidy1', 'later.csv')
}

async function expectMended(site: Site): Promise<void> {
  expect(await judgeMended(site, () => runRelay(site))).toEqual([])
  expect(placesOf(site).every((place) => place.startsWith('PROCEED/'))).toBe(true)
}

test.describe('a journal that another program has locked', () => {
  test('is waited for a few seconds, then nothing is sent, and the next run sends', () =>
    onSite(async (site) => {
      await serve(site)
      const unlock = lockDatabase(site)
      const end = await runRelay(site)
      unlock()
      expect(end.output).toMatch(R4001)
      expect([1, 2]).toContain(end.code)
      expect(judgeWords(end)).toEqual([])
      expect(site.simulator.received).toHaveLength(3)
      expect(placesOf(site)).toContain('subsidy1/later.csv')
      await expectMended(site)
    }))

  test('while an answer comes: the answer is kept and written later, nothing is sent meanwhile', () =>
    onSite(async (site) => {
      site.simulator.behave({ kind: 'hold_body', afterBytes: LARGE_BYTES }, { times: 1 })
      await whileRunning(site, RESIDENT, async (relay) => {
        await site.simulator.waitFor(({ underWay }) => underWay.some(({ state }) => state === 'held'))
        const unlock = lockDatabase(site)
        site.simulator.release()
        await relay.logged(R4001)
        expect(site.simulator.received).toHaveLength(1)
        unlock()
        await relay.logged(/退避: PROCEED\/subsidy2/)
        relay.child.kill('SIGTERM')
        const end = await relay.end
        expect(end).toMatchObject({ code: 1 })
        expect(judgeWords(end)).toEqual([])
      })
      await expectMended(site)
      expect(rowsOf(site.dataDir, `SELECT status FROM transfers WHERE file_name = 'a.csv'`)).toEqual([
        { status: 'accepted' },
      ])
    }))
})

const random = (bytes: number) => Buffer.from(Array.from({ length: bytes }, (_, n) => (n * 131 + 17) % 251))

test.describe('a journal that is damaged: nothing is sent, nothing is touched, and the way out is told', () => {
  const DAMAGES: readonly (readonly [string, (whole: Buffer) => Buffer])[] = [
    ['all of it is other bytes', (whole) => random(whole.length)],
    ['its first page is other bytes', (whole) => Buffer.concat([random(4096), whole.subarray(4096)])],
    [
      'everything behind its header is other bytes',
      (whole) => Buffer.concat([whole.subarray(0, 100), random(whole.length - 100)]),
    ],
    [
      'all pages but the first are other bytes',
      (whole) => Buffer.concat([whole.subarray(0, 4096), random(whole.length - 4096)]),
    ],
    ['it is cut in the middle', (whole) => whole.subarray(0, Math.floor(whole.length / 8192) * 4096)],
  ]
  for (const [name, damaged] of DAMAGES) {
    test(name, () =>
      onSite(async (site) => {
        await serve(site)
        const bytes = damaged(readFileSync(database(site)))
        writeFileSync(database(site), bytes)
        const before = placesOf(site)
        const end = await runRelay(site)
        expect(end.output).toMatch(/R4004.+送信の記録が壊れています/)
        expect([1, 2]).toContain(end.code)
        expect(judgeWords(end)).toEqual([])
        expect(site.simulator.received).toHaveLength(3)
        expect(placesOf(site)).toEqual(before)
        // What is left of it may be all that an expert has.
        expect(readFileSync(database(site)).equals(bytes)).toBe(true)
      }),
    )
  }
})

/** The least that SQLite reads and writes. */
const PAGE_BYTES = 4096

test('whichever page of the journal is damaged: what is in doubt is not sent again', () =>
  onSite(async (site) => {
    test.setTimeout(120_000)
    site.simulator.behave('stall', { times: 1 })
    await runKilledWhen(site, ({ simulator }) =>
      simulator.waitFor(({ underWay }) => underWay.some(({ state }) => state === 'stalled')),
    )
    expect(await runRelay(site)).toMatchObject({ code: 1 })
    const whole = readFileSync(database(site))
    const received = site.simulator.received.length
    for (let page = 0; page * PAGE_BYTES < whole.length; page += 1) {
      const start = page * PAGE_BYTES
      const parts = [whole.subarray(0, start), random(PAGE_BYTES), whole.subarray(start + PAGE_BYTES)]
      writeFileSync(database(site), Buffer.concat(parts))
      const end = await runRelay(site)
      // A page that is not needed now goes unnoticed; a file in doubt alone makes the exit code 1.
      expect(end.stderr, `page ${page}`).toMatch(/^$|^R4004：/)
      expect([1, 2], `page ${page}`).toContain(end.code)
      expect(site.simulator.received.length, `page ${page}`).toBe(received)
      expect(placesOf(site), `page ${page}`).toContain('subsidy1/a.csv')
    }
  }))
