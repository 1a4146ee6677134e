import type { SettingKey } from '../../../src-shared/domain/settings.ts'
import type { ImportPreview } from '../../../src-shared/ipc/shapes.ts'
import { actionText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import { importText } from '../../../src-shared/text/ja/screens-import.ts'
import type { AppInfo } from '../../app/console-state.tsx'
import { rowCheck } from './row-check.ts'

const { blocked: text } = importText.preview

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
  const open = preview.settings.filter((row) => rowCheck(row)?.confirm === true && !confirmed.has(row.key))
  if (open.length > 0) return text.confirm(open.length)
  if (!preview.needsVault) return null
  if (info?.vault.kind === 'undecided') return text.vault
  return info?.vault.locked === true ? text.locked : null
}
