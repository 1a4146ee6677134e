import type { FolderCard, Holder, Problem } from '../../../src-shared/ipc/answer-shapes.ts'
import type { CommandOutput } from '../../../src-shared/ipc/commands.ts'
import { verdictText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import { shortTime } from '../../../src-shared/text/ja/screens-formats.ts'
import { settingLabel } from '../../../src-shared/text/ja/settings.ts'

export type Overview = CommandOutput<'overview.get'>

export type Tone = 'ok' | 'bad' | 'doubt' | 'held' | 'busy' | 'idle'

/** The one sentence that answers "is everything all right?" in three seconds. */
export interface Verdict {
  readonly kind: 'ok' | 'trouble' | 'sending' | 'stopped' | 'unset' | 'held_by' | 'practice'
  readonly tone: Tone
  readonly title: string
  readonly sentence: string
  /** The button that is the right next step; it alone is solid. */
  readonly next: 'send' | 'start' | 'settings' | 'folders' | 'none'
}

/** From grave to light; also the order of the list, the badge and the tray. */
const RANK: readonly Problem['kind'][] = [
  'unknown',
  'engine',
  'failed',
  'folder_missing',
  'folder',
  'held',
  'mail',
]

const TONE: Readonly<Record<Problem['kind'], Tone>> = {
  engine: 'bad',
  unknown: 'doubt',
  failed: 'bad',
  folder_missing: 'bad',
  folder: 'held',
  held: 'held',
  mail: 'held',
}

export const problemTone = (kind: Problem['kind']): Tone => TONE[kind]

/** By rank, then the oldest first. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(
    (a, b) => RANK.indexOf(a.kind) - RANK.indexOf(b.kind) || Date.parse(a.since) - Date.parse(b.since) || 0,
  )
}

/**
 * @param heldBy the other program that sends from this data folder, null when it is this one
 * @param practice in practice mode files are sent by hand, one look at a time
 */
export function chooseVerdict(
  overview: Overview,
  heldBy: Holder | null,
  now: Date,
  practice = false,
): Verdict {
  const { status, problems, folders } = overview
  if (heldBy !== null) {
    return {
      kind: 'held_by',
      tone: heldBy.ended ? 'bad' : 'held',
      title: heldBy.ended ? verdictText.heldByNobodyTitle : verdictText.heldBy,
      sentence: heldBy.ended ? verdictText.heldByNobody : verdictText.heldBySentence,
      next: 'none',
    }
  }
  if (status.state === 'sending') {
    return {
      kind: 'sending',
      tone: 'busy',
      title: verdictText.sending,
      sentence: verdictText.sendingSentence,
      next: 'none',
    }
  }
  if (isUnset(overview)) return unset(overview)
  if (problems.length > 0) return trouble(overview)
  const waiting = folders.reduce((sum, card) => sum + (card.waitingFiles ?? 0), 0)
  if (practice && status.state === 'stopped' && waiting > 0) {
    return {
      kind: 'practice',
      tone: 'busy',
      title: verdictText.practice,
      sentence: verdictText.practiceSentence(waiting),
      next: 'send',
    }
  }
  if (status.state === 'stopped') {
    return {
      kind: 'stopped',
      tone: 'idle',
      title: verdictText.stopped,
      sentence: verdictText.stoppedSentence,
      next: 'start',
    }
  }
  return {
    kind: 'ok',
    tone: 'ok',
    title: verdictText.ok,
    sentence: todaySentence(overview, now),
    next: 'send',
  }
}

/** Nothing can be sent before this is entered. */
export function isUnset({ missing, folders }: Overview): boolean {
  return missing.length > 0 || folders.length === 0
}

function unset({ missing }: Overview): Verdict {
  const labels = missing.map((problem) => settingLabel[problem.key])
  return {
    kind: 'unset',
    tone: 'held',
    title: verdictText.unset,
    sentence: missing.length > 0 ? verdictText.unsetFields(labels) : verdictText.unsetFolders,
    next: missing.length > 0 ? 'settings' : 'folders',
  }
}

/** Nothing is wrong with a folder that is paused, and yet its files do not go: it is not among these. */
const WELL: ReadonlySet<FolderCard['state']> = new Set(['ok', 'sending', 'queued'])

function trouble({ problems, folders, status }: Overview): Verdict {
  // A mail that did not go out concerns no upload.
  const concerned = new Set(problems.flatMap(({ kind, folder }) => (kind === 'mail' ? [] : [folder])))
  // Trouble of the line concerns every scheme, so that none is left to call well.
  const well = concerned.has(null)
    ? 0
    : folders.filter(({ folder, state }) => !concerned.has(folder) && WELL.has(state)).length
  const first = sortProblems(problems)[0]
  const stopped = status.state === 'stopped'
  const rest = well > 0 ? verdictText.restWell(well) : ''
  // All three do not fit on one line (design guide, section 2), and the list below says what to do.
  const check = stopped && well > 0 ? '' : problems.length === 1 ? verdictText.checkOne : verdictText.checkAll
  return {
    kind: 'trouble',
    tone: first === undefined ? 'doubt' : TONE[first.kind],
    title: verdictText.trouble(problems.length),
    sentence: `${check}${rest}${stopped ? verdictText.alsoStopped : ''}`,
    next: 'none',
  }
}

function todaySentence({ today, lastSuccessAt }: Overview, now: Date): string {
  if (today.failure > 0 || today.unknown > 0) {
    return verdictText.counted(today.success, today.failure, today.unknown)
  }
  if (lastSuccessAt === null) return verdictText.noneYet
  const last = shortTime(lastSuccessAt, now)
  return today.success > 0 ? verdictText.allAccepted(today.success, last) : verdictText.noneToday(last)
}
