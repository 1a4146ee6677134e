import { accountName } from '../account.ts'
import { systemClock } from '../clock.ts'
import { isoLocal } from '../engine/local-time.ts'
import type { CommandContext, Handlers } from './handlers.ts'
import { displayNames } from './transfer-commands.ts'

type DiagnosisCommand = Extract<keyof Handlers, `diagnosis.${string}`>

export function diagnosisCommands({ session }: CommandContext): Pick<Handlers, DiagnosisCommand> {
  return {
    'diagnosis.start': () => {
      const { current } = session
      const input = {
        configuration: current.configuration,
        account: accountName(),
        names: displayNames(current),
      }
      return { started: session.diagnosis.start(input, isoLocal(systemClock.now())) }
    },
    'diagnosis.get': () => {
      const { running, startedAt, steps } = session.diagnosis.state
      return { running, startedAt, steps: [...steps] }
    },
    'diagnosis.stop': async () => {
      await session.diagnosis.stop()
      return {}
    },
  }
}
