import type { DiagnosisResult, DiagnosisStep, DiagnosisStepName } from '../../src-shared/domain/diagnosis.ts'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import { diagnosisFact } from '../../src-shared/text/ja/diagnosis.ts'
import { visible } from '../../src-shared/text/ja/visible.ts'
import { connectionError } from '../network/connection-error.ts'

/** How one step ended, if it did not throw. */
export interface StepEnd {
  readonly result: DiagnosisResult
  readonly fact: string
  /** Needed with `failed`. */
  readonly code?: string
}

/** Names come from outside; a step must stay a line that can be read. */
const SUBJECT_LIMIT = 100
const FACT_LIMIT = 2000

const NOT_REACHED: StepEnd = { result: 'not_reached', fact: diagnosisFact.notReached }
const STOPPED: StepEnd = { result: 'not_reached', fact: diagnosisFact.stopped }

/** The steps taken so far; after a failed one the others are only named. */
export class StepList {
  readonly #onStep: (step: DiagnosisStep) => void
  readonly #signal: AbortSignal
  readonly #taken: DiagnosisStep[] = []
  #failed = false

  constructor(signal: AbortSignal, onStep: (step: DiagnosisStep) => void) {
    this.#signal = signal
    this.#onStep = onStep
  }

  get taken(): readonly DiagnosisStep[] {
    return this.#taken
  }

  /**
   * Takes one step, unless an earlier one failed. A stop ends also what cannot be stopped itself, such as a file on a
   * dead share.
   * @param work throws a RelayError, or what a socket throws, when the way ends here
   */
  async take(name: DiagnosisStepName, work: () => Promise<StepEnd>, subject = ''): Promise<void> {
    if (this.#failed) return this.#add(name, subject, NOT_REACHED, 0)
    if (this.#signal.aborted) return this.#add(name, subject, STOPPED, 0)
    const startedAt = performance.now()
    const end = await this.#untilStopped(work)
    this.#failed = end.result === 'failed'
    this.#add(name, subject, end, Math.round(performance.now() - startedAt))
  }

  async #untilStopped(work: () => Promise<StepEnd>): Promise<StepEnd> {
    const stopped = Promise.withResolvers<StepEnd>()
    const stop = () => stopped.resolve(STOPPED)
    this.#signal.addEventListener('abort', stop)
    try {
      return await Promise.race([work(), stopped.promise])
    } catch (error) {
      return this.#signal.aborted ? STOPPED : failed(error)
    } finally {
      this.#signal.removeEventListener('abort', stop)
    }
  }

  /** Several that do not depend on each other: a failure of one leaves the others to be taken. */
  async takeEach(
    name: DiagnosisStepName,
    works: readonly (readonly [string, () => Promise<StepEnd>])[],
  ): Promise<void> {
    const before = this.#failed
    let failedHere = false
    for (const [subject, work] of works) {
      this.#failed = before
      await this.take(name, work, subject)
      failedHere ||= this.#failed
    }
    this.#failed = before || failedHere
  }

  #add(name: DiagnosisStepName, subject: string, { result, fact, code }: StepEnd, ms: number): void {
    const step = {
      name,
      subject: shown(subject, SUBJECT_LIMIT),
      result,
      ms,
      fact: shown(fact, FACT_LIMIT),
      code: code ?? null,
    }
    this.#taken.push(step)
    this.#onStep(step)
  }
}

function failed(error: unknown): StepEnd {
  const { code, detail } = isOfTheWay(error)
    ? connectionError(error)
    : new RelayError('R4006', errnoOf(error))
  return { result: 'failed', fact: detail, code }
}

/** Whatever the network throws has a code; what has none is a fault of the program. */
function isOfTheWay(error: unknown): boolean {
  return error instanceof RelayError || (error instanceof Error && 'code' in error)
}

function shown(text: string, limit: number): string {
  const chars = [...visible(text)]
  return chars.length > limit ? `${chars.slice(0, limit).join('')}…` : chars.join('')
}
