import { rowsOf } from './disk.ts'
import type { Dropped, InDoubtPolicy, Site } from './reliability-site.ts'
import type { RunEnd } from './traced-relay.ts'

/** The promise of which a finding says that it was broken. */
export type Promised = 'lost' | 'twice' | 'stuck' | 'untrue'

export interface Finding {
  readonly promised: Promised
  readonly what: string
}

interface Row {
  readonly id: number
  readonly folder: string
  readonly sha256: string
  readonly status: string
  readonly serialNumber: string | null
  readonly hold: string | null
  readonly decision: string | null
  readonly place: string
  readonly filedAs: string | null
}

/**
 * Judges by the simulator's record and by the disk alone: the files, and the journal as a stranger reads it.
 * @param runs the undisturbed runs after the kill, in order
 */
export function judge(site: Site, policy: InDoubtPolicy, runs: readonly RunEnd[]): Finding[] {
  const findings: Finding[] = []
  const find = (promised: Promised, what: string) => findings.push({ promised, what })
  const disk = site.filesOnDisk()
  const rows = rowsOf<Row>(
    site.dataDir,
    `SELECT id, folder, sha256, status, serial_number AS serialNumber, hold, decision, place, filed_as AS filedAs
     FROM transfers ORDER BY id`,
  )
  const waiting = new Set(
    rowsOf<{ folder: string }>(site.dataDir, 'SELECT folder FROM folder_holds').map(({ folder }) => folder),
  )

  for (const file of site.dropped) {
    const copies = disk.filter(({ sha256 }) => sha256 === file.sha256).map(({ place }) => place)
    const isRightPlace = (place: string) =>
      ['', 'PROCEED/', 'ERROR/'].some((before) => place.startsWith(`${before}${file.folder}/`))
    if (copies.length !== 1 || !copies.every(isRightPlace))
      find('lost', `${file.name} lies in [${copies.join(', ')}]`)
    const ofFile = rows.filter(({ sha256 }) => sha256 === file.sha256)
    judgeUploads(site, file, ofFile, policy, find)
    judgePlace(site, file, copies[0] ?? '', ofFile, waiting.has(file.folder), find)
  }
  if (disk.length !== site.dropped.length) find('lost', `on the disk: ${disk.map(({ place }) => place)}`)
  for (const { code, output } of runs) if (code !== 0 && code !== 1) find('stuck', `exit ${code}: ${output}`)
  const rest = disk.filter(({ place }) => !/^(?:PROCEED|ERROR)\//.test(place))
  if (runs.at(-1)?.code === 0 && rest.length > 0) find('untrue', 'exit 0, and files wait')
  return findings
}

type Find = (promised: Promised, what: string) => void

/** A second whole upload is seen only if every one before it has a row that says "unknown", and policy wants it so. */
function judgeUploads(
  site: Site,
  file: Dropped,
  rows: readonly Row[],
  policy: InDoubtPolicy,
  find: Find,
): void {
  const whole = site.simulator.received.filter(({ complete, sha256 }) => complete && sha256 === file.sha256)
  if (whole.length > rows.length) find('twice', `${file.name}: ${whole.length} uploads, ${rows.length} rows`)
  const doubts = rows.filter(({ status }) => status === 'unknown').length
  const isSeen = policy === 'resend' && doubts >= whole.length - 1
  if (whole.length > 1 && !isSeen) find('twice', `${file.name}: ${whole.map(({ outcome }) => outcome)}`)
  const serials = whole.flatMap(({ serialNumber }) => serialNumber ?? [])
  for (const { status, serialNumber } of rows) {
    if (status === 'accepted' && !serials.includes(serialNumber ?? ''))
      find('untrue', `${file.name}: the row says ${serialNumber}, PMH gave [${serials}]`)
  }
  if (serials.length > 0 && rows.every(({ status }) => status !== 'accepted' && status !== 'unknown'))
    find('untrue', `${file.name}: PMH accepted it, and no row knows or doubts`)
}

/** Where a file lies has a reason in the journal, and the journal names the place. */
function judgePlace(
  site: Site,
  file: Dropped,
  place: string,
  rows: readonly Row[],
  folderWaits: boolean,
  find: Find,
): void {
  const accepted = site.simulator.received.some(
    ({ outcome, sha256 }) => outcome === 'accepted' && sha256 === file.sha256,
  )
  const row = rows.find(({ filedAs }) => filedAs === place)
  const said = rows.map(({ status, hold, place }) => `${status}/${hold}/${place}`).join(' ')
  if (place.startsWith('PROCEED/')) {
    if (!accepted) find('untrue', `${file.name} is in PROCEED, and PMH has not accepted it`)
    if (row?.status !== 'accepted') find('stuck', `${place}: rows [${said}]`)
  } else if (place.startsWith('ERROR/')) {
    const reasons = accepted ? ['unknown'] : ['unknown', 'rejected', 'failed']
    if (row === undefined || !reasons.includes(row.status)) find('stuck', `${place}: rows [${said}]`)
  } else {
    const held = rows.some((each) => each.place === 'in_folder' && each.hold !== null)
    if (!held && !folderWaits) find('stuck', `${place} waits without a reason: rows [${said}]`)
  }
  // A row that says "in its folder" of a file that is elsewhere asks staff for ever about nothing.
  const isGhost = place !== `${file.folder}/${file.name}` && rows.some((each) => each.place === 'in_folder')
  if (isGhost) find('stuck', `${place}: an open row without its file [${said}]`)
}
