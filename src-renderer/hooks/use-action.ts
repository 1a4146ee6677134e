import { useCallback, useRef, useState } from 'react'
import type { CommandError, CommandInput, CommandName, CommandOutput } from '../../src-shared/ipc/commands.ts'
import { callRelay } from './call-relay.ts'

export interface Done<N extends CommandName> {
  readonly value: CommandOutput<N>
}

export interface Action {
  readonly busy: boolean
  readonly error: CommandError | null
  /** @returns null when the command was refused or another one is still under way */
  run<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Done<N> | null>
  clear(): void
}

/** Runs commands on a press: one at a time, so that a second click never does a thing twice. */
export function useAction(): Action {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CommandError | null>(null)
  const running = useRef(false)

  const run = useCallback(async <N extends CommandName>(name: N, input: CommandInput<N>) => {
    if (running.current) return null
    running.current = true
    setBusy(true)
    setError(null)
    const result = await callRelay(name, input)
    running.current = false
    setBusy(false)
    if (result.ok) return { value: result.value }
    setError(result.error)
    return null
  }, [])

  const clear = useCallback(() => setError(null), [])
  return { busy, error, run, clear }
}
