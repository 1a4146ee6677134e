import type { Transfer } from '../../src-shared/domain/transfer.ts'
import { fileAwayLater } from './filing.ts'
import { orderHold } from './folder-wait.ts'
import { isoLocal } from './local-time.ts'
import type { Configuration, EngineContext } from './ports.ts'
import { putBackLater } from './put-back.ts'
import { tellResult } from './telling.ts'

/**
 * Puts the journal in order after a crash: an upload that was under way becomes a doubt (InDoubtPolicy), and never
 * silently a resend. Runs before each cycle, when no upload of our own is under way.
 */
export function settleInterrupted(context: EngineContext, configuration: Configuration): Transfer[] {
  const { InDoubtPolicy: policy, OrderProtection } = configuration.settings
  return context.journal.interrupted().map((row) => {
    const finishedAt = isoLocal(context.clock.now())
    const conclusion = {
      outcome: 'unknown',
      serialNumber: null,
      errorCode: 'R2008',
      errorMessage: row.fileName,
      httpStatus: null,
      finishedAt,
      destination: policy === 'error' ? 'ERROR' : null,
      hold: policy === 'hold' ? 'in_doubt' : null,
      countsAsFailure: false,
      // With resend the file itself goes first, so that nothing overtakes it.
      folderHold:
        OrderProtection && policy !== 'resend' ? orderHold('R2008', row.fileName, finishedAt) : null,
      isClosed: policy === 'resend',
    } as const
    const concluded = context.conclude(row.id, conclusion)
    tellResult(context, row, conclusion)
    return concluded
  })
}

/**
 * Finishes moves that are pending: files with a result that still lie in their scheme folder, and files that staff sent
 * back. They are moved, not sent. Rows of another PMHFilePath say nothing about files in this one.
 * @returns how many are still pending
 */
export async function finishMoves(context: EngineContext, root: string, stop: AbortSignal): Promise<number> {
  let pending = 0
  for (const row of context.journal.unmoved()) {
    if (stop.aborted) break
    if (row.root === root && !(await fileAwayLater(context, row, stop))) pending += 1
  }
  for (const row of context.journal.unreturned()) {
    if (stop.aborted) break
    if (row.root === root && !(await putBackLater(context, row, stop))) pending += 1
  }
  return pending
}
