import type { AdminLock } from './admin-lock.ts'
import type { Handlers } from './handlers.ts'

type LockCommand = Extract<keyof Handlers, `lock.${string}`>

/** 管理者ロック of the real data folder, also while staff practise. */
export function lockCommands(lock: AdminLock): Pick<Handlers, LockCommand> {
  return {
    'lock.state': () => lock.state(),
    'lock.open': async ({ pin }) => {
      await lock.open(pin)
      return {}
    },
    'lock.close': () => {
      lock.close()
      return {}
    },
    'lock.set-pin': async ({ pin }) => {
      await lock.setPin(pin)
      return {}
    },
    'lock.remove-pin': () => {
      lock.removePin()
      return {}
    },
  }
}
