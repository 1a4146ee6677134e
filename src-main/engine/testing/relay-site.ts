import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { EngineEvent } from '../../../src-shared/domain/engine-event.ts'
import type { RawSettings } from '../../../src-shared/domain/settings.ts'
import type { Transfer } from '../../../src-shared/domain/transfer.ts'
import type { Relay } from '../../compose.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { filesBelow, type RelayFixture, relayFixture } from '../../testing/relay-fixture.ts'
import { LEASE_FILE } from '../root-lease.ts'
import { ContentLedger } from './content-ledger.ts'
import { TransitionWatch } from './transition-watch.ts'

export const FOLDERS = ['kodomo', 'judo'] as const
export type FolderName = (typeof FOLDERS)[number]

export interface SeenFile {
  /** Below PMHFilePath, with `/`. */
  readonly name: string
  readonly sha256: string
}

const GOOD_TOKENS: Readonly<Record<FolderName, string>> = { kodomo: 'good-k', judo: 'good-j' }

/** One relay with its folders and its PMH, and what the model knows of them. */
export class RelaySite {
  readonly #fixture: RelayFixture
  readonly contents = new ContentLedger()
  readonly transitions = new TransitionWatch()
  relay: Relay
  settings: RawSettings = {}
  tokens: Readonly<Record<string, string>> = GOOD_TOKENS
  isRootAway = false
  /** A killed relay may leave a row `sending` until its successor has run a cycle. */
  mayBeInterrupted = false
  #hook: (event: EngineEvent) => void = () => {}

  static async open(): Promise<RelaySite> {
    let site: RelaySite | null = null
    const fixture = await relayFixture(GOOD_TOKENS, {}, (event) => site?.onEvent(event))
    site = new RelaySite(fixture)
    return site
  }

  constructor(fixture: RelayFixture) {
    this.#fixture = fixture
    this.relay = fixture.relay
  }

  get simulator(): Simulator {
    return this.#fixture.simulator
  }

  /** PMHFilePath as the relay knows it, whether it is there or not. */
  get root(): string {
    return this.#fixture.root
  }

  /** Where its files lie now. */
  get base(): string {
    return this.isRootAway ? `${this.root}-away` : this.root
  }

  /** @param hook is called inside the engine's own steps; null for none */
  onNextEvents(hook: ((event: EngineEvent) => void) | null): void {
    this.#hook = hook ?? (() => {})
  }

  onEvent(event: EngineEvent): void {
    if (event.type !== 'status') this.transitions.look(this.rows())
    this.#hook(event)
  }

  /** Oldest first. */
  rows(): Transfer[] {
    return [...this.relay.history.newestFirst()].reverse()
  }

  files(): SeenFile[] {
    return filesBelow(this.base)
      .filter((name) => !name.startsWith(LEASE_FILE))
      .map((name) => ({ name, sha256: sha256Of(readFileSync(path.join(this.base, name))) }))
  }

  /** Closes the relay and opens another one on the same data folder. */
  async restart(changes: { settings?: RawSettings; tokens?: Readonly<Record<string, string>> } = {}) {
    await this.relay.close()
    this.#forgetLease()
    this.settings = { ...this.settings, ...changes.settings }
    this.tokens = { ...this.tokens, ...changes.tokens }
    this.relay = this.#fixture.reopen(this.settings, this.tokens)
  }

  /** Keeps a copy of the disk as a SIGKILL at this moment would leave it; afterwards nothing more is begun. */
  freeze(): void {
    for (const place of [this.base, this.#fixture.dataDir])
      cpSync(place, `${place}-frozen`, { recursive: true, preserveTimestamps: true })
    void this.relay.engine.shutdown()
  }

  /** Goes back to the disk of {@link freeze} under a new relay: what the old one did since never happened. */
  async thaw(): Promise<void> {
    await this.relay.close()
    for (const place of [this.base, this.#fixture.dataDir]) {
      rmSync(place, { recursive: true })
      renameSync(`${place}-frozen`, place)
    }
    this.transitions.forget()
    this.mayBeInterrupted = true
    await this.restart()
  }

  /** The share goes away, or comes back. @throws Error when the relay made a folder in its place */
  moveRoot(away: boolean): void {
    if (away === this.isRootAway) return
    if (!away && existsSync(this.root)) throw new Error('the relay made PMHFilePath anew')
    renameSync(this.base, away ? `${this.root}-away` : this.root)
    this.isRootAway = away
  }

  /** Everything that staff can mend by hand: the share, the folders, PMH, tokens, several files in one folder. */
  async mend(): Promise<void> {
    this.simulator.behave(null)
    this.simulator.release()
    this.moveRoot(false)
    for (const folder of FOLDERS) mkdirSync(path.join(this.root, folder), { recursive: true })
    const settings = { AllowMultipleFilePerFolder: 'true', PostRegistrationTasksBaseURL: this.simulator.url }
    await this.restart({ settings, tokens: GOOD_TOKENS })
  }

  async close(): Promise<void> {
    await this.relay.close()
    await this.simulator.close()
    rmSync(path.dirname(this.root), { recursive: true, force: true })
  }

  /** A relay of this very process that is gone: for its successor, the pid of the lease would be alive. */
  #forgetLease(): void {
    rmSync(path.join(this.base, LEASE_FILE), { force: true })
  }
}

export function sha256Of(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}
