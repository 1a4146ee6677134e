import {
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleQuestionMark,
  CircleStop,
  CircleX,
  Clock,
  CloudUpload,
  Eye,
  FolderInput,
  FolderX,
  KeyRound,
  ListChecks,
  Lock,
  type LucideIcon,
  MailX,
  Pencil,
  TriangleAlert,
} from 'lucide-react'
import type { EngineState } from '../../src-shared/domain/engine-status.ts'
import type { PreflightLevel } from '../../src-shared/domain/preflight-rule.ts'
import type { ResultWord } from '../../src-shared/domain/transfer.ts'
import type { FolderCard, Problem } from '../../src-shared/ipc/answer-shapes.ts'
import { foundText, levelText } from '../../src-shared/text/ja/preflight.ts'
import { problemText, schemeText } from '../../src-shared/text/ja/screens-dashboard.ts'
import { decideText } from '../../src-shared/text/ja/screens-decide.ts'
import { foldersText } from '../../src-shared/text/ja/screens-folders.ts'
import { detailText } from '../../src-shared/text/ja/screens-history.ts'
import { holderText } from '../../src-shared/text/ja/screens-holder.ts'
import { engineStateWord, resultWordText } from '../../src-shared/text/ja/words.ts'
import type { Tone } from './tone.ts'

/** How a state is drawn: everywhere with the same icon, word and colour. */
export interface Mark {
  readonly tone: Tone
  readonly icon: LucideIcon
  readonly word: string
}

export const engineMark: Readonly<Record<EngineState, Mark>> = {
  watching: { tone: 'ok', icon: Eye, word: engineStateWord.watching },
  stopped: { tone: 'idle', icon: CircleStop, word: engineStateWord.stopped },
  sending: { tone: 'busy', icon: CloudUpload, word: engineStateWord.sending },
}

export const onlyShowsMark: Mark = { tone: 'held', icon: Lock, word: holderText.onlyShows }

export const resultMark: Readonly<Record<ResultWord, Mark>> = {
  success: { tone: 'ok', icon: CircleCheck, word: resultWordText.success },
  failure: { tone: 'bad', icon: CircleX, word: resultWordText.failure },
  unknown: { tone: 'doubt', icon: CircleQuestionMark, word: resultWordText.unknown },
  sending: { tone: 'busy', icon: CloudUpload, word: resultWordText.sending },
}

export const heldMark: Mark = { tone: 'held', icon: CirclePause, word: problemText.chips.held }

/** The steps of a transfer that are no result. */
export const startMark: Mark = { tone: 'ok', icon: CircleCheck, word: detailText.steps.begun }
export const filedMark: Mark = { tone: 'ok', icon: FolderInput, word: detailText.place }
export const decisionMark: Mark = { tone: 'busy', icon: ListChecks, word: detailText.decision }

export const changedMark: Mark = { tone: 'busy', icon: Pencil, word: decideText.changed }

export const schemeMark: Readonly<Record<FolderCard['state'], Mark>> = {
  ok: { tone: 'ok', icon: CircleCheck, word: schemeText.chips.ok },
  paused: { tone: 'idle', icon: CircleStop, word: schemeText.chips.paused },
  unset: { tone: 'idle', icon: CircleDashed, word: schemeText.chips.unset },
  missing: { tone: 'bad', icon: FolderX, word: schemeText.chips.missing },
  check: { tone: 'held', icon: TriangleAlert, word: schemeText.chips.check },
  held: { tone: 'held', icon: CirclePause, word: schemeText.chips.held },
  unknown: { tone: 'doubt', icon: CircleQuestionMark, word: schemeText.chips.unknown },
  failed: { tone: 'bad', icon: CircleX, word: schemeText.chips.failed },
  blocked: { tone: 'bad', icon: TriangleAlert, word: schemeText.chips.blocked },
  sending: { tone: 'busy', icon: CloudUpload, word: schemeText.chips.sending },
  queued: { tone: 'idle', icon: Clock, word: schemeText.chips.queued },
}

/** How grave a finding of 送信前の点検 is. */
export const preflightMark: Readonly<Record<PreflightLevel, Mark>> = {
  fault: { tone: 'bad', icon: CircleX, word: levelText.fault },
  note: { tone: 'held', icon: TriangleAlert, word: levelText.note },
}

/** Beside the result of a file in which 送信前の点検 found something. */
export const foundMark: Readonly<Record<PreflightLevel, Mark>> = {
  fault: { ...preflightMark.fault, word: foundText.fault },
  note: { ...preflightMark.note, word: foundText.note },
}

export const problemMark: Readonly<Record<Problem['kind'], Mark>> = {
  unknown: { tone: 'doubt', icon: CircleQuestionMark, word: problemText.chips.unknown },
  failed: { tone: 'bad', icon: CircleX, word: problemText.chips.failed },
  folder_missing: { tone: 'bad', icon: FolderX, word: problemText.chips.folder_missing },
  held: { tone: 'held', icon: CirclePause, word: problemText.chips.held },
  folder: { tone: 'held', icon: TriangleAlert, word: problemText.chips.folder },
  engine: { tone: 'bad', icon: TriangleAlert, word: problemText.chips.engine },
  mail: { tone: 'held', icon: MailX, word: problemText.chips.mail },
}

export type EntryState = keyof typeof foldersText.states

export const entryMark: Readonly<Record<EntryState, Mark>> = {
  ok: { tone: 'ok', icon: CircleCheck, word: foldersText.states.ok },
  paused: { tone: 'idle', icon: CircleStop, word: foldersText.states.paused },
  missing: { tone: 'bad', icon: FolderX, word: foldersText.states.missing },
  unknown: { tone: 'held', icon: TriangleAlert, word: foldersText.states.unknown },
  noToken: { tone: 'bad', icon: KeyRound, word: foldersText.states.noToken },
}
