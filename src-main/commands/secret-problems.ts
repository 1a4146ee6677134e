import { secretText } from '../../src-shared/text/ja/secrets.ts'
import { settingLabel } from '../../src-shared/text/ja/settings.ts'
import type { Relay } from '../compose.ts'
import { isLocked } from '../secret-news.ts'
import type { SecretProblem } from './problem-list.ts'

/**
 * Tokens and passwords that cannot be had now. While the passphrase was not given that is one thing, not one for each
 * secret: all of them open with it.
 */
export function secretProblems(relay: Relay, names: ReadonlyMap<string, string>): SecretProblem[] {
  const troubles = relay.secretTroubles()
  const [first] = troubles
  if (first === undefined) return []
  if (isLocked(relay)) {
    const closed = troubles.map(({ name, folder, setting }) =>
      setting === null ? (names.get(folder ?? '') ?? folder ?? name) : settingLabel[setting],
    )
    const { since } = first
    return [{ folder: null, setting: null, code: 'R6004', detail: secretText.closed(closed), since }]
  }
  return troubles.map(({ folder, setting, code, detail, since }) => {
    const of = setting === null ? detail : secretText.ofSetting(settingLabel[setting], detail)
    return { folder, setting, code, detail: of, since }
  })
}
