import type { Transfer } from '../../../src-shared/domain/transfer.ts'
import type { RelaySite, SeenFile } from './relay-site.ts'

/** What must hold between any two commands, judged by the disk, PMH's record and the journal. Empty: all is well. */
export function violations(site: RelaySite): string[] {
  const rows = site.rows()
  const files = site.files()
  site.transitions.look(rows)
  return [
    ...site.transitions.violations,
    ...lostOrDoubled(site, files),
    ...sentTwice(site, rows),
    ...withoutRow(site, rows),
    ...untrueRows(site, rows),
    ...filedWrongly(files, rows),
    ...stillSending(site, rows),
  ]
}

/** What must hold besides once everything was mended and decided. */
export function stuck(site: RelaySite): string[] {
  const { trouble, folderTroubles } = site.relay.engine.status()
  const open = site.relay.transfers.open()
  return [
    ...site.files().flatMap(({ name }) => (name.startsWith('PROCEED/') ? [] : [`${name} is stuck`])),
    ...(trouble === null ? [] : [`the engine still has ${trouble.code}`]),
    ...Object.entries(folderTroubles).map(([folder, { code }]) => `${folder} still has ${code}`),
    // A row may wait for a file that the model took away, since its share may come back.
    ...open.flatMap(({ id, sha256 }) => {
      const taken = site.contents.get(sha256)?.removed ?? 0
      return open.filter((row) => row.sha256 === sha256).length <= taken ? [] : [`row ${id} is open for ever`]
    }),
  ]
}

function lostOrDoubled(site: RelaySite, files: readonly SeenFile[]): string[] {
  const found: string[] = []
  for (const { name, sha256 } of files) {
    const folder = site.contents.get(sha256)?.folder
    const place = name.split('/').slice(0, -1).join('/')
    if (folder === undefined) found.push(`${name} holds what nobody dropped`)
    else if (![folder, `PROCEED/${folder}`, `ERROR/${folder}`].includes(place))
      found.push(`${name} does not belong there`)
  }
  for (const [sha256, { label, dropped, removed }] of site.contents.entries()) {
    const count = files.filter((file) => file.sha256 === sha256).length
    if (count !== dropped - removed) found.push(`${label}: ${count} files instead of ${dropped - removed}`)
  }
  return found
}

/** Each drop may be accepted once, and once more for each doubt that staff, or InDoubtPolicy, chose to send again. */
function sentTwice({ simulator, contents }: RelaySite, rows: readonly Transfer[]): string[] {
  return [...contents.entries()].flatMap(([sha256, { label, dropped }]) => {
    const accepted = simulator.received.filter(
      (upload) => upload.sha256 === sha256 && upload.outcome === 'accepted',
    ).length
    const again = rows.filter((row) => row.sha256 === sha256 && isSentAgain(row)).length
    return accepted <= dropped + again ? [] : [`${label}: accepted ${accepted} times`]
  })
}

function isSentAgain({ status, decision, errorCode, hold, destination }: Transfer): boolean {
  if (status !== 'unknown') return false
  const byPolicy = errorCode === 'R2008' && hold === null && destination === null && decision === null
  return decision === 'resend' || byPolicy
}

/** A whole file that PMH has is known to the journal, with as many attempts as there were uploads. */
function withoutRow({ simulator, contents }: RelaySite, rows: readonly Transfer[]): string[] {
  return [...contents.entries()].flatMap(([sha256, { label }]) => {
    const about = rows.filter((row) => row.sha256 === sha256)
    const whole = simulator.received.filter((upload) => upload.sha256 === sha256 && upload.complete)
    const accepted = whole.filter((upload) => upload.outcome === 'accepted').length
    const attempts = about.reduce((sum, row) => sum + row.attempts, 0)
    const known = about.filter((row) => ['accepted', 'unknown', 'sending'].includes(row.status)).length
    return [
      ...(whole.length <= attempts ? [] : [`${label}: ${whole.length} uploads, ${attempts} attempts`]),
      ...(accepted <= known ? [] : [`${label}: accepted ${accepted} times, known or doubted ${known} times`]),
    ]
  })
}

function untrueRows({ simulator }: RelaySite, rows: readonly Transfer[]): string[] {
  return rows.flatMap(({ id, status, sha256, serialNumber }) => {
    if (status !== 'accepted') return []
    const upload = simulator.received.find((seen) => seen.serialNumber === serialNumber)
    return upload?.sha256 === sha256 && upload.outcome === 'accepted' ? [] : [`row ${id} was never accepted`]
  })
}

/** By name, or by bytes where a kill hid the move. */
function filedWrongly(files: readonly SeenFile[], rows: readonly Transfer[]): string[] {
  return files.flatMap(({ name, sha256 }) => {
    const about = rows.filter((row) => row.filedAs === name || row.sha256 === sha256)
    const isSent = about.some((row) => row.status === 'accepted' || row.decision === 'treated_as_sent')
    const isOver = about.some((row) => ['rejected', 'failed', 'unknown'].includes(row.status))
    if (name.startsWith('PROCEED/') && !isSent) return [`${name} was neither accepted nor decided`]
    return name.startsWith('ERROR/') && !isOver ? [`${name} has no row that says why`] : []
  })
}

function stillSending(site: RelaySite, rows: readonly Transfer[]): string[] {
  if (site.mayBeInterrupted) return []
  return rows.flatMap(({ id, status }) => (status === 'sending' ? [`row ${id} is still sending`] : []))
}
