import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import type { RecordFault, RecordFinding, RecordReport } from '../../src-shared/domain/record-check.ts'
import { CHAINED, type ChainKind, linkMac, rowContent, rowDigest } from './record-chain.ts'

/** What was known of the end of the chain at an earlier moment. */
export interface ChainAnchor {
  readonly seq: number
  /** Hexadecimal. */
  readonly mac: string
}

export interface CheckedRecords {
  readonly report: RecordReport
  /** The end of the chain as it was checked; null when there is no link. */
  readonly end: ChainAnchor | null
}

/** The audit row by which staff say that they have seen the faults with the fingerprint in `after`. */
export const ACCEPTED_ACTION = 'records.accepted'

const SHOWN_FINDINGS = 20

interface Link {
  readonly seq: number
  readonly kind: string
  readonly rowId: number
  readonly digest: Buffer
  readonly mac: Buffer
}

/**
 * Looks at every link, audit row and transfer in one picture of the database, and says what does not fit.
 * @param db a connection that only reads
 * @param onRow called for each link and row
 */
export function checkRecords(
  db: Database.Database,
  key: Buffer,
  anchor: ChainAnchor | null,
  onRow: () => void,
): CheckedRecords {
  return db.transaction(() => {
    const faults = new FaultList()
    const end = checkLinks(db, key, anchor, faults, onRow)
    let rows = 0
    for (const chained of CHAINED) {
      rows += checkRows(db, chained, faults, onRow)
      for (const id of lostRows(db, chained)) faults.add('row_missing', chained.kind, id)
    }
    return { report: { rows, ...faults.summary(acceptedFingerprints(db)) }, end }
  })()
}

function checkLinks(
  db: Database.Database,
  key: Buffer,
  anchor: ChainAnchor | null,
  faults: FaultList,
  onRow: () => void,
): ChainAnchor | null {
  const links = db.prepare<[], Link>('SELECT seq, kind, row_id AS rowId, digest, mac FROM chain ORDER BY seq')
  let last: Link | null = null
  let anchored = anchor === null
  for (const link of links.iterate()) {
    onRow()
    if (link.seq !== (last?.seq ?? 0) + 1) faults.add('links_missing', null, link.seq)
    // After a fault the chain is followed on from what stands there, so that one fault is one finding.
    else if (!linkMac(key, last?.mac ?? null, link).equals(link.mac))
      faults.add('link_broken', null, link.seq)
    if (link.seq === anchor?.seq) {
      anchored = true
      if (link.mac.toString('hex') !== anchor.mac) faults.add('cut_off', null, link.seq)
    }
    last = link
  }
  if (!anchored) faults.add('cut_off', null, (last?.seq ?? 0) + 1)
  return last === null ? null : { seq: last.seq, mac: last.mac.toString('hex') }
}

function checkRows(
  db: Database.Database,
  chained: (typeof CHAINED)[number],
  faults: FaultList,
  onRow: () => void,
): number {
  const { kind, table } = chained
  const rows = db.prepare<[], { id: number; content: string; digest: Buffer | null }>(
    `SELECT id, ${rowContent(chained, table)} AS content,
      (SELECT digest FROM chain WHERE kind = '${kind}' AND row_id = ${table}.id ORDER BY seq DESC LIMIT 1) AS digest
     FROM ${table} ORDER BY id`,
  )
  let count = 0
  for (const { id, content, digest } of rows.iterate()) {
    onRow()
    count += 1
    const now = rowDigest(content)
    if (digest === null) faults.add('row_foreign', kind, id, now)
    else if (!digest.equals(now)) faults.add('row_changed', kind, id, now)
  }
  return count
}

function lostRows(db: Database.Database, { kind, table }: (typeof CHAINED)[number]): number[] {
  return db
    .prepare<[], { id: number }>(
      `SELECT DISTINCT row_id AS id FROM chain WHERE kind = '${kind}' AND row_id NOT IN (SELECT id FROM ${table}) ORDER BY row_id`,
    )
    .all()
    .map(({ id }) => id)
}

/** Only rows that are linked count: whoever adds one past the program adds a fault with it. */
function acceptedFingerprints(db: Database.Database): ReadonlySet<string> {
  const rows = db
    .prepare<[string], { after: string | null }>('SELECT after FROM audit WHERE action = ?')
    .all(ACCEPTED_ACTION)
  return new Set(rows.flatMap(({ after }) => (after === null ? [] : [after])))
}

/** Faults as they are found: all of them in the fingerprint, the first ones as findings. */
class FaultList {
  readonly #hash = createHash('sha256')
  readonly #findings: RecordFinding[] = []
  #count = 0

  /** @param content what stands there now, so that a further change is a further fault */
  add(fault: RecordFault, kind: ChainKind | null, id: number, content?: Buffer): void {
    this.#count += 1
    this.#hash.update(`${fault} ${kind} ${id} ${content?.toString('hex') ?? ''}\n`)
    if (this.#findings.length < SHOWN_FINDINGS) this.#findings.push({ fault, kind, id })
  }

  summary(accepted: ReadonlySet<string>): Omit<RecordReport, 'rows'> {
    const fingerprint = this.#count === 0 ? '' : this.#hash.digest('hex')
    return {
      faults: this.#count,
      findings: this.#findings,
      fingerprint,
      accepted: fingerprint !== '' && accepted.has(fingerprint),
    }
  }
}
