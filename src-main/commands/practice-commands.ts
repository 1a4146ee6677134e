import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { CommandContext, Handlers } from './handlers.ts'

type PracticeCommand = Extract<keyof Handlers, `practice.${string}`>

export function practiceCommands({ session }: CommandContext): Pick<Handlers, PracticeCommand> {
  return {
    'practice.start': async () => {
      await session.startPractice()
      return {}
    },
    'practice.refill': async () => {
      if (session.practice === null) throw new RelayError('R5007')
      await session.practice.refill()
      session.changed('transfers')
      return {}
    },
    'practice.stop': async () => {
      await session.stopPractice()
      return {}
    },
  }
}
