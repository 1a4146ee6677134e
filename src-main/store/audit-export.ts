import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import { auditText, auditView } from '../../src-shared/text/ja/screens-audit.ts'
import type { AuditRow } from './audit-store.ts'
import type { AuditFilter, AuditTrail } from './audit-trail.ts'
import { BYTE_ORDER_MARK, csvLine, csvTime } from './csv.ts'

export interface AuditExport {
  readonly trail: AuditTrail
  readonly filter: AuditFilter
  readonly file: string
  readonly signal: AbortSignal
  onRows(rows: number): void
}

const { csv } = auditText
const HEAD = [
  csv.id,
  csv.at,
  csv.who,
  csv.host,
  csv.action,
  csv.code,
  csv.subject,
  csv.key,
  csv.before,
  csv.after,
  csv.reason,
]

/**
 * Writes what the filter lets through as CSV, newest first. The file is there whole or not at all.
 * @returns the number of rows; null when it was stopped
 * @throws RelayError R5010 when the file cannot be written
 */
export async function exportAudit(wanted: AuditExport): Promise<number | null> {
  // A name by chance: a file of staff that is called like an unfinished one stays what it is.
  const unfinished = `${wanted.file}.${randomUUID()}.tmp`
  try {
    const rows = await writeRows(wanted, unfinished)
    if (rows === null) await rm(unfinished, { force: true })
    else await rename(unfinished, wanted.file)
    return rows
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {})
    if (error instanceof RelayError) throw error
    throw new RelayError('R5010', `${wanted.file} (${errnoOf(error)})`, { cause: error })
  }
}

async function writeRows(
  { trail, filter, signal, onRows }: AuditExport,
  file: string,
): Promise<number | null> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.write(BYTE_ORDER_MARK + csvLine(HEAD))
    let written = 0
    for await (const rows of trail.rows(filter)) {
      if (signal.aborted) return null
      await handle.write(rows.map(rowLine).join(''))
      written += rows.length
      onRows(written)
    }
    await handle.sync()
    return signal.aborted ? null : written
  } finally {
    await handle.close()
  }
}

function rowLine(row: AuditRow): string {
  const view = auditView(row)
  const at = csvTime(row.at)
  const words = [view.action, row.action, view.subject, view.key, view.before, view.after, row.reason]
  return csvLine([String(row.id), at, row.who, row.host, ...words])
}
