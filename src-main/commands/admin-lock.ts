import { z } from 'zod'
import { foldPin, isPin, pinDelay } from '../../src-shared/domain/admin-pin.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { AuditStore } from '../store/audit-store.ts'
import type { FactStore } from '../store/fact-store.ts'
import { hashPin, isPinOf, readPinRecord } from '../vault/pin-hash.ts'

/** Nobody changed anything for so long: whoever sits down now has to give the PIN. */
const IDLE_MS = 10 * 60_000

const triesShape = z.strictObject({ wrong: z.number().int().nonnegative(), at: z.number() })
type Tries = z.infer<typeof triesShape>

export interface AdminLockState {
  /** A PIN was chosen. */
  readonly isSet: boolean
  readonly isOpen: boolean
}

/**
 * 管理者ロック: settings, mapping, deletion and decisions ask for a PIN. It keeps colleagues at the same desk from changing
 * things unseen; whoever may write the data folder can take it away (docs, recovery).
 */
export class AdminLock {
  readonly #facts: FactStore
  readonly #audit: AuditStore
  readonly #now: () => number
  readonly #changed: () => void
  readonly #idleMs: number
  #open = false
  #idle: NodeJS.Timeout | null = null

  /**
   * @param now milliseconds since 1970: the delay after wrong tries outlives a restart
   * @param changed told when the state is another one
   */
  constructor(
    facts: FactStore,
    audit: AuditStore,
    now: () => number,
    changed: () => void,
    idleMs: number = IDLE_MS,
  ) {
    this.#facts = facts
    this.#audit = audit
    this.#now = now
    this.#changed = changed
    this.#idleMs = idleMs
  }

  state(): AdminLockState {
    const isSet = this.#record() !== ''
    return { isSet, isOpen: !isSet || this.#open }
  }

  /** To be called before anything that the PIN protects. @throws RelayError R6010 while it is locked */
  require(): void {
    if (!this.state().isOpen) throw new RelayError('R6010')
    if (this.#open) this.#restartIdle()
  }

  /** Sets the first PIN or another one. @throws RelayError R6012 when it is none */
  async setPin(typed: string): Promise<void> {
    const pin = foldPin(typed)
    if (!isPin(pin)) throw new RelayError('R6012')
    const { isSet } = this.state()
    const record = await hashPin(pin)
    this.#facts.set('admin_pin', JSON.stringify(record))
    this.#facts.set('admin_tries', '')
    this.#note(isSet ? 'lock.changed' : 'lock.set')
    this.#setOpen(true)
  }

  removePin(): void {
    this.#facts.set('admin_pin', '')
    this.#note('lock.removed')
    this.#setOpen(false)
  }

  /** @throws RelayError R6011 (detail: seconds to wait) too early after wrong tries, R6012 when it is not the PIN */
  async open(typed: string): Promise<void> {
    const stored = this.#record()
    if (stored === '') return
    const tries = this.#tries()
    const wait = tries.at + pinDelay(tries.wrong) - this.#now()
    if (wait > 0) throw new RelayError('R6011', String(Math.ceil(wait / 1000)))
    // Counted before it is known: many tries at once are many tries.
    this.#facts.set(
      'admin_tries',
      JSON.stringify({ wrong: tries.wrong + 1, at: this.#now() } satisfies Tries),
    )
    const record = readPinRecord(stored)
    if (record === null || !(await isPinOf(foldPin(typed), record))) {
      this.#note('lock.refused')
      throw new RelayError('R6012')
    }
    this.#facts.set('admin_tries', '')
    this.#note('lock.opened')
    this.#setOpen(true)
  }

  close(): void {
    this.#setOpen(false)
  }

  #record(): string {
    return this.#facts.get('admin_pin') ?? ''
  }

  /** A clock that was set back must not lock staff out for longer than the delay itself. */
  #tries(): Tries {
    const stored = this.#facts.get('admin_tries') ?? ''
    if (stored === '') return { wrong: 0, at: 0 }
    const { wrong, at } = readTries(stored)
    return { wrong, at: Math.min(at, this.#now()) }
  }

  #setOpen(open: boolean): void {
    this.#open = open
    this.#restartIdle()
    this.#changed()
  }

  #restartIdle(): void {
    if (this.#idle !== null) clearTimeout(this.#idle)
    this.#idle = null
    if (!this.#open) return
    this.#idle = setTimeout(() => this.#setOpen(false), this.#idleMs)
    this.#idle.unref()
  }

  #note(action: string): void {
    this.#audit.add({ action, subject: '', before: null, after: null, reason: null })
  }
}

/** What cannot be read counts as wrong tries long ago: spoiling it wins one try, and locks nobody out. */
function readTries(json: string): Tries {
  try {
    return triesShape.parse(JSON.parse(json))
  } catch {
    return { wrong: 3, at: 0 }
  }
}
