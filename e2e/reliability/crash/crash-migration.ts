import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { PROJECT } from '../../support/console.ts'
import { type KillPoint, pointName, seededRandom } from '../support/kill-point.ts'
import type { Finding } from '../support/kill-verdict.ts'
import type { Site } from '../support/reliability-site.ts'
import { pointsOfUndisturbedRun, runKilledAt, runToEnd } from '../support/traced-relay.ts'
import { findingsOf, type Judged, plan, runTwice } from './crash-life.ts'
import { CRASH_OUTCOMES } from './crash-outcomes.ts'
import { RELAY_POINTS } from './crash-point.ts'
import { openSeededSite, passings, pick } from './crash-seed.ts'

const MIGRATIONS = path.join(PROJECT, 'src-main', 'store', 'migrations')

/** Every step of opening a database of the first version, by its system calls. */
export async function stepsOfMigration(program: string, seed: number): Promise<KillPoint[]> {
  const { site } = await openOldSite(program, seed)
  try {
    return await pointsOfUndisturbedRun(site, null)
  } finally {
    await site.dispose()
  }
}

/** A relay was killed, a newer version is installed, and that one is killed while it migrates. */
export async function liveThroughMigration(program: string, step: KillPoint, seed: number): Promise<Judged> {
  const seeded = await openOldSite(program, seed)
  const { site } = seeded
  try {
    const before = oldContents(site)
    const { wasKilled } = await runKilledAt(site, step, null)
    const findings: Finding[] = []
    const compare = (when: string) => {
      if (oldContents(site) !== before) findings.push({ promised: 'lost', what: `rows differ ${when}` })
    }
    compare('after the kill')
    const opening = await runToEnd(site)
    compare('after the next start')
    if (opening.code !== 0 || versionOf(site) !== migrationFiles().length)
      findings.push({ promised: 'stuck', what: `version ${versionOf(site)}: ${opening.output}` })
    findings.push(...findingsOf(seeded, await runTwice(seeded, false)))
    return { row: 'in migration', group: 'migration', point: pointName(step), seed, wasKilled, findings }
  } finally {
    await site.dispose()
  }
}

/** A site whose relay was killed at some point, with its database as the first version would have written it. */
async function openOldSite(program: string, seed: number) {
  const random = seededRandom(seed)
  const [accepted] = CRASH_OUTCOMES
  if (accepted === undefined) throw new Error('no outcome')
  const seeded = await openSeededSite(program, random, { settings: { OrderProtection: 'false' } })
  const point =
    pick(
      random,
      RELAY_POINTS.filter((each) => each !== 'answer on its way'),
    ) ?? null
  plan(seeded.site, { point, nth: passings(seeded, accepted) })
  await runToEnd(seeded.site)
  toFirstVersion(seeded.site)
  plan(seeded.site, { isOpening: true })
  return seeded
}

function migrationFiles(): string[] {
  return readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith('.sql'))
    .sort()
}

/** Writes the database anew, with what the first version knew. */
function toFirstVersion(site: Site): void {
  const file = path.join(site.dataDir, 'relay.db')
  const old = `${file}.old`
  const db = new Database(old)
  try {
    db.pragma('journal_mode = WAL')
    db.pragma('foreign_keys = OFF')
    db.exec(readFileSync(path.join(MIGRATIONS, migrationFiles()[0] ?? ''), 'utf8'))
    db.pragma('user_version = 1')
    db.prepare('ATTACH ? AS later').run(file)
    for (const { table, columns } of tablesOf(db))
      db.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM later.${table}`)
  } finally {
    db.close()
  }
  for (const rest of ['-wal', '-shm']) rmSync(`${file}${rest}`, { force: true })
  renameSync(old, file)
}

function tablesOf(db: Database.Database): { readonly table: string; readonly columns: string }[] {
  return db
    .prepare<[], { table: string; columns: string }>(
      `SELECT name AS "table",
         (SELECT group_concat(c.name, ', ') FROM pragma_table_info(main.sqlite_schema.name, 'main') AS c) AS columns
       FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .all()
}

/** Everything that the first version knew, as text. */
function oldContents(site: Site): string {
  const first = new Database(':memory:')
  const db = new Database(path.join(site.dataDir, 'relay.db'), { readonly: true })
  try {
    first.exec(readFileSync(path.join(MIGRATIONS, migrationFiles()[0] ?? ''), 'utf8'))
    return JSON.stringify(
      tablesOf(first).map(({ table, columns }) => db.prepare(`SELECT ${columns} FROM ${table}`).all()),
    )
  } finally {
    db.close()
    first.close()
  }
}

function versionOf(site: Site): number {
  const db = new Database(path.join(site.dataDir, 'relay.db'), { readonly: true })
  try {
    return Number(db.pragma('user_version', { simple: true }))
  } finally {
    db.close()
  }
}
