import {
  CircleDashed,
  CircleMinus,
  CirclePause,
  CircleX,
  Eraser,
  KeyRound,
  Pencil,
  Plus,
  TriangleAlert,
} from 'lucide-react'
import type { ImportedFolder, ImportedSetting } from '../../../src-shared/ipc/answer-shapes.ts'
import { importText } from '../../../src-shared/text/ja/screens-import.ts'
import type { Mark } from '../../components/state-marks.ts'

const { verdicts: word } = importText.preview

const settingMarks: Readonly<Record<ImportedSetting['change'], Mark>> = {
  added: { tone: 'ok', icon: Plus, word: word.added },
  changed: { tone: 'busy', icon: Pencil, word: word.changed },
  cleared: { tone: 'busy', icon: Eraser, word: word.cleared },
  same: { tone: 'idle', icon: CircleMinus, word: word.same },
  kept: { tone: 'idle', icon: CircleDashed, word: word.kept },
}

/** @param isOpen staff have yet to look at the row */
export function settingMark({ change, problem }: ImportedSetting, isOpen: boolean): Mark {
  if (problem !== null) return { tone: 'bad', icon: CircleX, word: word.wrong }
  return isOpen ? { tone: 'held', icon: TriangleAlert, word: word.check } : settingMarks[change]
}

const folderMarks: Readonly<Record<ImportedFolder['change'], Mark>> = {
  added: settingMarks.added,
  token: { tone: 'busy', icon: KeyRound, word: word.token },
  same: settingMarks.same,
  left: { tone: 'idle', icon: CircleDashed, word: word.left },
}

export function folderMark({ change, paused }: ImportedFolder, pauseOthers: boolean): Mark {
  if (change === 'left' && pauseOthers && !paused)
    return { tone: 'busy', icon: CirclePause, word: word.pause }
  return folderMarks[change]
}
