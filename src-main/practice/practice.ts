import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { PracticePlay } from '../../src-shared/domain/practice-play.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { systemClock } from '../clock.ts'
import { createRelay, type Relay, type RelayListeners } from '../compose.ts'
import { compactTime } from '../engine/local-time.ts'
import { PracticePmh } from './practice-pmh.ts'
import { PRACTICE_FOLDERS, putSampleFile, putSampleFiles } from './sample-files.ts'

/** Folders below the data folder that belong to practice mode alone, made anew each time; one while the other ends. */
const PLACES = ['practice', 'practice-again'] as const

type Place = (typeof PLACES)[number]

/** PMHFilePath of practice. */
const FILES = 'files'

/** 練習モード: a relay of its own against the built-in simulator. It never touches real settings, files or history. */
export interface Practice {
  readonly relay: Relay
  readonly place: Place
  /** What the simulated PMH plays now. */
  readonly play: PracticePlay
  /** Holds for uploads that begin from now on. */
  perform(play: PracticePlay): Promise<void>
  /** Puts a new sample file where none waits; a large one while 遅い送信 is played. */
  refill(): Promise<void>
  /**
   * Puts one more sample file into a folder of practice.
   * @returns false when as many wait there as may
   * @throws RelayError R5006 when it is none of those that practice began with
   */
  put(folder: string): Promise<boolean>
  stop(): Promise<void>
  /** Stops, and deletes what it wrote as far as no other program holds it; the rest goes with the next start there. */
  discard(): Promise<void>
}

/**
 * @param dataDir the real data folder; practice lives in a folder of its own below it
 * @param taken where another one still is
 */
export async function startPractice(
  dataDir: string,
  listeners: RelayListeners,
  taken: Place | null = null,
): Promise<Practice> {
  const place = PLACES[0] === taken ? PLACES[1] : PLACES[0]
  const home = path.join(dataDir, place)
  await rm(home, { recursive: true, force: true })
  const root = path.join(home, FILES)
  await mkdir(root, { recursive: true, mode: 0o700 })
  const pmh = await PracticePmh.start(PRACTICE_FOLDERS.map(({ token }) => token))
  let relay: Relay | null = null
  try {
    relay = createRelay({
      dataDir: path.join(home, 'data'),
      sealer: null,
      memoryVault: true,
      ...listeners,
    })
    setUp(relay, root, pmh.url)
    const practice = new RunningPractice(relay, place, home, pmh)
    await practice.refill()
    return practice
  } catch (error) {
    // Windows removes no folder in which a database is open.
    await relay?.close()
    await pmh.close()
    throw error
  }
}

class RunningPractice implements Practice {
  readonly relay: Relay
  readonly place: Place
  readonly #home: string
  readonly #root: string
  readonly #pmh: PracticePmh
  /** Commands of the window overlap; what they do to the simulator and the folders does not. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(relay: Relay, place: Place, home: string, pmh: PracticePmh) {
    this.relay = relay
    this.place = place
    this.#home = home
    this.#root = path.join(home, FILES)
    this.#pmh = pmh
  }

  get play(): PracticePlay {
    return this.#pmh.play
  }

  perform(play: PracticePlay): Promise<void> {
    return this.#inTurn(async () => {
      const before = this.#pmh.url
      await this.#pmh.perform(play)
      if (this.#pmh.url !== before) setTarget(this.relay, this.#pmh.url)
    })
  }

  refill(): Promise<void> {
    return this.#inTurn(() => putSampleFiles(this.#root, compactTime(systemClock.now()), this.#isSlow))
  }

  put(folder: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const entry = PRACTICE_FOLDERS.find((known) => known.folder === folder)
      if (entry === undefined) throw new RelayError('R5006', folder)
      return putSampleFile(this.#root, entry, compactTime(systemClock.now()), this.#isSlow)
    })
  }

  async stop(): Promise<void> {
    await this.relay.close()
    await this.#inTurn(() => this.#pmh.close())
  }

  async discard(): Promise<void> {
    await this.stop()
    await rm(this.#home, { recursive: true, force: true }).catch(() => {})
  }

  get #isSlow(): boolean {
    return this.#pmh.play === 'slow'
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work)
    this.#last = turn.catch(() => {})
    return turn
  }
}

function setTarget(relay: Relay, url: string): void {
  relay.settings.write(new Map([['PostRegistrationTasksBaseURL', url]]))
}

function setUp(relay: Relay, root: string, url: string): void {
  relay.atomically(() => {
    relay.settings.write(new Map([['PMHFilePath', root]]))
    setTarget(relay, url)
    for (const { folder, displayName, token } of PRACTICE_FOLDERS) {
      const id = relay.folders.add({ folder, displayName, paused: false })
      relay.vault.put(`token:${id}`, token)
    }
  })
}
