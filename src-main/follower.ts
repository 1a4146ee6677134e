import { stat } from 'node:fs/promises'
import path from 'node:path'
import { RelayError } from '../src-shared/domain/relay-error.ts'
import type { Holder } from '../src-shared/ipc/answer-shapes.ts'
import type { Topic } from '../src-shared/ipc/events.ts'
import type { Relay } from './compose.ts'
import { logFileName } from './official/log-tail.ts'
import { isLockFree, readLockOwner } from './store/instance-lock.ts'

/** What another program writes is shown within this time; more often than this nothing is asked. */
const LOOK_MS = 1_000

/** What a change in the database may have changed: it does not say what it was. */
const OF_THE_DATABASE: readonly Topic[] = ['status', 'transfers', 'folders', 'settings', 'vault', 'audit']

/**
 * Follows what another program does in a data folder of which this one does not have the lock: its rows, its log, and
 * whether it is still there. It only looks; taking over is for staff.
 */
export class Follower {
  readonly #relay: Relay
  readonly #tell: (topic: Topic) => void
  #timer: NodeJS.Timeout | null
  #holder: Holder
  #changes: unknown
  #log = ''

  /** @param tell what changed, at most once per topic in {@link LOOK_MS} */
  constructor(relay: Relay, tell: (topic: Topic) => void) {
    this.#relay = relay
    this.#tell = tell
    this.#holder = readHolder(relay.dataDir)
    this.#changes = relay.changes()
    this.#timer = setInterval(() => void this.look(), LOOK_MS)
    this.#timer.unref()
  }

  /** Who sends, or who did last. */
  get holder(): Holder {
    return this.#holder
  }

  /** Looks now. A look that fails is made up for by the next one. */
  async look(): Promise<void> {
    const log = await this.#logState()
    if (this.#timer === null) return
    const topics = new Set<Topic>()
    if (log !== this.#log) topics.add('log')
    this.#log = log
    const changes = quietly(() => this.#relay.changes())
    if (changes !== null && changes !== this.#changes) {
      this.#changes = changes
      for (const topic of OF_THE_DATABASE) topics.add(topic)
    }
    const holder = quietly(() => readHolder(this.#relay.dataDir, this.#holder))
    if (holder !== null && JSON.stringify(holder) !== JSON.stringify(this.#holder)) {
      this.#holder = holder
      topics.add('status')
    }
    for (const topic of topics) this.#tell(topic)
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
  }

  async #logState(): Promise<string> {
    const found = await stat(path.join(this.#relay.logFolder, logFileName(0))).catch(() => null)
    return found === null ? '' : `${found.ino} ${found.size} ${found.mtimeMs}`
  }
}

/** The card goes with its owner, whose name is kept for the sentence that says who has ended. */
function readHolder(dataDir: string, last?: Holder): Holder {
  const ended = isLockFree(dataDir)
  if (ended && last !== undefined) return { ...last, ended }
  return { ...readLockOwner(dataDir), ended }
}

function quietly<T>(work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (error instanceof RelayError) return null
    throw error
  }
}
