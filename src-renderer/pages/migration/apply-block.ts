import type { SettingKey } from '../../../src-shared/domain/settings.ts'
import type { ImportedFolder, ImportPreview } from '../../../src-shared/ipc/answer-shapes.ts'
import { actionText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import { importText } from '../../../src-shared/text/ja/screens-import.ts'
import type { AppInfo } from '../../app/console-state.tsx'
import { rowCheck } from './row-check.ts'

const { blocked: text } = importText.preview

/** All that was read is here already, and nothing is to be paused. */
export function changesNothing({ settings, folders }: ImportPreview, pauseOthers: boolean): boolean {
  const isPaused = ({ change, paused }: ImportedFolder) => change === 'left' && pauseOthers && !paused
  return (
    settings.every(({ change }) => change === 'same' || change === 'kept') &&
    (folders ?? []).every((folder) => ['same', 'left'].includes(folder.change) && !isPaused(folder))
  )
}

/** Why 適用 cannot run now; null when it can. */
export function applyBlock(
  preview: ImportPreview,
  confirmed: ReadonlySet<SettingKey>,
  info: Pick<AppInfo, 'heldBy' | 'vault'> | undefined,
): string | null {
  if (preview.fileName === null && preview.folders === null) return importText.read.nothingYet
  if (info !== undefined && info.heldBy !== null) return actionText.blockedHeld
  const wrong = preview.settings.filter(({ problem }) => problem !== null).length
  if (wrong > 0) return text.problems(wrong)
  if (preview.needsVault && info?.vault.kind === 'undecided') return text.vault
  if (preview.needsVault && info?.vault.locked === true) return text.locked
  const open = preview.settings.filter((row) => rowCheck(row)?.confirm === true && !confirmed.has(row.key))
  return open.length > 0 ? text.confirm(open.length) : null
}
