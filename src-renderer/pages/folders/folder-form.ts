import { tokenProblem } from '../../../src-shared/domain/mapping.ts'
import type { PreflightMode } from '../../../src-shared/domain/preflight-rule.ts'
import { folderNameProblem, foldFolderName } from '../../../src-shared/domain/scheme-folder.ts'
import type { FolderEntry } from '../../../src-shared/ipc/answer-shapes.ts'
import { folderFormText } from '../../../src-shared/text/ja/screens-folders.ts'
import { mappingRule } from '../../../src-shared/text/ja/settings.ts'
import type { EntryState } from '../../components/state-marks.ts'

/** What stands in the side sheet. */
export interface FolderForm {
  /** Null while a new entry is made. */
  readonly id: number | null
  readonly name: string
  readonly folder: string
  /** Null keeps the registered token. */
  readonly token: string | null
  readonly paused: boolean
  /** Null: as the setting says. */
  readonly preflight: PreflightMode | null
  readonly createDirectory: boolean
}

export interface FolderFormProblems {
  readonly folder: string | null
  readonly token: string | null
}

export function openFolderForm(entry: FolderEntry | null): FolderForm {
  if (entry === null)
    return {
      id: null,
      name: '',
      folder: '',
      token: '',
      paused: false,
      preflight: null,
      createDirectory: false,
    }
  return {
    id: entry.id,
    name: entry.displayName === entry.folder ? '' : entry.displayName,
    folder: entry.folder,
    // Without a readable token there is nothing to keep.
    token: entry.tokenHint === null ? '' : null,
    paused: entry.paused,
    preflight: entry.preflight,
    createDirectory: false,
  }
}

/** The name that lists and history show: 表示名, else the folder's own. */
export function shownName(form: FolderForm): string {
  return form.name.trim() === '' ? form.folder : form.name.trim()
}

/** The sentences at the fields; null where nothing is wrong. */
export function folderFormProblems(form: FolderForm, entries: readonly FolderEntry[]): FolderFormProblems {
  const rule = folderNameProblem(form.folder)
  const taken = entries.some(
    (entry) => entry.id !== form.id && foldFolderName(entry.folder) === foldFolderName(form.folder),
  )
  const token = form.token === null ? null : tokenProblem(form.token.trim())
  return {
    folder: rule !== null ? sentence(rule) : taken ? folderFormText.folderTaken : null,
    token: token === null ? null : sentence(token),
  }
}

const sentence = (rule: keyof typeof mappingRule) => `${mappingRule[rule]}。`

/** Copied from a mail or a sheet, both come with blanks or line ends around them that nobody sees. */
export function trimmedForm(form: FolderForm): FolderForm {
  return { ...form, folder: form.folder.trim(), token: form.token?.trim() ?? null }
}

/** How a folder stands under PMHFilePath, in the writing of that path's own system. */
export function folderPath(root: string, folder: string): string {
  const separator = /^[A-Za-z]:|\\/.test(root) ? '\\' : '/'
  return root.endsWith(separator) ? `${root}${folder}` : `${root}${separator}${folder}`
}

/** The one state that the list shows for an entry, the gravest first. */
export function entryState(entry: FolderEntry): EntryState {
  if (entry.directory === 'missing') return 'missing'
  if (entry.tokenHint === null) return 'noToken'
  if (entry.paused) return 'paused'
  return entry.directory === 'unknown' ? 'unknown' : 'ok'
}

/** Something of it keeps its files from being sent, and has a button that mends it. */
export function isInTrouble(entry: FolderEntry): boolean {
  return entry.directory === 'missing' || entry.tokenHint === null
}
