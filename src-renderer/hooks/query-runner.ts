/**
 * Asks the main process again whenever something changed, one question at a time: answers then arrive in the
 * order of the questions, and the last one wins without being compared.
 */
export interface QueryRunner {
  /** Asks now, or once more after the answer that is under way. */
  refresh(): void
  /** Nothing is delivered after this. */
  stop(): void
}

export interface QueryRunnerOptions<T> {
  ask(): Promise<T>
  deliver(answer: T): void
  /** Shortest time between the starts of two questions: progress is told far more often than it can be read. */
  gapMs?: number
  now?(): number
}

export function createQueryRunner<T>(options: QueryRunnerOptions<T>): QueryRunner {
  const { ask, deliver, gapMs = 0, now = () => performance.now() } = options
  let stopped = false
  let asking = false
  let again = false
  let askedAt = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined

  const finish = (answer?: { readonly value: T }) => {
    asking = false
    if (stopped) return
    if (answer !== undefined) deliver(answer.value)
    if (again) {
      again = false
      refresh()
    }
  }

  const start = () => {
    timer = undefined
    asking = true
    askedAt = now()
    ask().then(
      (value) => finish({ value }),
      () => finish(),
    )
  }

  const refresh = () => {
    if (stopped || timer !== undefined) return
    if (asking) {
      again = true
      return
    }
    const wait = askedAt + gapMs - now()
    if (wait <= 0) start()
    else timer = setTimeout(start, wait)
  }

  return {
    refresh,
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
