import { readFileSync } from 'node:fs'
import { link, open, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { errnoOf } from '../../src-shared/domain/relay-error.ts'
import type { Clock } from './ports.ts'

/** Lies in PMHFilePath while a relay, on whatever computer, sends from it (requirements section 2). */
export const LEASE_FILE = '.pmh-relay.lease'

/** Time between two heartbeats. */
const PERIOD_MS = 20_000

/** A holder on another computer is given up when its heartbeat stood still for so many periods. */
const PATIENCE_PERIODS = 3

/** A card is a few hundred bytes; whatever is larger was not written by a relay. */
const CARD_LIMIT_BYTES = 4096

/** How a file system says that it has no hard links. */
const NO_LINKS: ReadonlySet<string> = new Set([
  'EPERM',
  'EACCES',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EINVAL',
  'EISDIR',
  'EMLINK',
  'UNKNOWN',
])

export interface LeaseOwner {
  /** Different for each start of a program. */
  readonly id: string
  readonly host: string
  readonly pid: number
  /** When the process began, as its system counts it: a process id may be in use again. Null where nobody tells. */
  readonly started: string | null
}

interface Card extends LeaseOwner {
  /** Counts up with each heartbeat; a number and no time, since two computers never agree on the time. */
  readonly beat: number
}

export type Claim =
  | { readonly kind: 'mine' }
  /** Somebody else sends from this folder. */
  | { readonly kind: 'other'; readonly holder: string }
  /** The folder cannot be written to: nobody can be kept out, and the relay goes on. */
  | { readonly kind: 'unwritable'; readonly errno: string }

/** One relay per PMHFilePath, across computers. */
export class RootLease {
  readonly #file: string
  readonly #owner: LeaseOwner
  readonly #clock: Pick<Clock, 'monotonic'>
  readonly #isAlive: (owner: LeaseOwner) => boolean
  #beat = 0
  /** The foreign card as it was seen last, and since when it stands still by our own clock. */
  #seen: { readonly id: string; readonly beat: number; readonly since: number } | null = null

  constructor(
    root: string,
    owner: LeaseOwner,
    clock: Pick<Clock, 'monotonic'>,
    isAlive: (owner: LeaseOwner) => boolean = isProcessAlive,
  ) {
    this.#file = path.join(root, LEASE_FILE)
    this.#owner = owner
    this.#clock = clock
    this.#isAlive = isAlive
  }

  /** Takes the lease, or renews it, or looks once more at who has it. To be called at least every {@link PERIOD_MS}. */
  async claim(): Promise<Claim> {
    try {
      const card = await this.#read()
      if (card === 'missing') return await this.#create()
      if (card !== 'unreadable' && card.id === this.#owner.id) return await this.#renew()
      if (!this.#isStale(card)) return { kind: 'other', holder: describe(card) }
      return await this.#takeOver(card)
    } catch (error) {
      return { kind: 'unwritable', errno: errnoOf(error) }
    }
  }

  /** Gives the lease back at a clean stop. Somebody else's is left alone. */
  async release(): Promise<void> {
    try {
      const card = await this.#read()
      if (typeof card === 'object' && card.id === this.#owner.id) await unlink(this.#file)
    } catch {
      // The share is gone; the lease goes stale by itself.
    }
  }

  /**
   * Written beside and linked, which fails when there is one already: a relay that is killed in between leaves no half
   * card, which would name nobody whose end could be noticed.
   */
  async #create(): Promise<Claim> {
    const beside = this.#beside
    try {
      await this.#write(beside, 'w')
      await this.#placeNew(beside)
      return { kind: 'mine' }
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error
      const card = await this.#read()
      return { kind: 'other', holder: describe(card) }
    } finally {
      await rm(beside, { force: true })
    }
  }

  /** Some shares know no links; there the card is written in its place. @throws EEXIST */
  async #placeNew(beside: string): Promise<void> {
    try {
      await link(beside, this.#file)
    } catch (error) {
      if (!NO_LINKS.has(errnoOf(error))) throw error
      await this.#write(this.#file, 'wx')
    }
  }

  get #beside(): string {
    return `${this.#file}.${this.#owner.id}`
  }

  /** Written beside and renamed, so that a reader never sees half a card. */
  async #renew(): Promise<Claim> {
    this.#beat += 1
    const beside = this.#beside
    await this.#write(beside, 'w')
    await rename(beside, this.#file)
    return { kind: 'mine' }
  }

  /**
   * The stale card is moved aside first: a rename takes just this one file away, so that of two takers only one has it in
   * hand. A card that turns out to be another one was taken from a living holder and is put back.
   */
  async #takeOver(stale: Card | 'unreadable' | 'missing'): Promise<Claim> {
    const aside = `${this.#file}.${this.#owner.id}.old`
    try {
      await rename(this.#file, aside)
    } catch (error) {
      // Another taker was faster, and has it by now.
      if (errnoOf(error) === 'ENOENT') return { kind: 'other', holder: describe(await this.#read()) }
      throw error
    }
    const taken = await readCard(aside)
    if (!isSameCard(taken, stale)) {
      await writeFile(this.#file, await readFile(aside), { flag: 'wx', mode: 0o600 }).catch(() => {})
      await rm(aside, { force: true })
      return { kind: 'other', holder: describe(taken) }
    }
    await rm(aside, { force: true })
    this.#seen = null
    return this.#create()
  }

  /** Same computer: as soon as the process is gone. Another one: when its heartbeat stood still long enough. */
  #isStale(card: Card | 'unreadable'): boolean {
    if (card !== 'unreadable' && card.host === this.#owner.host && !this.#isAlive(card)) return true
    const { id, beat } = card === 'unreadable' ? { id: '', beat: 0 } : card
    const now = this.#clock.monotonic()
    if (this.#seen === null || this.#seen.id !== id || this.#seen.beat !== beat) {
      this.#seen = { id, beat, since: now }
    }
    return now - this.#seen.since >= PERIOD_MS * PATIENCE_PERIODS
  }

  #read(): Promise<Card | 'unreadable' | 'missing'> {
    return readCard(this.#file)
  }

  async #write(file: string, flag: 'w' | 'wx'): Promise<void> {
    const handle = await open(file, flag, 0o600)
    try {
      const card: Card = { ...this.#owner, beat: this.#beat }
      await handle.writeFile(`${JSON.stringify(card)}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
  }
}

async function readCard(file: string): Promise<Card | 'unreadable' | 'missing'> {
  let text: string
  try {
    const bytes = await readFile(file)
    if (bytes.length > CARD_LIMIT_BYTES) return 'unreadable'
    text = bytes.toString('utf8')
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return 'missing'
    throw error
  }
  return parseCard(text) ?? 'unreadable'
}

function parseCard(text: string): Card | null {
  try {
    const card: unknown = JSON.parse(text)
    if (typeof card !== 'object' || card === null) return null
    if (!('id' in card && 'host' in card && 'pid' in card && 'beat' in card)) return null
    const { id, host, pid, beat } = card
    const started = 'started' in card && typeof card.started === 'string' ? card.started : null
    if (typeof id !== 'string' || typeof host !== 'string') return null
    if (!Number.isSafeInteger(pid) || !Number.isSafeInteger(beat)) return null
    return { id, host, pid: Number(pid), started, beat: Number(beat) }
  } catch {
    return null
  }
}

function isSameCard(a: Card | 'unreadable' | 'missing', b: Card | 'unreadable' | 'missing'): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b
  return a.id === b.id && a.beat === b.beat
}

function describe(card: Card | 'unreadable' | 'missing'): string {
  return typeof card === 'string' ? '?' : `${card.host} (PID ${card.pid})`
}

/** A process of another user answers EPERM: it lives. One that began at another time is another one. */
function isProcessAlive({ pid, started }: LeaseOwner): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (errnoOf(error) !== 'EPERM') return false
  }
  const now = processStart(pid)
  return started === null || now === null || now === started
}

/** Clock ticks since the system's start at which a process began (proc(5), stat, field 22); null where nobody tells. */
export function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is a name in brackets that may hold blanks.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

/** Milliseconds between two heartbeats. */
export const LEASE_PERIOD_MS = PERIOD_MS
