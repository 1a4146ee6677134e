import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import type { LeaseOwner } from './lease-card.ts'
import type { LeaseMemory } from './lease-sighting.ts'
import type { Clock } from './ports.ts'
import { LEASE_PERIOD_MS, RootLease } from './root-lease.ts'

export interface RootGuardOptions {
  readonly owner: LeaseOwner
  readonly clock: Pick<Clock, 'monotonic'>
  readonly memory: LeaseMemory
  /** Another relay took the folder over while this one slept: no further file may be begun. */
  onLost(error: RelayError): void
  /** The folder cannot be written to; told once per change. */
  onUnwritable(error: RelayError): void
}

/** Keeps the lease of the one PMHFilePath in use, with its heartbeat, and follows it when the setting changes. */
export class RootGuard {
  readonly #options: RootGuardOptions
  #root: string | null = null
  #lease: RootLease | null = null
  #heartbeat: NodeJS.Timeout | null = null
  #unwritable = false

  constructor(options: RootGuardOptions) {
    this.#options = options
  }

  /**
   * Makes sure that this relay, and no other on any computer, sends from `root`.
   * @throws RelayError R4007 (detail names the holder) when another one does
   */
  async hold(root: string): Promise<void> {
    if (root !== this.#root) await this.release()
    this.#lease ??= new RootLease(root, this.#options.owner, this.#options.clock, this.#options.memory)
    this.#root = root
    await this.#claim(this.#lease)
    this.#heartbeat ??= this.#startHeartbeat(this.#lease)
  }

  async release(): Promise<void> {
    if (this.#heartbeat !== null) clearInterval(this.#heartbeat)
    const lease = this.#lease
    this.#heartbeat = null
    this.#lease = null
    this.#root = null
    await lease?.release()
  }

  async #claim(lease: RootLease): Promise<void> {
    const claim = await lease.claim()
    if (claim.kind === 'other') throw new RelayError('R4007', claim.holder)
    const unwritable = claim.kind === 'unwritable'
    if (unwritable && !this.#unwritable) this.#options.onUnwritable(new RelayError('R3012', claim.errno))
    this.#unwritable = unwritable
  }

  /** Does not keep the process alive; a relay that waits for its timer or an upload does that itself. */
  #startHeartbeat(lease: RootLease): NodeJS.Timeout {
    let beating = false
    const beat = async () => {
      if (beating || lease !== this.#lease) return
      beating = true
      try {
        await this.#claim(lease)
      } catch (error) {
        const lost = error instanceof RelayError ? error : new RelayError('R4006', errnoOf(error))
        if (lease === this.#lease) this.#options.onLost(lost)
      } finally {
        beating = false
      }
    }
    return setInterval(() => void beat(), LEASE_PERIOD_MS).unref()
  }
}
