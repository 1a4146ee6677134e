import { PRACTICE_FOLDERS } from '../practice/sample-files.ts'
import type { CommandContext, Handlers } from './handlers.ts'

type PracticeCommand = Extract<keyof Handlers, `practice.${string}`>

/** All but `practice.start` are refused outside of practice (R5007), so that they can never mean real folders. */
export function practiceCommands({ session }: CommandContext): Pick<Handlers, PracticeCommand> {
  return {
    'practice.start': async () => {
      await session.startPractice()
      return {}
    },
    'practice.get': () => ({
      play: session.requirePractice().play,
      folders: PRACTICE_FOLDERS.map(({ folder }) => folder),
    }),
    'practice.play': async ({ play }) => {
      await session.requirePractice().perform(play)
      session.changed('practice')
      return {}
    },
    'practice.put': async ({ folder }) => {
      const placed = await session.requirePractice().put(folder)
      session.changed('transfers')
      return { placed }
    },
    'practice.refill': async () => {
      await session.requirePractice().refill()
      session.changed('transfers')
      return {}
    },
    'practice.restart': async () => {
      await session.restartPractice()
      return {}
    },
    'practice.stop': async () => {
      await session.stopPractice()
      return {}
    },
  }
}
