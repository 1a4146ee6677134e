import { useConsole } from '../app/console-state.tsx'

/** The sentence of the band on top of every screen: who sends, and that nothing can be sent or changed here. */
export const ONLY_SHOWS_SENTENCE = 'only-shows-sentence'

/** What a button takes that may not act now: it keeps its place, and a sentence says why. */
interface Blocking {
  readonly blocked: boolean
  readonly describedBy: string | undefined
}

const FREE: Blocking = { blocked: false, describedBy: undefined }
const ONLY_SHOWS: Blocking = { blocked: true, describedBy: ONLY_SHOWS_SENTENCE }

/**
 * For the buttons of commands that only the sender may call (src-main/commands/sender-only.ts): a console beside another
 * program blocks them before they are pressed, not by R4002 afterwards.
 */
export function useOnlyShows(): Blocking {
  return useConsole().info?.heldBy != null ? ONLY_SHOWS : FREE
}
