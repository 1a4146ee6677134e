import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { argumentProblem } from '../../src-shared/text/ja/command-line.ts'
import { secretText } from '../../src-shared/text/ja/secrets.ts'
import { settingLabel } from '../../src-shared/text/ja/settings.ts'
import type { Relay } from '../compose.ts'
import { tellSecretTroubles } from '../secret-news.ts'
import type { SecretTrouble } from '../vault/secret-watch.ts'
import type { Inputs } from './arguments.ts'
import { errorLine } from './output.ts'

/** What a run without a window makes of secrets that cannot be had. */
export interface SecretVerdict {
  /** Every one of them by name. */
  readonly lines: readonly string[]
  /** Nothing may be sent. */
  readonly refuses: boolean
}

/**
 * One folder whose token cannot be had is a folder error (requirements section 2): it is named, the others are sent, and
 * the run ends with 1. Without the proxy's password, or without a single token, nothing could be sent: that is exit 2.
 */
export function judgeSecrets(relay: Relay, { keyFile, passphraseFile }: Inputs): SecretVerdict {
  const troubles = relay.secretTroubles()
  const names = new Map(relay.folders.list().map(({ folder, displayName }) => [folder, displayName]))
  const lines = troubles.map((trouble) => lineOf(trouble, names))
  const active = relay.folders.list().filter((entry) => !entry.paused).length
  const tokens = troubles.filter(({ folder }) => folder !== null)
  const noToken = active > 0 && tokens.length === active
  const noProxy = troubles.some(({ setting }) => setting === 'ProxyPassword')
  const refuses = noToken || noProxy
  if (refuses) {
    const needsOpener =
      keyFile === null && passphraseFile === null && troubles.some(({ code }) => code === 'R6003')
    if (needsOpener) lines.push(argumentProblem.openerNeeded())
    else if (noToken) lines.push(argumentProblem.nothingReadable())
  } else tellSecretTroubles(relay)
  return { lines, refuses }
}

function lineOf(
  { folder, setting, code, detail }: SecretTrouble,
  names: ReadonlyMap<string, string>,
): string {
  const fact =
    setting === null
      ? secretText.ofFolder(names.get(folder ?? '') ?? '', folder ?? '', detail)
      : secretText.ofSetting(`${settingLabel[setting]}（${setting}）`, detail)
  return errorLine(new RelayError(code, fact))
}
