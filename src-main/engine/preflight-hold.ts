import { countsByRule, hasFault, type PreflightMode } from '../../src-shared/domain/preflight-rule.ts'
import type { Settings } from '../../src-shared/domain/settings.ts'
import type { Transfer } from '../../src-shared/domain/transfer.ts'
import type { Checking } from './inspect.ts'
import type { BeginTransfer, Configuration, EngineContext, TargetFolder } from './ports.ts'
import type { FileToRelay } from './relay-file.ts'
import { tellEnd, tellTrouble } from './telling.ts'

/** PreflightMode of one folder: an entry of the mapping may differ (requirements section 1). */
export function preflightMode(
  settings: Settings,
  { preflight }: Pick<TargetFolder, 'preflight'>,
): PreflightMode {
  return preflight ?? settings.PreflightMode
}

/** @returns null when nothing is to be checked */
export function checkingOf(
  { startCheck }: Pick<EngineContext, 'startCheck'>,
  { settings, extension }: Configuration,
  mode: PreflightMode,
): Checking | null {
  if (mode === 'off') return null
  const kind = extension === '.json' ? 'json' : 'csv'
  return { plan: { kind, isDifferential: settings.PostRegistrationTasksType === '2' }, startCheck }
}

/** Whether these bytes wait for staff. What staff have let go on is not asked about again. */
export function mustKeepBack(
  { journal }: EngineContext,
  mode: PreflightMode,
  input: Omit<BeginTransfer, 'duplicateOf'>,
): boolean {
  return mode === 'block' && hasFault(input.findings ?? []) && !journal.wasLetThrough(input)
}

/** The file stays where it is, and its row says why. The same bytes keep the row that they have. */
export function keepBack(context: EngineContext, file: FileToRelay, input: BeginTransfer): Transfer {
  const { kept, stand } = file
  const isSame = kept !== null && kept.sha256 === input.sha256
  const transfer = isSame ? kept : context.journal.holdBack(input, 'preflight', 'R3021')
  context.keptBack.set(stand, transfer.id)
  if (!isSame) endOfKept(context, kept)
  const { id, folder, fileName } = transfer
  const detail = `${fileName} ${countsByRule(input.findings ?? [])}`
  tellTrouble(context, `transfer:${id}`, {
    level: 'warning',
    folder,
    transferId: id,
    error: { code: 'R3021', detail },
  })
  return transfer
}

/** Another file lies in the place of one that was kept back, or none: that trouble is over. */
export function endOfKept(context: EngineContext, kept: Transfer | null): void {
  if (kept === null) return
  tellEnd(context, `transfer:${kept.id}`, { folder: kept.folder, transferId: kept.id })
}

/** Once for each file, not for each try. */
export function noticeFindings(
  { emit }: EngineContext,
  { id, folder, fileName, attempts }: Transfer,
  { findings }: Pick<BeginTransfer, 'findings'>,
): void {
  if (attempts > 1 || findings == null || findings.length === 0) return
  const message = `${fileName} ${countsByRule(findings)}`
  // A mail for what nobody can be sure of would teach staff to overlook mails.
  const level = hasFault(findings) ? 'warning' : 'information'
  emit({ type: 'notice', level, folder, transferId: id, code: 'R3022', message })
}
