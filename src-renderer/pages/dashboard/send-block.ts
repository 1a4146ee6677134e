import { actionText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import type { AppInfo } from '../../app/console-state.tsx'
import type { Overview } from './verdict.ts'

/** What of the program decides whether it may send. */
export type Sender = Pick<AppInfo, 'heldBy' | 'vault'>

/** Why nothing can be sent by hand now; null when it can. */
export function sendBlock({ missing, folders, status }: Overview, info: Sender | undefined): string | null {
  if (info?.heldBy != null) return actionText.blockedHeld
  if (missing.length > 0 || folders.length === 0) return actionText.blockedUnset
  if (info?.vault.locked === true) return actionText.blockedLocked
  return status.state === 'sending' ? actionText.blockedSending : null
}
