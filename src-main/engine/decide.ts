import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Transfer } from '../../src-shared/domain/transfer.ts'
import { isoLocal } from './local-time.ts'
import type { Decided, EngineDeps } from './ports.ts'
import { returnOne } from './recover.ts'
import { moveAway } from './relay-file.ts'

/**
 * Carries out what staff decided about a held, unknown or rejected file: 送信済みとして処理 moves it to PROCEED, 再送する puts it back
 * into its scheme folder, from where it is sent as a new row. The decision is durable before the file is touched; a
 * crash in between is finished by recovery, and is never a second decision.
 * @throws RelayError R5007 when the row does not allow it, R3005 when the file cannot be put back now
 */
export async function decide(
  deps: EngineDeps,
  root: string,
  id: number,
  decided: Omit<Decided, 'at'>,
): Promise<Transfer> {
  const row = deps.journal.decide(id, { ...decided, at: isoLocal(deps.clock.now()) })
  if (decided.decision === 'treated_as_sent') return moveAway(deps, root, row)
  const returned = await returnOne(deps, root, row)
  // Decided, and tried again in each cycle; but staff must know that there is nothing to send yet.
  if (row.filedAs !== null && returned === row) throw new RelayError('R3005', row.filedAs)
  return returned
}
