import type { PracticePlay } from '../../src-shared/domain/practice-play.ts'
import { errnoOf } from '../../src-shared/domain/relay-error.ts'
import type { Behaviour } from '../simulator/behaviour.ts'
import { type Simulator, startSimulator } from '../simulator/simulator.ts'

/** Slow enough for a large sample to be watched and cancelled, fast enough to be over in less than half a minute. */
const SLOW_BYTES_PER_SECOND = 1024 * 1024

/** `unreachable` is no behaviour: nobody listens then. The message says that it is made up, as its code is. */
const BEHAVIOURS: Readonly<Record<Exclude<PracticePlay, 'unreachable'>, Behaviour | null>> = {
  accepted: null,
  rejected: {
    kind: 'status',
    status: 400,
    code: 'E4000001',
    message: 'ファイルの内容に誤りがあります。（練習用の応答）',
  },
  unauthorized: { kind: 'status', status: 401, code: 'E4010003', message: '認証に失敗しました。' },
  no_serial: 'no_serial',
  no_answer: 'reset_after_body',
  busy: { kind: 'status', status: 429 },
  gateway: { kind: 'status', status: 503 },
  slow: { kind: 'drip', bytesPerSecond: SLOW_BYTES_PER_SECOND },
}

/** The simulated PMH of practice mode: plays what staff chose until they choose something else. */
export class PracticePmh {
  readonly #tokens: readonly string[]
  /** Null while nobody listens. */
  #simulator: Simulator | null
  #url: string
  #play: PracticePlay = 'accepted'

  private constructor(tokens: readonly string[], simulator: Simulator) {
    this.#tokens = tokens
    this.#simulator = simulator
    this.#url = simulator.url
  }

  /** @param tokens those that are accepted */
  static async start(tokens: readonly string[]): Promise<PracticePmh> {
    return new PracticePmh(tokens, await startSimulator({ tokens }))
  }

  /** Where it listens, or listened last. */
  get url(): string {
    return this.#url
  }

  get play(): PracticePlay {
    return this.#play
  }

  /** Holds for uploads that begin from now on. Afterwards {@link url} may be another one. */
  async perform(play: PracticePlay): Promise<void> {
    if (play === 'unreachable') {
      await this.close()
    } else {
      this.#simulator ??= await this.#listenAgain()
      this.#simulator.behave(null)
      this.#simulator.behave(BEHAVIOURS[play])
    }
    this.#play = play
  }

  async close(): Promise<void> {
    const simulator = this.#simulator
    this.#simulator = null
    await simulator?.close()
  }

  /** On the old port, so that a file that could not be sent goes by itself; another program may have taken it. */
  async #listenAgain(): Promise<Simulator> {
    const tokens = this.#tokens
    const simulator = await startSimulator({ tokens, port: Number(new URL(this.#url).port) }).catch(
      (error: unknown) => {
        if (errnoOf(error) !== 'EADDRINUSE') throw error
        return startSimulator({ tokens })
      },
    )
    this.#url = simulator.url
    return simulator
  }
}
