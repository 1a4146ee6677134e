import { isSettingKey } from '../../src-shared/domain/settings.ts'
import type { BackgroundKeyCard } from '../../src-shared/ipc/answer-shapes.ts'
import { settingLabel } from '../../src-shared/text/ja/settings.ts'
import {
  backgroundKeyOf,
  followBackgroundKey,
  makeBackgroundKey,
  removeBackgroundKey,
} from '../background-key.ts'
import type { Relay } from '../compose.ts'
import type { CommandContext, Handlers } from './handlers.ts'

type KeyCommand = 'vault.key-file' | 'vault.make-key-file' | 'vault.remove-key-file'

/** 画面なしで動かすための鍵. Always about the real relay, like the vault. */
export function backgroundKeyCommands({ session }: CommandContext): Pick<Handlers, KeyCommand> {
  const { real } = session
  return {
    'vault.key-file': () => ({ key: cardOf(real) }),
    'vault.make-key-file': async ({ account }) => {
      await makeBackgroundKey(real, account)
      session.changed('vault')
      return {}
    },
    'vault.remove-key-file': async () => {
      try {
        await removeBackgroundKey(real)
      } finally {
        session.changed('vault')
      }
      return {}
    },
  }
}

function cardOf(relay: Relay): BackgroundKeyCard | null {
  const key = backgroundKeyOf(relay)
  if (key === null) return null
  // The file may have come, gone or changed since.
  const fault = followBackgroundKey(relay)
  const secrets = relay.vault.covered()
  const named = (hasCopy: boolean) =>
    secrets.filter((secret) => secret.hasCopy === hasCopy).map(({ name }) => nameOf(relay, name))
  const problem = fault === null ? null : { code: fault.code, detail: fault.detail }
  return { ...key, problem, covered: named(true), uncovered: named(false) }
}

function nameOf(relay: Relay, name: string): string {
  const [kind, id = ''] = name.split(':')
  if (kind === 'setting') return isSettingKey(id) ? settingLabel[id] : id
  return relay.folders.find(Number(id))?.displayName ?? name
}
