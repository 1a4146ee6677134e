import type { CommandInput, CommandName, CommandResult } from '../../src-shared/ipc/commands.ts'
import { askForPin } from './pin-asker.ts'

/** Asks the main process. A broken channel is told like every other failure, so that no caller needs a catch. */
export async function callRelay<N extends CommandName>(
  name: N,
  input: CommandInput<N>,
): Promise<CommandResult<N>> {
  try {
    const result = await window.relay.call(name, input)
    // Asked for in the middle of the work, so that nothing has to be typed again.
    if (!result.ok && result.error.code === 'R6010' && (await askForPin()))
      return await window.relay.call(name, input)
    return result
  } catch (error) {
    return { ok: false, error: { code: 'R4006', detail: error instanceof Error ? error.message : name } }
  }
}
