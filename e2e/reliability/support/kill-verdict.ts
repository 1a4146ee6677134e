import { rowsOf } from '../../support/disk.ts'
import type { Dropped, InDoubtPolicy, Site } from './reliability-site.ts'
import type { RunEnd } from './traced-relay.ts'

/** The promise of which a finding says that it was broken. */
export type Promised = 'lost' | 'twice' | 'stuck' | 'untrue' | 'order'

export interface Finding {
  readonly promised: Promised
  readonly what: string
}

export type Find = (promised: Promised, what: string) => void

export interface JournalRow {
  readonly id: number
  readonly folder: string
  readonly fileName: string
  readonly sha256: string
  readonly status: string
  readonly serialNumber: string | null
  readonly hold: string | null
  readonly decision: string | null
  readonly destination: string | null
  readonly changed: number
  readonly place: string
  readonly filedAs: string | null
}

/** The journal as a stranger reads it. */
export function journalRows(site: Site): JournalRow[] {
  return rowsOf<JournalRow>(
    site.dataDir,
    `SELECT id, folder, file_name AS fileName, sha256, status, serial_number AS serialNumber, hold, decision, destination,
       changed, place, filed_as AS filedAs
     FROM transfers ORDER BY id`,
  )
}

interface FileOnDisk {
  readonly place: string
  readonly sha256: string
}

/** All files of one folder with the same bytes: PMH's record cannot tell them apart. */
export interface Bytes {
  readonly folder: string
  readonly sha256: string
  readonly name: string
  readonly files: readonly Dropped[]
}

/**
 * Judges by the simulator's record and by the disk alone: the files, and the journal as a stranger reads it.
 * @param runs the undisturbed runs after the kill, in order
 */
export function judge(site: Site, policy: InDoubtPolicy, runs: readonly RunEnd[]): Finding[] {
  const findings: Finding[] = []
  const find = (promised: Promised, what: string) => findings.push({ promised, what })
  const disk = site.filesOnDisk()
  const rows = journalRows(site)
  const waiting = new Set(
    rowsOf<{ folder: string }>(site.dataDir, 'SELECT folder FROM folder_holds').map(({ folder }) => folder),
  )
  const droppedBytes = bytesOf(site)
  for (const bytes of droppedBytes) {
    judgeCopies(bytes, disk, find)
    judgeUploads(site, bytes, rows, policy, find)
  }
  for (const file of disk) {
    if (!droppedBytes.some((bytes) => isOneOf(bytes, file)))
      find('lost', `on the disk: ${file.place}, which nobody dropped there`)
    else judgePlace(site, file, rows, waiting.has(folderOf(file.place)), find)
  }
  for (const row of rows) judgeRow(row, disk, find)
  judgeRuns(runs, find)
  const rest = disk.filter(({ place }) => !isFiled(place))
  if (runs.at(-1)?.code === 0 && rest.length > 0) find('untrue', 'exit 0, and files wait')
  return findings
}

export function bytesOf(site: Site): Bytes[] {
  const groups = Map.groupBy(site.dropped, ({ folder, sha256 }) => `${folder} ${sha256}`)
  return [...groups.values()].flatMap((files) => (files[0] === undefined ? [] : [{ ...files[0], files }]))
}

export function isFiled(place: string): boolean {
  return /^(?:PROCEED|ERROR)\//.test(place)
}

function folderOf(place: string): string {
  return place.replace(/^(?:PROCEED|ERROR)\//, '').replace(/\/[^/]*$/, '')
}

/** Bytes of this folder in its scheme folder, PROCEED or ERROR. */
export function isOneOf(bytes: Bytes, { place, sha256 }: FileOnDisk): boolean {
  return bytes.sha256 === sha256 && bytes.folder === folderOf(place)
}

export function judgeRuns(runs: readonly RunEnd[], find: Find): void {
  for (const { code, output } of runs) if (code !== 0 && code !== 1) find('stuck', `exit ${code}: ${output}`)
}

function judgeCopies(bytes: Bytes, disk: readonly FileOnDisk[], find: Find): void {
  const copies = disk.filter((file) => isOneOf(bytes, file)).map(({ place }) => place)
  const wanted = bytes.files.filter(({ isReplaced }) => isReplaced !== true).length
  if (copies.length !== wanted)
    find('lost', `${bytes.name} lies in [${copies.join(', ')}], ${wanted} times wanted`)
}

/**
 * As many whole uploads as files. A further one is seen only if an earlier one has a row that says "unknown", and policy
 * wants it sent anew, or if staff did.
 */
export function judgeUploads(
  site: Site,
  bytes: Bytes,
  allRows: readonly JournalRow[],
  policy: InDoubtPolicy,
  find: Find,
): void {
  const rows = allRows.filter(({ folder, sha256 }) => folder === bytes.folder && sha256 === bytes.sha256)
  const whole = site.simulator.received.filter(
    ({ complete, sha256, token }) =>
      complete && sha256 === bytes.sha256 && site.folders[token.index ?? -1] === bytes.folder,
  )
  const said = `${bytes.name}: ${whole.map(({ outcome }) => outcome)}`
  if (whole.length > rows.length) find('twice', `${said}, ${rows.length} rows`)
  const sentAnew = rows.filter(
    ({ status, decision }) => decision === 'resend' || (policy === 'resend' && status === 'unknown'),
  ).length
  if (whole.length > bytes.files.length + sentAnew) find('twice', said)
  const given = whole.flatMap(({ serialNumber }) => serialNumber ?? [])
  const known = rows.flatMap(({ status, serialNumber }) =>
    status === 'accepted' ? [serialNumber ?? ''] : [],
  )
  if (!known.every((serial) => given.includes(serial)) || new Set(known).size < known.length)
    find('untrue', `${bytes.name}: rows say [${known}], PMH gave [${given}]`)
  const doubts = rows.filter(({ status }) => status === 'unknown').length
  if (given.length > known.length + doubts)
    find('untrue', `${bytes.name}: PMH accepted it, and no row knows or doubts`)
}

/** Where a file lies has a reason in the journal, and the journal names the place. */
function judgePlace(
  site: Site,
  { place, sha256 }: FileOnDisk,
  rows: readonly JournalRow[],
  folderWaits: boolean,
  find: Find,
): void {
  const row = rows.find(({ filedAs }) => filedAs === place)
  const said = `${row?.status}/${row?.hold}/${row?.decision}/${row?.place}`
  if (!isFiled(place)) {
    const held = rows.some(
      (each) =>
        `${each.folder}/${each.fileName}` === place && each.place === 'in_folder' && each.hold !== null,
    )
    if (!held && !folderWaits) find('stuck', `${place} waits without a reason`)
    return
  }
  if (row === undefined) {
    find('stuck', `${place}: no row knows it`)
    return
  }
  const isAsSent = row.status === 'accepted' || row.decision === 'treated_as_sent'
  if (place.startsWith('PROCEED/') ? !isAsSent : !['unknown', 'rejected', 'failed'].includes(row.status))
    find('stuck', `${place}: row [${said}]`)
  // Staff may edit a file after its upload, and call it sent.
  const isEdited = site.dropped.some((file) => file.isReplaced === true && file.sha256 === row.sha256)
  if (row.sha256 !== sha256 && !isEdited) find('untrue', `${place}: its row is about other bytes`)
}

/** What a row still wants to be done would otherwise be wanted for ever. */
function judgeRow(row: JournalRow, disk: readonly FileOnDisk[], find: Find): void {
  const { folder, fileName, sha256, status, destination, decision, filedAs, hold } = row
  const said = `${folder}/${fileName}: row [${status}/${hold}/${decision}/${row.place}]`
  const isThere = disk.some(
    (file) => file.place === `${folder}/${fileName}` && (file.sha256 === sha256 || row.changed === 1),
  )
  if (row.place === 'in_folder' && !isThere) find('stuck', `${said} is open without its file`)
  const isUnmoved =
    row.place !== 'gone' && destination !== null && hold === null && filedAs?.startsWith(destination) !== true
  if (isUnmoved) find('stuck', `${said} is still to be moved`)
  if (row.place === 'filed' && decision === 'resend') find('stuck', `${said} is still to be put back`)
}

/** OrderProtection: behind a file that ended otherwise than accepted, nothing of its folder goes before staff decide. */
export function judgeOrder(site: Site): Finding[] {
  const rows = journalRows(site)
  return rows.flatMap((row, index) => {
    const isOpen = ['unknown', 'rejected'].includes(row.status) && row.decision === null
    const behind = rows.slice(index + 1).filter(({ folder }) => folder === row.folder)
    const next = behind[0]
    // InDoubtPolicy=resend: the same file goes once more, and then the others.
    if (!isOpen || next === undefined || next.fileName === row.fileName) return []
    return [{ promised: 'order', what: `${next.fileName} went behind ${row.fileName} (${row.status})` }]
  })
}
