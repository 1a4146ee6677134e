import type { CommandInput, CommandName, CommandResult } from '../../src-shared/ipc/commands.ts'

/** Asks the main process. A broken channel is told like every other failure, so that no caller needs a catch. */
export async function callRelay<N extends CommandName>(
  name: N,
  input: CommandInput<N>,
): Promise<CommandResult<N>> {
  try {
    return await window.relay.call(name, input)
  } catch (error) {
    return { ok: false, error: { code: 'R4006', detail: error instanceof Error ? error.message : name } }
  }
}
