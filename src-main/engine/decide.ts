import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { possibleDecisions } from '../../src-shared/domain/transfer.ts'
import { fileAwayLater, placeOf, stateOf } from './filing.ts'
import { isoLocal } from './local-time.ts'
import type { Decided, EngineContext } from './ports.ts'
import { putBack, requireReturnable } from './put-back.ts'

/** What staff say; when, and about which state of the file, is added here. */
export type StaffDecision = Omit<Decided, 'at' | 'fileState'>

/**
 * Carries out what staff decided about a held, unknown or rejected file: 送信済みとして処理 moves it to PROCEED, 再送する puts it back
 * into its scheme folder, from where it is sent as a new row. The decision is durable before the file is touched; a
 * crash in between is finished by recovery, and is never a second decision.
 * @throws RelayError R5007 when the row does not allow it, R3005 when the file is not where it can be put back from
 */
export async function decide(
  context: EngineContext,
  id: number,
  decided: StaffDecision,
  signal: AbortSignal,
): Promise<void> {
  const before = context.journal.get(id)
  if (!possibleDecisions(before).includes(decided.decision)) throw new RelayError('R5007', before.fileName)
  const returns = decided.decision === 'resend' && before.filedAs !== null
  // Looked at first, so that staff can mend what is in the way and decide again.
  if (returns) await requireReturnable(before)
  const fileState = before.changed ? await stateOf(placeOf(before)) : null
  const row = context.journal.decide(id, { ...decided, fileState, at: isoLocal(context.clock.now()) })
  // OrderProtection: the folder waited for this decision.
  if (context.holds.get(row.folder)?.kind === 'order') context.holds.remove(row.folder)
  if (decided.decision === 'treated_as_sent') await fileAwayLater(context, row, signal)
  else if (returns) await putBack(context, row, signal)
}
