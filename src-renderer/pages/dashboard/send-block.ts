import { actionText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import type { AppInfo } from '../../app/console-state.tsx'
import { isUnset, type Overview } from './verdict.ts'

/** What of the program decides whether it may send. */
export type Sender = Pick<AppInfo, 'heldBy' | 'vault'>

/** Why nothing can be sent by hand now; null when it can. */
export function sendBlock(overview: Overview, info: Sender | undefined): string | null {
  if (info?.heldBy != null) return actionText.blockedHeld
  if (isUnset(overview)) return actionText.blockedUnset
  if (info?.vault.locked === true) return actionText.blockedLocked
  return overview.status.state === 'sending' ? actionText.blockedSending : null
}
