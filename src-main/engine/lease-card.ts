import { readFileSync } from 'node:fs'
import { lstat, readFile } from 'node:fs/promises'
import { errnoOf } from '../../src-shared/domain/relay-error.ts'

/** A card is a few hundred bytes; whatever is larger was not written by a relay. */
const CARD_LIMIT_BYTES = 4096

export interface LeaseOwner {
  /** Different for each start of a program. */
  readonly id: string
  readonly host: string
  readonly pid: number
  /** When the process began, as its system counts it: a process id may be in use again. Null where nobody tells. */
  readonly started: string | null
}

/** What the lease file says. */
export interface LeaseCard extends LeaseOwner {
  /** Counts up with each heartbeat; a number and no time, since two computers never agree on the time. */
  readonly beat: number
}

/** A card that says nothing to us: not a relay's, half written, or of an account that keeps it to itself. */
export interface UnreadableCard {
  /** Another one after each heartbeat all the same: its holder makes the file anew (inode, time and size; lstat(2)). */
  readonly mark: string
}

/** What lies in the place of a card. */
export type FoundCard = LeaseCard | UnreadableCard | 'missing'

/** @throws what the file system throws, but for a file that is missing, or that another account keeps to itself */
export async function readCard(file: string): Promise<FoundCard> {
  try {
    const bytes = await readFile(file)
    const card = bytes.length > CARD_LIMIT_BYTES ? null : parseCard(bytes.toString('utf8'))
    return card ?? { mark: await markOf(file) }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return 'missing'
    // Somebody sends from here, even if nobody can read who.
    if (errnoOf(error) === 'EACCES' && (await isOfAnotherAccount(file))) return { mark: await markOf(file) }
    throw error
  }
}

async function markOf(file: string): Promise<string> {
  const { ino, mtimeMs, size } = await lstat(file)
  return `${ino} ${mtimeMs} ${size}`
}

async function isOfAnotherAccount(file: string): Promise<boolean> {
  const own = process.geteuid?.()
  if (own === undefined) return false
  return lstat(file).then(
    ({ uid }) => uid !== own,
    () => false,
  )
}

function parseCard(text: string): LeaseCard | null {
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

/** The same holder at the same heartbeat. */
export function isSameCard(a: FoundCard, b: FoundCard): boolean {
  if (a === 'missing' || b === 'missing') return a === b
  const [one, other] = [standOf(a), standOf(b)]
  return one.id === other.id && one.beat === other.beat
}

/** What is another one after each heartbeat. */
export function standOf(card: Exclude<FoundCard, 'missing'>): Pick<LeaseCard, 'id' | 'beat'> {
  return isReadable(card) ? card : { id: card.mark, beat: 0 }
}

export function isReadable(card: FoundCard): card is LeaseCard {
  return card !== 'missing' && 'id' in card
}

/** Who holds it, in words for staff. */
export function holderOf(card: FoundCard): string {
  return isReadable(card) ? `${card.host} (PID ${card.pid})` : '?'
}

/** A process of another user answers EPERM: it lives. One that began at another time is another one. */
export function isProcessAlive({ pid, started }: LeaseOwner): boolean {
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
