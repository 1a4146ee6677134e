import path from 'node:path'
import { rowsOf } from '../../support/disk.ts'
import { seededRandom } from '../support/kill-point.ts'
import {
  bytesOf,
  type Find,
  type Finding,
  isFiled,
  isOneOf,
  journalRows,
  judgeRuns,
  judgeUploads,
} from '../support/kill-verdict.ts'
import type { Site } from '../support/reliability-site.ts'
import { runToEnd } from '../support/traced-relay.ts'
import { type Judged, plan } from './crash-life.ts'
import type { RETENTION_POINTS } from './crash-point.ts'
import { openSeededSite } from './crash-seed.ts'

/** Today's files are old enough. */
const AT_ONCE = { ProceedFileRetentionDays: '0', ErrorFileRetentionDays: '0' }

/** Accepted, rejected and unknown files, of which all but the unknown are deleted in the run that is killed. */
export async function liveThroughRetention(
  program: string,
  point: (typeof RETENTION_POINTS)[number],
  seed: number,
): Promise<Judged> {
  const random = seededRandom(seed)
  const settings = { OrderProtection: 'false', AllowMultipleFilePerFolder: 'true', DuplicatePolicy: 'send' }
  const { site, policy } = await openSeededSite(program, random, { settings })
  const dropAll = (name: string) => {
    for (const folder of site.folders) site.drop(folder, name)
  }
  try {
    dropAll('さらに.csv')
    site.simulator.behave({ kind: 'status', status: 400, code: 'E4000001' }, { times: 1 })
    site.simulator.behave('no_serial', { times: 1 })
    plan(site, {})
    await runToEnd(site)
    site.simulator.behave(null)
    site.configure(AT_ONCE)
    const places = placesToDispose(site)
    // The files of one folder are recorded together.
    const lots = new Set(places.map((place) => path.dirname(place)))
    const nth = 1 + Math.floor(random() * (/record/.test(point) ? lots.size : places.length))
    dropAll('同時に.csv')
    plan(site, { point, nth })
    const { wasKilled } = await runToEnd(site)
    plan(site, {})
    const runs = [await runToEnd(site)]
    dropAll('new.csv')
    const due = placesToDispose(site)
    runs.push(await runToEnd(site))
    await site.simulator.waitFor(({ underWay }) => underWay.length === 0)
    const findings: Finding[] = []
    const find: Find = (promised, what) => findings.push({ promised, what })
    judgeRuns(runs, find)
    const rows = journalRows(site)
    for (const bytes of bytesOf(site)) judgeUploads(site, bytes, rows, policy, find)
    judgeDisposals(site, due, find)
    return { row: `${point}, in retention`, group: 'retention', point, seed, wasKilled, findings }
  } finally {
    await site.dispose()
  }
}

/** What lies in PROCEED or ERROR and waits for nobody's decision. */
function placesToDispose(site: Site): string[] {
  const open = new Set(
    journalRows(site).flatMap(({ status, decision, filedAs }) =>
      status === 'unknown' && decision === null ? [filedAs] : [],
    ),
  )
  return site.filesOnDisk().flatMap(({ place }) => (isFiled(place) && !open.has(place) ? [place] : []))
}

/** A file is there, or the audit trail says that it was deleted; one in doubt is there. What was due is not. */
function judgeDisposals(site: Site, due: readonly string[], find: Find): void {
  const disk = site.filesOnDisk()
  const deleted = rowsOf<{ subject: string }>(
    site.dataDir,
    `SELECT subject FROM audit WHERE action = 'retention.deleted'`,
  ).map(({ subject }) => subject.slice(site.root.length + 1))
  const rows = journalRows(site)
  for (const bytes of bytesOf(site)) {
    const places = rows.flatMap(({ folder, sha256, filedAs }) =>
      folder === bytes.folder && sha256 === bytes.sha256 && filedAs !== null ? [filedAs] : [],
    )
    const there = disk.filter((file) => isOneOf(bytes, file)).length
    const gone = places.filter((place) => deleted.includes(place)).length
    if (there > bytes.files.length || there + gone < bytes.files.length)
      find(
        'lost',
        `${bytes.name}: ${there} there, ${gone} deleted by the audit, ${bytes.files.length} wanted`,
      )
  }
  for (const { status, decision, filedAs, place } of rows) {
    const isOpen = status === 'unknown' && decision === null && filedAs !== null
    if (isOpen && (place === 'gone' || !disk.some((file) => file.place === filedAs)))
      find('lost', `${filedAs} was deleted, and nobody had decided`)
  }
  const newest = new Set(rows.filter(({ place }) => place === 'filed').map(({ filedAs }) => filedAs))
  for (const place of due) {
    // A new file may have got the name that became free.
    if (disk.some((file) => file.place === place) && !newest.has(place))
      find('stuck', `${place} stays for ever`)
  }
}
