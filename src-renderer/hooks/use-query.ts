import { useCallback, useEffect, useRef, useState } from 'react'
import type {
  CommandError,
  CommandInput,
  CommandName,
  CommandOutput,
  CommandResult,
} from '../../src-shared/ipc/commands.ts'
import type { Topic } from '../../src-shared/ipc/events.ts'
import { callRelay } from './call-relay.ts'
import { createQueryRunner, type QueryRunner } from './query-runner.ts'

export interface Query<T> {
  /** The last good answer; it stays while the next one is on its way, so that the screen does not blink. */
  readonly value: T | undefined
  readonly error: CommandError | null
  /** No answer to the present question yet. */
  readonly loading: boolean
  refresh(): void
}

interface Answer<N extends CommandName> {
  readonly key: string
  readonly value: CommandOutput<N> | undefined
  readonly error: CommandError | null
}

/** Keeps the answer to a question up to date while the component is there. */
export function useQuery<N extends CommandName>(
  name: N,
  input: CommandInput<N>,
  topics: readonly Topic[],
  gapMs = 0,
): Query<CommandOutput<N>> {
  const key = JSON.stringify([name, input])
  const [answer, setAnswer] = useState<Answer<N>>({ key: '', value: undefined, error: null })
  const runner = useRef<QueryRunner | null>(null)
  const heard = topics.join()

  useEffect(() => {
    const [askedName, askedInput] = JSON.parse(key) as [N, CommandInput<N>]
    const current = createQueryRunner<CommandResult<N>>({
      ask: () => callRelay(askedName, askedInput),
      deliver: (result) =>
        setAnswer((last) =>
          result.ok
            ? { key, value: result.value, error: null }
            : { key, value: last.value, error: result.error },
        ),
      gapMs,
    })
    runner.current = current
    current.refresh()
    const unsubscribe = window.relay.subscribe((event) => {
      if (heard.split(',').includes(event.topic)) current.refresh()
    })
    return () => {
      unsubscribe()
      current.stop()
    }
  }, [key, heard, gapMs])

  const refresh = useCallback(() => runner.current?.refresh(), [])
  return { value: answer.value, error: answer.error, loading: answer.key !== key, refresh }
}
