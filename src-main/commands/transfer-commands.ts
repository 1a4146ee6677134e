import type { HistoryFilter } from '../../src-shared/domain/history-filter.ts'
import type { PreflightLevel } from '../../src-shared/domain/preflight-rule.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { possibleDecisions, type Transfer } from '../../src-shared/domain/transfer.ts'
import type { TransferRow } from '../../src-shared/ipc/answer-shapes.ts'
import type { CommandInput } from '../../src-shared/ipc/commands.ts'
import type { Relay } from '../compose.ts'
import { placeOf } from '../engine/filing.ts'
import type { CommandContext, Handlers } from './handlers.ts'

const PAGE_SIZE = 50

type TransferCommand = Extract<keyof Handlers, `transfers.${string}`>

export function transferCommands({ session, desk }: CommandContext): Pick<Handlers, TransferCommand> {
  return {
    'transfers.search': async ({ page, ...asked }) => {
      const { current } = session
      const { rows, total } = await current.search.page(toFilter(asked), page, PAGE_SIZE)
      const names = displayNames(current)
      const levels = current.findings.levels(rows.map(({ id }) => id))
      return { rows: rows.map((transfer) => toRow(transfer, names, levels)), total, pageSize: PAGE_SIZE }
    },
    'transfers.get': ({ id }) => {
      const { current } = session
      const transfer = current.transfers.find(id)
      return {
        row: transfer === null ? null : toRow(transfer, displayNames(current), current.findings.levels([id])),
        resentAs: current.history.resentAs(id),
        findings: current.findings.of(id).map((finding) => ({ ...finding, places: [...finding.places] })),
      }
    },
    'transfers.decide': async ({ id, decision, serialNumber, reason }) => {
      const { current } = session
      const before = current.transfers.find(id)
      if (before === null) throw new RelayError('R5006', String(id))
      const by = `${current.audit.actor.who}@${current.audit.actor.host}`
      try {
        await current.engine.decide(id, { decision, serialNumber, reason, by })
      } finally {
        // Also when the file could not be moved: the decision itself is durable then.
        if (current.transfers.find(id)?.decision !== before.decision) {
          current.audit.add({
            action: `transfer.${decision}`,
            subject: `${id} ${before.folder}/${before.fileName}`,
            before: before.status,
            after: serialNumber,
            reason,
          })
          session.changed('transfers')
        }
      }
      return {}
    },
    'transfers.reveal': ({ id }) => {
      const { current } = session
      const transfer = current.transfers.find(id)
      if (transfer === null) throw new RelayError('R5006', String(id))
      desk.reveal(placeOf(transfer))
      return {}
    },
  }
}

type AskedFilter = CommandInput<'export.start'>

/** What the window may leave out asks for everything. */
export function toFilter({ folder, status, from = null, to = null, text = '' }: AskedFilter): HistoryFilter {
  return { folder, status, from, to, text }
}

/** 表示名 by folder name. */
export function displayNames(relay: Relay): ReadonlyMap<string, string> {
  return new Map(relay.folders.list().map(({ folder, displayName }) => [folder, displayName]))
}

/**
 * What the window gets of a transfer.
 * @param levels of the pre-flight; without them none is shown
 */
export function toRow(
  transfer: Transfer,
  names: ReadonlyMap<string, string>,
  levels: ReadonlyMap<number, PreflightLevel> = new Map(),
): TransferRow {
  const { id, folder, fileName, sizeBytes, sha256, status, serialNumber, errorCode, errorMessage } = transfer
  const { startedAt, finishedAt, attempts, destination, filedAs, filedAt, hold, changed } = transfer
  const { decision, decidedBy, decidedAt, decisionReason, resendOf, duplicateOf } = transfer
  return {
    id,
    folder,
    displayName: names.get(folder) ?? folder,
    fileName,
    sizeBytes,
    sha256,
    status,
    serialNumber,
    errorCode,
    errorMessage,
    startedAt,
    finishedAt,
    attempts,
    destination,
    filedAs,
    filedAt,
    hold,
    changed,
    decision,
    decidedBy,
    decidedAt,
    decisionReason,
    duplicateOf,
    resendOf,
    possibleDecisions: [...possibleDecisions(transfer)],
    found: levels.get(id) ?? null,
  }
}
