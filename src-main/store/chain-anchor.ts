import { randomUUID } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { errnoOf } from '../../src-shared/domain/relay-error.ts'
import type { ChainAnchor } from './record-check.ts'

/** The end of the chain at the last check without a fault: beside the database, so that cutting the end off is noticed. */
const ANCHOR_FILE = 'records.anchor'

const anchorShape = z.strictObject({
  seq: z.number().int().positive(),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
})

/** @returns null when there is none; one that cannot be read counts as one that nothing fits to */
export function readAnchor(dataDir: string): ChainAnchor | null {
  try {
    return anchorShape.parse(JSON.parse(readFileSync(path.join(dataDir, ANCHOR_FILE), 'utf8')))
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    return { seq: Number.MAX_SAFE_INTEGER, mac: '' }
  }
}

/** Owner-only; one that cannot be written leaves the one before. */
export function writeAnchor(dataDir: string, anchor: ChainAnchor): void {
  const draft = path.join(dataDir, `${ANCHOR_FILE}.${randomUUID()}`)
  try {
    writeFileSync(draft, JSON.stringify(anchor), { mode: 0o600 })
    renameSync(draft, path.join(dataDir, ANCHOR_FILE))
  } catch {
    // The check itself stands; the next one writes its end again.
    rmSync(draft, { force: true })
  }
}
