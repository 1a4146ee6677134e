import { actionText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import type { Action } from '../../hooks/use-action.ts'

/**
 * 今すぐ送信 of one folder, or of all with null. A refusal is told by the action.
 * @param say is given the sentence about the answer, for the screen or for screen readers
 */
export async function sendNow(
  action: Action,
  folder: string | null,
  say: (sentence: string) => void,
): Promise<void> {
  const done = await action.run('engine.send-now', { folder })
  if (done !== null) say(done.value.started ? actionText.sendStarted : actionText.sendNotStarted)
}
