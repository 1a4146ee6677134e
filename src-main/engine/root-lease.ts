import { chmod, link, open, readdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { errnoOf } from '../../src-shared/domain/relay-error.ts'
import {
  type FoundCard,
  holderOf,
  isProcessAlive,
  isReadable,
  isSameCard,
  type LeaseCard,
  type LeaseOwner,
  readCard,
} from './lease-card.ts'
import { type LeaseMemory, LeaseSighting } from './lease-sighting.ts'
import type { Clock } from './ports.ts'

/** Lies in PMHFilePath while a relay, on whatever computer, sends from it (requirements section 2). */
export const LEASE_FILE = '.pmh-relay.lease'

/** Milliseconds between two heartbeats. */
export const LEASE_PERIOD_MS = 20_000

/** A holder on another computer is given up when its heartbeat stood still for so many periods. */
const PATIENCE_PERIODS = 3

/** A relay of another account has to see who holds the folder, and that its heartbeat goes on; nothing secret is in a card. */
const CARD_MODE = 0o644

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
  readonly #isAlive: (owner: LeaseOwner) => boolean
  #beat = 0
  readonly #sighting: LeaseSighting

  constructor(
    root: string,
    owner: LeaseOwner,
    clock: Pick<Clock, 'monotonic'>,
    memory: LeaseMemory,
    isAlive: (owner: LeaseOwner) => boolean = isProcessAlive,
  ) {
    this.#file = path.join(root, LEASE_FILE)
    this.#owner = owner
    this.#sighting = new LeaseSighting(this.#file, owner.host, clock, memory)
    this.#isAlive = isAlive
  }

  /** Takes the lease, or renews it, or looks once more at who has it. To be called at least every {@link LEASE_PERIOD_MS}. */
  async claim(): Promise<Claim> {
    try {
      const card = await this.#read()
      if (card === 'missing') return await this.#create()
      if (isReadable(card) && card.id === this.#owner.id) return await this.#renew()
      if (!this.#isStale(card)) return { kind: 'other', holder: holderOf(card) }
      return await this.#takeOver(card)
    } catch (error) {
      return { kind: 'unwritable', errno: errnoOf(error) }
    }
  }

  /** Gives the lease back at a clean stop. Somebody else's is left alone. */
  async release(): Promise<void> {
    try {
      const card = await this.#read()
      if (isReadable(card) && card.id === this.#owner.id) await unlink(this.#file)
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
      await this.#sweep()
      return { kind: 'mine' }
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error
      const card = await this.#read()
      return { kind: 'other', holder: holderOf(card) }
    } finally {
      await rm(beside, { force: true })
    }
  }

  /** Removes the cards that relays of this computer left beside the lease when they were killed. */
  async #sweep(): Promise<void> {
    const folder = path.dirname(this.#file)
    for (const name of await readdir(folder).catch(() => [])) {
      // One that ends in `.old` may be in the hands of another taker just now.
      if (!name.startsWith(`${LEASE_FILE}.`) || name.endsWith('.old')) continue
      const file = path.join(folder, name)
      const card = await readCard(file).catch(() => 'missing' as const)
      if (!isReadable(card) || card.host !== this.#owner.host || this.#isAlive(card)) continue
      await rm(file, { force: true }).catch(() => {})
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
  async #takeOver(stale: FoundCard): Promise<Claim> {
    const aside = `${this.#file}.${this.#owner.id}.old`
    try {
      await rename(this.#file, aside)
    } catch (error) {
      // Another taker was faster, and has it by now.
      if (errnoOf(error) === 'ENOENT') return { kind: 'other', holder: holderOf(await this.#read()) }
      throw error
    }
    const taken = await readCard(aside)
    if (!isSameCard(taken, stale)) {
      await writeFile(this.#file, await readFile(aside), { flag: 'wx', mode: CARD_MODE }).catch(() => {})
      await chmod(this.#file, CARD_MODE).catch(() => {})
      await rm(aside, { force: true })
      return { kind: 'other', holder: holderOf(taken) }
    }
    await rm(aside, { force: true })
    this.#sighting.forget()
    return this.#create()
  }

  /** Same computer: as soon as the process is gone. Another one: when its heartbeat stood still long enough. */
  #isStale(card: Exclude<FoundCard, 'missing'>): boolean {
    if (isReadable(card) && card.host === this.#owner.host && !this.#isAlive(card)) return true
    return this.#sighting.look(card) >= LEASE_PERIOD_MS * PATIENCE_PERIODS
  }

  #read(): Promise<FoundCard> {
    return readCard(this.#file)
  }

  async #write(file: string, flag: 'w' | 'wx'): Promise<void> {
    const handle = await open(file, flag, CARD_MODE)
    try {
      const card: LeaseCard = { ...this.#owner, beat: this.#beat }
      await handle.writeFile(`${JSON.stringify(card)}\n`)
      await handle.sync()
      // Whatever the account makes of its own files (umask). Some shares cannot. Last, so that the card is never empty for longer.
      await handle.chmod(CARD_MODE).catch(() => {})
    } finally {
      await handle.close()
    }
  }
}
