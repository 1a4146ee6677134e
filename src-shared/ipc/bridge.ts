import type { CommandInput, CommandName, CommandResult } from './commands.ts'
import type { ChangeEvent } from './events.ts'

/** The two fixed channels between window and main process. */
export const CALL_CHANNEL = 'relay:call'
export const EVENT_CHANNEL = 'relay:event'

/** All that preload puts into the window. */
export interface Bridge {
  call<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandResult<N>>
  /** @returns a function that ends the subscription */
  subscribe(listener: (event: ChangeEvent) => void): () => void
}

declare global {
  interface Window {
    readonly relay: Bridge
  }
}
