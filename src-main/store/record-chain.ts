import { createHash, createHmac } from 'node:crypto'
import type Database from 'better-sqlite3'
import type { ChainKey } from './chain-key.ts'

export type ChainKind = 'audit' | 'transfer'

interface Chained {
  readonly kind: ChainKind
  readonly table: string
  /** What is protected. A column that is not named here may change without a link. */
  readonly columns: readonly string[]
}

/** Rows that are protected; the audit trail itself may not change at all. */
export const CHAINED: readonly Chained[] = [
  {
    kind: 'audit',
    table: 'audit',
    columns: ['at', 'who', 'host', 'action', 'subject', 'before', 'after', 'reason'],
  },
  {
    kind: 'transfer',
    table: 'transfers',
    columns: [
      ...['root', 'folder', 'file_name', 'size_bytes', 'sha256', 'status', 'serial_number', 'error_code'],
      ...['error_message', 'http_status', 'endpoint', 'started_at', 'finished_at', 'attempts', 'destination'],
      ...['place', 'filed_as', 'hold', 'changed', 'decision', 'decided_by', 'decided_at', 'decision_reason'],
      ...['resend_of', 'duplicate_of'],
    ],
  },
]

/** SQL for a row as the chain knows it. @param row `NEW` in a trigger, else the name of the table */
export function rowContent({ columns }: Chained, row: string): string {
  return `json_array(${['id', ...columns].map((column) => `${row}.${column}`).join(', ')})`
}

export function rowDigest(content: string): Buffer {
  return createHash('sha256').update(content).digest()
}

export interface LinkFacts {
  readonly seq: number
  readonly kind: string
  readonly rowId: number
  readonly digest: Buffer
}

/** @param before mac of the link before; null for the first one */
export function linkMac(key: Buffer, before: Buffer | null, { seq, kind, rowId, digest }: LinkFacts): Buffer {
  const facts = JSON.stringify([seq, kind, rowId, digest.toString('hex')])
  return createHmac('sha256', key)
    .update(before ?? '')
    .update(facts)
    .digest()
}

/**
 * From now on this connection writes a link with every row, in the same transaction. Triggers of the connection and not
 * of the schema: a migration that makes a table anew cannot lose them, and no other program can call them.
 * @param wasChecked an empty chain is one that was emptied; before the first check, a start may have ended before the links
 */
export function keepChain(db: Database.Database, key: ChainKey, wasChecked = false): void {
  db.function('chain_digest', { deterministic: true }, (content: unknown) => rowDigest(String(content)))
  db.function(
    'chain_mac',
    { deterministic: true },
    (before: unknown, seq: unknown, kind: unknown, rowId: unknown, digest: unknown) => {
      const facts = { seq: Number(seq), kind: String(kind), rowId: Number(rowId), digest: digest as Buffer }
      return linkMac(key.bytes, before as Buffer | null, facts)
    },
  )
  if (key.isNew || !wasChecked) linkWhatIsThere(db)
  for (const chained of CHAINED) {
    const { kind, table, columns } = chained
    const link = linkOf(kind, 'NEW.id', rowContent(chained, 'NEW'))
    db.exec(`CREATE TEMP TRIGGER chain_${kind}_added AFTER INSERT ON main.${table} BEGIN ${link}; END;
      CREATE TEMP TRIGGER chain_${kind}_changed AFTER UPDATE OF ${columns.join(', ')} ON main.${table} BEGIN ${link}; END;`)
  }
}

/** @param from where the row is read from; a trigger has it at hand */
function linkOf(kind: ChainKind, rowId: string, content: string, from = ''): string {
  return `INSERT INTO chain (seq, kind, row_id, digest, mac)
    SELECT seq, '${kind}', row_id, digest, chain_mac(before, seq, '${kind}', row_id, digest) FROM (
      SELECT coalesce((SELECT max(seq) FROM chain), 0) + 1 AS seq, ${rowId} AS row_id, chain_digest(${content}) AS digest,
        (SELECT mac FROM chain ORDER BY seq DESC LIMIT 1) AS before ${from})`
}

/** Rows of the versions before the chain, and of a data folder that lost its key: from here on they are protected too. */
function linkWhatIsThere(db: Database.Database): void {
  db.transaction(() => {
    if (db.prepare('SELECT 1 FROM chain LIMIT 1').get() !== undefined) return
    for (const chained of CHAINED) {
      const { kind, table } = chained
      const from = `FROM ${table} WHERE id = ?`
      const link = db.prepare(linkOf(kind, `${table}.id`, rowContent(chained, table), from))
      const last = db.prepare<[], { id: number | null }>(`SELECT max(id) AS id FROM ${table}`).get()?.id ?? 0
      for (let id = 1; id <= last; id += 1) link.run(id)
    }
  }).immediate()
}
