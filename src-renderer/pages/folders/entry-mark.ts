import type { FolderCard, FolderEntry, Problem } from '../../../src-shared/ipc/answer-shapes.ts'
import { entryMark, type Mark, schemeMark } from '../../components/state-marks.ts'
import { entryState } from './folder-form.ts'

/** What the list says of an entry: what is wrong with it here, else what the dashboard says of its scheme. */
export function shownMark(entry: FolderEntry, card: FolderCard | undefined): Mark {
  const state = entryState(entry)
  return state === 'ok' && card !== undefined ? schemeMark[card.state] : entryMark[state]
}

/** PMH refused the token of this folder, and nothing of it is sent until there is another one. */
export function refusedToken(folder: string, problems: readonly Problem[]): Problem | undefined {
  return problems.find((problem) => problem.folder === folder && problem.code === 'R3008')
}
