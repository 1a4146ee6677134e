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
      session.changed('settings')
      return { saved: true, problems: [] }
    },
    'settings.pick-root': async () => ({
      path: await desk.pickFolder('監視する場所を選ぶ', session.current.currentSettings().PMHFilePath),
    }),
  }
}

function store(relay: Relay, changes: Changes): void {
  const open = new Map<SettingKey, string | null>()
  for (const key of SETTING_KEYS) {
    const value = changes[key]
    if (value === undefined) continue
    if (isSecretKey(key)) storeSecret(relay, key, value)
    else open.set(key, value === '' ? null : value)
  }
  relay.settings.write(open)
}

function storeSecret(relay: Relay, key: SettingKey, value: string): void {
  if (value === '') relay.vault.remove(`setting:${key}`)
  else relay.vault.put(`setting:${key}`, value)
  relay.audit.add({ action: 'setting.changed', subject: key, before: null, after: 'changed', reason: null })
}
