import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import {
  COMMANDS,
  type CommandError,
  type CommandName,
  isCommandName,
} from '../../src-shared/ipc/commands.ts'
import type { Handlers } from './handlers.ts'

export type DispatchResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: CommandError }

/**
 * Validates one message of the window and runs its handler. Always an answer, never a rejection; without validation
 * there is no effect.
 */
export async function dispatch(handlers: Handlers, name: unknown, input: unknown): Promise<DispatchResult> {
  if (!isCommandName(name)) return refused('R5005', 'command')
  const parsed = COMMANDS[name]().safeParse(input)
  if (!parsed.success) {
    // The path of the field only: its value may be a secret.
    return refused('R5005', `${name}: ${parsed.error.issues[0]?.path.join('.') ?? ''}`)
  }
  try {
    return { ok: true, value: await run(handlers, name, parsed.data) }
  } catch (error) {
    if (error instanceof RelayError) return refused(error.code, error.detail)
    return refused('R4006', `${name}: ${errnoOf(error)}`)
  }
}

/** The one place where a name and its input meet without the compiler's help: both come from the same table row. */
function run(handlers: Handlers, name: CommandName, input: unknown): unknown {
  const handler: (value: never) => unknown = handlers[name]
  return handler(input as never)
}

function refused(code: CommandError['code'], detail: string): DispatchResult {
  return { ok: false, error: { code, detail } }
}
