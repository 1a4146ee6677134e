import type { CommandInput, CommandName, CommandOutput } from '../../src-shared/ipc/commands.ts'
import type { Session } from '../session.ts'

/** What commands need from the desktop, which is theirs to ask and not to know. */
export interface Desk {
  /** The system's folder dialog. @returns null when staff cancelled */
  pickFolder(title: string, start: string): Promise<string | null>
  /** Shows a file or folder in the system's file manager. */
  reveal(path: string): void
}

export interface CommandContext {
  readonly session: Session
  readonly desk: Desk
  readonly version: string
  /** Name and version of the runtime, for the about line. */
  readonly runtime: string
}

type Answer<N extends CommandName> = CommandOutput<N> | Promise<CommandOutput<N>>

/** One handler per command: a missing one does not compile. */
export type Handlers = { readonly [N in CommandName]: (input: CommandInput<N>) => Answer<N> }
