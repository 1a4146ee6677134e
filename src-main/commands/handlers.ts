import type { FarewellQuestion } from '../../src-shared/ipc/answer-shapes.ts'
import type { BundledSoftware } from '../../src-shared/ipc/bundled-software.ts'
import type { CommandInput, CommandName, CommandOutput } from '../../src-shared/ipc/commands.ts'
import type { FarewellAnswer } from '../../src-shared/ipc/shapes.ts'
import type { Background } from '../background/background.ts'
import type { Session } from '../session.ts'

/** A kind of file as the system's dialog offers it; extensions without a dot. */
export interface FileKind {
  readonly name: string
  readonly extensions: readonly string[]
}

/** What commands need from the desktop, which is theirs to ask and not to know. */
export interface Desk {
  /** The system's folder dialog. @returns null when staff cancelled */
  pickFolder(title: string, start: string): Promise<string | null>
  /** The system's dialog for one file that exists. @returns null when staff cancelled */
  pickFile(title: string, kinds: readonly FileKind[]): Promise<string | null>
  /** The system's dialog for a file to be written; it asks before one is replaced. @returns null when staff cancelled */
  saveFile(title: string, name: string, kinds: readonly FileKind[]): Promise<string | null>
  /** Shows a file or folder in the system's file manager. */
  reveal(path: string): void
}

/** What the program asks before its window closes or it ends, and what staff answer. */
export interface FarewellTalk {
  question(): FarewellQuestion | null
  answer(answer: FarewellAnswer, remember: boolean): void
}

/** What the about box tells of the program itself. */
export interface About {
  /** Names with versions. */
  readonly runtimes: readonly string[]
  readonly system: string
  software(): Promise<BundledSoftware[]>
}

export interface CommandContext {
  readonly session: Session
  readonly desk: Desk
  readonly farewell: FarewellTalk
  readonly about: About
  readonly background: Background
  readonly version: string
  /** Name and version of the runtime, for the about line. */
  readonly runtime: string
}

type Answer<N extends CommandName> = CommandOutput<N> | Promise<CommandOutput<N>>

/** One handler per command: a missing one does not compile. */
export type Handlers = { readonly [N in CommandName]: (input: CommandInput<N>) => Answer<N> }
