import {
  isSecretKey,
  parseSettings,
  SECRET_KEYS,
  SETTING_KEYS,
  type SettingKey,
  settingDefault,
} from '../../src-shared/domain/settings.ts'
import type { CommandInput } from '../../src-shared/ipc/commands.ts'
import type { Relay } from '../compose.ts'
import type { CommandContext, Handlers } from './handlers.ts'

type SettingsCommand = Extract<keyof Handlers, `settings.${string}`>
type Changes = CommandInput<'settings.save'>['changes']

export function settingsCommands({ session, desk }: CommandContext): Pick<Handlers, SettingsCommand> {
  return {
    'settings.get': () => {
      const stored = session.current.settings.read()
      const open = SETTING_KEYS.filter((key) => !isSecretKey(key))
      return {
        values: Object.fromEntries(open.map((key) => [key, stored[key] ?? settingDefault(key)])),
        secretsSet: SECRET_KEYS.filter((key) => session.current.vault.has(`setting:${key}`)),
      }
    },
    'settings.save': ({ changes }) => {
      const { current } = session
      const checked = parseSettings(
        { ...current.settings.read(), ...changes },
        process.platform === 'win32' ? 'windows' : 'posix',
      )
      if (!checked.ok) return { saved: false, problems: [...checked.problems] }
      current.atomically(() => store(current, changes))
      current.engine.settingsChanged()
      current.post?.wayChanged()
      session.changed('settings')
      return { saved: true, problems: [] }
    },
    'settings.pick-root': async () => ({
      path: await desk.pickFolder('監視する場所を選ぶ', session.current.currentSettings().PMHFilePath),
    }),
  }
}

/** The vault comes last: what it keeps for this run alone is not taken back with the transaction. */
function store(relay: Relay, changes: Changes): void {
  const changed = SETTING_KEYS.filter((key) => changes[key] !== undefined)
  const secrets = changed.filter(isSecretKey)
  const open = changed.filter((key) => !isSecretKey(key))
  relay.settings.write(new Map(open.map((key) => [key, changes[key] || null])))
  for (const subject of secrets)
    relay.audit.add({ action: 'setting.changed', subject, before: null, after: 'changed', reason: null })
  for (const key of secrets) storeSecret(relay, key, changes[key] ?? '')
}

function storeSecret({ vault }: Relay, key: SettingKey, value: string): void {
  if (value === '') vault.remove(`setting:${key}`)
  else vault.put(`setting:${key}`, value)
}
